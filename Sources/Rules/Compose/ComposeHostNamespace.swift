import Compose
import Findings

extension Rule {
  static let composeHostNamespace = Rule(
    id: "compose-host-namespace",
    summary: "A service shares a namespace with the host.",
    why: """
      With the host's process namespace a container sees and signals every process, and reads their environment \
      if it is root; with the host's IPC namespace it reads shared memory of other programs.
      """,
    fix: "Remove the key, so that the service gets a namespace of its own.",
    severity: .high, confidence: .certain,
    references: [.cis("5.16"), .cis("5.17"), .cis("5.21"), .cis("5.31"), .cwe(668)],
    triggering: [
      .compose(
        "each namespace",
        """
        services:
          app:
            image: app:1
            pid: ▶host
            ipc: ▶"host"
            uts: ▶host
            userns_mode: ▶host
            cgroup: ▶host
        """)
    ],
    silent: [
      .compose(
        "namespaces of its own",
        """
        services:
          app:
            image: app:1
            ipc: private
            cgroup: private
        """)
    ],
    check: .service { service, _, _ in
      let kinds: [(key: String, severity: Severity, effect: String)] = [
        ("pid", .high, "it sees and signals all processes"),
        ("ipc", .high, "it reads shared memory of other programs"),
        ("cgroup", .medium, "it sees the limits of all containers"),
        ("uts", .low, "it can change the host's name"),
        ("userns_mode", .low, "its root is the host's root even where the engine remaps users"),
      ]
      return kinds.compactMap { kind in
        guard let field = service.section.text(kind.key), field.value == "host" else { return nil }
        return Match(
          field.place, "Service \(service.name) shares the host's \(kind.key) namespace: \(kind.effect).",
          severity: kind.severity)
      }
    })
}
