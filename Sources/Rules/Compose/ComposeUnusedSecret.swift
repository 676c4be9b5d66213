import Compose
import Findings

extension Rule {
  static let composeUnusedSecret = Rule(
    id: "compose-unused-secret",
    summary: "No service uses a defined secret or config.",
    why: """
      The secret or config is either forgotten and should be removed, or its service reads something other \
      than its author believes.
      """,
    fix: "Grant it to the service that needs it under `secrets` or `configs`, or remove it.",
    severity: .note, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "a secret and a config that no service uses",
        """
        services:
          app:
            image: app:1
            secrets: [used]
        secrets:
          used: {file: used.txt}
          ▶unused: {file: unused.txt}
        """)
    ],
    silent: [
      .compose(
        "secrets used at run time and by the build",
        """
        services:
          app:
            build: {context: ., secrets: [built]}
            secrets: [used]
        secrets:
          used: {file: used.txt}
          built: {environment: TOKEN}
        """)
    ],
    check: .compose { project, _ in
      let services = project.services + project.disabled
      func granted(_ kind: String) -> Set<String> {
        Set(
          services.flatMap { service in
            (service.section.sections(kind) + service.section.sections("build", kind)).compactMap {
              $0.text("source")?.value
            }
          } + services.compactMap { $0.section.text("credential_spec", "config")?.value })
      }
      let (secrets, configs) = (granted("secrets"), granted("configs"))
      let unused =
        project.secrets.filter { !secrets.contains($0.name) }.map { ("Secret", $0) }
        + project.configs.filter { !configs.contains($0.name) }.map { ("Config", $0) }
      return unused.map { kind, grantable in
        Match(
          .compose(key: grantable.key), "\(kind) \(grantable.name) is not granted to any service.",
          subject: grantable.name)
      }
    })
}
