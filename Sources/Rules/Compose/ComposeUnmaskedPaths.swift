import Compose
import Findings

extension Rule {
  static let composeUnmaskedPaths = Rule(
    id: "compose-unmasked-paths",
    summary: "A service sees the kernel paths that Docker masks.",
    why: """
      Docker masks parts of `/proc` and `/sys` because they expose kernel memory and settings. \
      `systempaths=unconfined` shows them, writable for root.
      """,
    fix: "Remove `systempaths=unconfined` from `security_opt`.",
    severity: .high, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "unmasked paths",
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
        "masked paths",
        """
        services:
          app:
            image: app:1
            security_opt: ["no-new-privileges:true"]
        """)
    ],
    check: .service { service, _, _ in
      service.securityOptions.filter { $0.name == "systempaths" && $0.value == "unconfined" }.map { option in
        Match(
          option.field.place, "Service \(service.name) sees kernel paths unmasked (systempaths=unconfined).")
      }
    })
}
