import Compose
import Findings
import Policies

extension Rule {
  static let composeOpenPort = Rule(
    id: "compose-open-port",
    summary: "A port is published on every address of the host.",
    why: """
      Docker opens published ports past the host's own firewall rules. A data store, an administration console \
      or a debugger that anybody can reach is a common cause of data loss. An application that is reachable \
      directly bypasses the proxy in front of it.
      """,
    fix: """
      Put `127.0.0.1:` before the port if only this host needs it, or remove the port: services of one project \
      reach each other without it.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("5.14"), .cwe(668), .nist("4.3.3")],
    triggering: [
      .compose(
        "every spelling, more severe for data stores and consoles",
        """
        services:
          db:
            image: postgres:16
            ports:
              - ▶"5432:5432"
              - ▶"0.0.0.0:5433:5432"
              - ▶"[::]:5434:5432"
              - ▶target: 5432
                published: 5435
          app:
            image: app:1
            ports: [▶"8080:8080", ▶9229:9229]
          proxy:
            image: traefik:v3.1
            ports: ["80:80", ▶"8080:8080"]
          ci:
            image: jenkins/jenkins:2.462.1
            ports: [▶"8081:8080"]
          agents:
            image: portainer/portainer-ce:2.20.3
            ports: [▶"8000:8000", ▶"9443:9443"]
          admin:
            image: dpage/pgadmin4:8
            ports: [▶"80:80"]
        """)
    ],
    silent: [
      .compose(
        "ports bound to the host, public ports, and an internal network",
        """
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80", "443:8443"]
          app:
            image: app:1
            ports:
              - "127.0.0.1:8080:8080"
              - "[::1]:8081:8080"
              - "${BIND:-127.0.0.1}:8082:8080"
              - target: 8080
                published: "8083"
                host_ip: 127.0.0.1
          db:
            image: postgres:16
            networks: [closed]
            ports: ["5432:5432"]
        networks:
          closed: {internal: true}
        """),
      .compose(
        "a bridge that binds to the host by default",
        """
        services:
          app:
            image: app:1
            ports: ["8080:8080"]
        networks:
          default:
            driver_opts:
              com.docker.network.bridge.host_binding_ipv4: 127.0.0.1
        """),
    ],
    check: .compose { project, policy in
      let graph = project.graph
      let hasProxy = graph.edges.contains { $0.role == .edge }
      let zones = ZoneMap(project, policy, graph)
      return project.services.flatMap { service -> [Match] in
        guard let member = graph.member(service.name) else { return [] }
        // Where the policy says who may publish what, its own rules tell of the rest.
        if policy.compose.allowedPorts != nil || zones?.isClosed(member) == true { return [] }
        return OpenPorts(service, member, policy.compose, isBehindProxy: hasProxy).matches
      }
    })
}
