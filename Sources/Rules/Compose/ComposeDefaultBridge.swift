import Compose
import Findings

extension Rule {
  static let composeDefaultBridge = Rule(
    id: "compose-default-bridge",
    summary: "A service is on Docker's default bridge.",
    why: """
      Every container of the host that names no network is on the default bridge too: they reach all ports of each \
      other, whatever project they belong to. It has no names either, so services find each other by address.
      """,
    fix: "Remove `network_mode: bridge`: the project then has a network of its own.",
    severity: .low, confidence: .certain,
    references: [.cis("5.30"), .cwe(923)],
    triggering: [
      .compose(
        "by mode, by its old name, and as an external network",
        """
        services:
          a:
            image: a:1
            network_mode: ▶bridge
          b:
            image: b:1
            network_mode: ▶default
          c:
            image: c:1
            networks:
              - ▶shared
        networks:
          shared: {name: bridge, external: true}
        """)
    ],
    silent: [
      .compose(
        "a network of the project, whatever it is called",
        """
        services:
          a:
            image: a:1
          b:
            image: b:1
            networks: [bridge]
          c:
            image: c:1
            network_mode: none
        networks:
          bridge:
        """)
    ],
    check: .service { service, project, _ in
      guard service.hasContainers else { return [] }
      let message =
        "Service \(service.name) is on Docker's default bridge, beside every container that names no network."
      if let mode = service.networkMode, mode.value == .bridge { return [Match(mode.place, message)] }
      return service.networks.compactMap { attachment in
        guard let network = project.network(attachment.network), network.isExternal,
          (network.section.text("name")?.value ?? network.name) == "bridge"
        else { return nil }
        return Match(.compose(key: attachment.key), message)
      }
    })
}
