import Compose
import Findings

extension Rule {
  static let composeHostNamespace = Rule(
    id: "compose-host-namespace",
    summary: "A service shares a namespace with the host.",
    why: """
      In the host's process namespace a container sees and signals every process and, as root, reads their \
      environment. In the host's IPC namespace it reads the shared memory of other programs.
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
        "private namespaces",
        """
        services:
          app:
            image: app:1
            ipc: private
            cgroup: private
        """)
    ],
    check: .service { service, _, _ in
      let kinds: [(key: String, title: String, severity: Severity, effect: String)] = [
        ("pid", "process", .high, "it can see and signal every process"),
        ("ipc", "IPC", .high, "it can read the shared memory of other programs"),
        ("cgroup", "control group", .medium, "it can see the limits of all containers"),
        ("uts", "UTS", .low, "it can change the host's name"),
        ("userns_mode", "user", .low, "its root is the host's root even if the engine remaps users"),
      ]
      return kinds.compactMap { kind in
        guard let field = service.section.text(kind.key), field.value == "host" else { return nil }
        return Match(
          field.place,
          "Service \(service.name) runs in the host's \(kind.title) namespace (\(kind.key): host), so \(kind.effect).",
          severity: kind.severity)
      }
    })
}
