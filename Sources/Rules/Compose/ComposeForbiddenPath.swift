import Compose
import Findings

extension Rule {
  static let composeForbiddenPath = Rule(
    id: "compose-forbidden-path",
    summary: "Services share a network although the policy's zones keep them apart.",
    why: """
      On one network every service reaches every port of every other, whatever `expose`, `links` or \
      `depends_on` say. Whoever takes over the service that is exposed to the outside can attack all of them.
      """,
    fix: "Detach the service from the network, or route its requests through a service of a zone in between.",
    severity: .high, confidence: .certain,
    references: [.cwe(923), .nist("4.3.3")],
    triggering: [
      .compose(
        "a proxy on the data network, a flat network, and a shared namespace",
        """
        # policy:
        zones:
          edge: {roles: edge, from-outside: true, reaches: [app]}
          app: {services: "api*", reaches: [data]}
          data: {roles: [data-store, cache]}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
            networks:
              front:
              ▶data:
          api:
            image: api:1
            networks: [front, data]
          db:
            image: postgres:16
            networks: [data]
          cache:
            image: redis:7
            networks: [data]
          ▶tunnel:
            image: traefik:3
          store:
            image: postgres:16
          side:
            image: caddy:2
            network_mode: ▶service:db
        networks:
          front:
          data: {internal: true}
        """)
    ],
    silent: [
      .compose(
        "zones that share networks only with zones that they may reach",
        """
        # policy:
        zones:
          edge: {roles: edge, from-outside: true, reaches: [app]}
          app: {services: [api, worker], reaches: [data]}
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
          worker:
            image: worker:1
            network_mode: service:api
          db:
            image: postgres:16
            networks: [data]
        networks:
          front:
          data: {internal: true}
        """)
    ],
    check: .compose { project, policy in ZoneCheck(project, policy)?.matches(.path) ?? [] })
}
