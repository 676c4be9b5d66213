import Compose
import Findings

extension Rule {
  static let composeEgressFromClosedZone = Rule(
    id: "compose-egress-from-closed-zone",
    summary: "A service can open connections to the world though its zone must not.",
    why: """
      Data leaves most easily from where it is kept, and what breaks in fetches the rest of itself from outside. Only \
      a network with `internal: true` has no way out.
      """,
    fix: "Set `internal: true` on the network, or take the service off it.",
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
        "internal networks, zones that may go out, and one that is reached from there",
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
