import Compose
import Findings

extension Rule {
  static let composeUnmaskedPaths = Rule(
    id: "compose-unmasked-paths",
    summary: "A service sees the system paths that Docker hides.",
    why: """
      Docker masks parts of `/proc` and `/sys` because they hold kernel memory and switches. \
      `systempaths=unconfined` shows them, writable for root.
      """,
    fix: "Remove `systempaths=unconfined`.",
    severity: .high, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "unmasked",
        """
        services:
          app:
            image: app:1
            security_opt:
              - ▶systempaths=unconfined
        """)
    ],
    silent: [
      .compose(
        "masked",
        """
        services:
          app:
            image: app:1
            security_opt: ["no-new-privileges:true"]
        """)
    ],
    check: .service { service, _, _ in
      service.securityOptions.filter { $0.name == "systempaths" && $0.value == "unconfined" }.map { option in
        Match(option.field.place, "Service \(service.name) sees the kernel's paths unmasked.")
      }
    })
}
