import Compose
import Findings

extension Rule {
  static let composeUnusedSecret = Rule(
    id: "compose-unused-secret",
    summary: "A secret or config is defined but given to no service.",
    why:
      "It is either forgotten, and should go, or its service reads something else than its author believes.",
    fix: "Grant it to the service that needs it, or remove it.",
    severity: .note, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "defined and forgotten",
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
        "used at run time or by the build",
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
      let unused =
        project.secrets.filter { !granted("secrets").contains($0.name) }
        + project.configs.filter { !granted("configs").contains($0.name) }
      return unused.map {
        Match(.compose(key: $0.key), "\($0.name) is given to no service.", subject: $0.name)
      }
    })
}
