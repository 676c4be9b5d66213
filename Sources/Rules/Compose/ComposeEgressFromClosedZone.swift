import Compose
import Findings

extension Rule {
  static let composeEgressFromClosedZone = Rule(
    id: "compose-egress-from-closed-zone",
    summary: "A service can open connections to the outside although its zone does not allow it.",
    why: """
      An intruder uses a way out to fetch tools and to send data away. Only a network with `internal: true` \
      has none.
      """,
    fix: "Set `internal: true` on the network, or detach the service from it.",
    severity: .medium, confidence: .certain,
    references: [.cwe(923), .nist("4.3.3")],
    triggering: [
      .compose(
        "a network that should be internal, and a service on one that cannot be",
        """
        # policy:
        zones:
          app: {services: [api, worker], reaches: [data], outside: true}
          data: {roles: [data-store, cache], networks: data}
        # file: compose.yaml
        services:
          api:
            image: api:1
            networks: [data, app]
          db:
            image: postgres:16
            networks: [data]
          cache:
            image: redis:7
            networks:
              - ▶app
        networks:
          app:
          ▶data:
        """)
    ],
    silent: [
      .compose(
        "internal networks, and zones that may reach the outside",
        """
        # policy:
        zones:
          edge: {roles: edge, from-outside: true, reaches: [app]}
          app: {services: [api, worker], reaches: [data], outside: true}
          data: {roles: [data-store, cache]}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
            networks: [front]
          api:
            image: api:1
            networks: [front, data]
          db:
            image: postgres:16
            networks: [data]
        networks:
          front:
          data: {internal: true}
        """)
    ],
    check: .compose { project, policy in ZoneCheck(project, policy)?.matches(.egress) ?? [] })
}
