import Compose
import Findings

extension Rule {
  static let composeHostProvider = Rule(
    id: "compose-host-provider",
    summary: "A service is created by a program that runs on the host.",
    why: """
      `provider` runs a program on the machine that starts the project, with the rights of the user who starts \
      it.
      """,
    fix: """
      Check that the program is intended and comes from a source that you trust, or replace `provider` with an \
      image.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(829)],
    triggering: [
      .compose(
        "a provider",
        """
        services:
          model:
            provider:
              type: ▶model
              options: {model: small}
        """)
    ],
    silent: [
      .compose(
        "a container",
        """
        services:
          app:
            image: app:1
        """)
    ],
    check: .service { service, _, _ in
      guard let type = service.section.text("provider", "type") else { return [] }
      return [
        Match(
          type.place, "Service \(service.name) runs the program \"\(type.value)\" on the host.",
          subject: type.value)
      ]
    })
}
