import Compose
import Findings

extension Rule {
  static let composeSharedNamespace = Rule(
    id: "compose-shared-namespace",
    summary: "A service shares its process or IPC namespace with another container.",
    why: """
      Whoever takes over one of the two containers can read and signal the processes of the other, or read its \
      shared memory.
      """,
    fix: """
      Remove `pid` or `ipc`; if both containers form one unit, allow the rule for the service with that \
      reason.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "the processes of another service",
        """
        services:
          app:
            image: app:1
          debug:
            image: debug:1
            pid: ▶service:app
            ipc: ▶container:other
        """)
    ],
    silent: [
      .compose(
        "a shared network namespace",
        """
        services:
          app:
            image: app:1
          side:
            image: side:1
            network_mode: service:app
        """)
    ],
    check: .service { service, _, _ in
      ["pid", "ipc"].compactMap { key in
        guard let field = service.section.text(key) else { return nil }
        guard field.value.hasPrefix("service:") || field.value.hasPrefix("container:") else { return nil }
        return Match(
          field.place,
          "Service \(service.name) shares the \(key == "pid" ? "process" : "IPC") namespace of \(field.value)."
        )
      }
    })
}
