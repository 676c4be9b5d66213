import Compose
import Findings

extension Rule {
  static let composePortIntoClosedZone = Rule(
    id: "compose-port-into-closed-zone",
    summary: "A service can be reached from outside although its zone is closed to the outside.",
    why: """
      The policy keeps the outside out of this zone. A published port bypasses the host's firewall and every \
      service that should stand in front.
      """,
    fix: """
      Remove the port, or bind it to 127.0.0.1 if only this host needs it; replace the host's or a local \
      network with one of the project.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.9"), .cwe(668), .nist("4.3.3")],
    triggering: [
      .compose(
        "a published port, and the host's own network",
        """
        # policy:
        zones:
          edge: {services: proxy, from-outside: true, reaches: [app, data]}
          app: {services: "*"}
          data: {roles: data-store}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
          api:
            image: api:1
            ports:
              - ▶"8000-8002:8000-8002"
          agent:
            image: agent:1
            network_mode: ▶host
        """)
    ],
    silent: [
      .compose(
        "the open zone, ports bound to the host, and a port that cannot answer",
        """
        # policy:
        zones:
          edge: {services: proxy, from-outside: true, reaches: [app]}
          app: {services: [api, inner]}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80", "8443:8443"]
          api:
            image: api:1
            ports: ["127.0.0.1:8000:8000"]
          inner:
            image: api:1
            ports: ["8001:8000"]
            networks: [closed]
        networks:
          closed: {internal: true}
        """)
    ],
    check: .compose { project, policy in ZoneCheck(project, policy)?.matches(.port) ?? [] })
}
