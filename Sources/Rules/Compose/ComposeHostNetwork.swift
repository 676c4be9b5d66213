import Compose
import Findings

extension Rule {
  static let composeHostNetwork = Rule(
    id: "compose-host-network",
    summary: "A service uses the host's network.",
    why: """
      The service listens on every address of the host without publishing a port, and reaches what the host \
      offers only to itself on 127.0.0.1.
      """,
    fix: "Remove `network_mode: host`, and publish the ports that are needed under `ports`.",
    severity: .high, confidence: .certain,
    references: [.cis("5.10"), .cwe(668), .nist("4.3.3")],
    triggering: [
      .compose(
        "the host's network",
        """
        services:
          app:
            image: app:1
            network_mode: ▶"host"
        """)
    ],
    silent: [
      .compose(
        "no network",
        """
        services:
          app:
            image: app:1
            network_mode: none
        """)
    ],
    check: .service { service, _, _ in
      guard let mode = service.networkMode, mode.value == .host else { return [] }
      return [Match(mode.place, "Service \(service.name) uses the host's network (network_mode: host).")]
    })
}
