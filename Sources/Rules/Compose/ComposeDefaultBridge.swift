import Compose
import Findings

extension Rule {
  static let composeDefaultBridge = Rule(
    id: "compose-default-bridge",
    summary: "A service is on Docker's default bridge.",
    why: """
      Every container of the host that names no network is on the default bridge, where all of them reach each \
      other's ports, whatever project they belong to. The default bridge has no name resolution either, so \
      services find each other only by address.
      """,
    fix: """
      Remove `network_mode: bridge` or the external network `bridge`, so that the project gets a network of \
      its own.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("5.30"), .cwe(923)],
    triggering: [
      .compose(
        "the network mode, its old name, and an external network",
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
        "networks of the project, whatever their name",
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
        "Service \(service.name) is on Docker's default bridge, together with every container that names no network."
      if let mode = service.networkMode, mode.value == .bridge { return [Match(mode.place, message)] }
      return service.networks.compactMap { attachment in
        guard let network = project.network(attachment.network), network.isExternal,
          (network.section.text("name")?.value ?? network.name) == "bridge"
        else { return nil }
        return Match(.compose(key: attachment.key), message)
      }
    })
}
