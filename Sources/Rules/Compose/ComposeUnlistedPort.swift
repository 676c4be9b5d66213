import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlistedPort = Rule(
    id: "compose-unlisted-port",
    summary: "A service publishes a port that the policy does not list.",
    why: """
      A policy that lists the ports to publish turns every other port into a mistake: a debugger left on, a \
      data store opened for an hour, or a way past the proxy.
      """,
    fix:
      "Remove the port, bind it to an address that the policy allows, or add it to `compose.allowed-ports`.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.9"), .cwe(668), .nist("4.3.3")],
    triggering: [
      .compose(
        "ports allowed for other services, other ports, and other addresses",
        """
        # policy:
        compose:
          allowed-ports:
            - {role: edge, ports: [80, 443, 8000-8010]}
            - {service: api, addresses: [127.0.0.1]}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80", ▶"8080:8080", ▶"8005-8011:1-7"]
          api:
            image: api:1
            ports: [▶"3000:3000", ▶"10.0.0.1:3001:3000", ▶"9229"]
          db:
            image: postgres:16
            ports: [▶"127.0.0.1:5432:5432"]
        """)
    ],
    silent: [
      .compose(
        "listed ports and addresses",
        """
        # policy:
        compose:
          allowed-ports:
            - {role: edge, ports: [80, 443, 8000-8010]}
            - {addresses: [127.0.0.1]}
        # file: compose.yaml
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80", "443:8443", "8000-8010:1-11"]
          api:
            image: api:1
            ports: ["127.0.0.1:3000:3000", "[::1]:3001:3000", "${BIND}:3002:3000"]
          db:
            image: postgres:16
            networks: [closed]
            ports: ["5432:5432"]
        networks:
          closed: {internal: true}
        """)
    ],
    check: .compose { project, policy in
      guard let allowed = policy.compose.allowedPorts else { return [] }
      let graph = project.graph
      let zones = ZoneMap(project, policy, graph)
      return project.services.flatMap { service -> [Match] in
        guard let member = graph.member(service.name) else { return [] }
        var said: Set<SourceSpan> = []
        return member.publications.compactMap { publication in
          let port = publication.port
          if publication.isInert || port.node.isUnknown { return nil }
          // What comes from outside into a closed zone is reported there.
          if publication.reach.isOutside, zones?.isClosed(member) == true { return nil }
          let isAllowed = allowed.contains {
            $0.allows(service, in: project, ports: port.published?.ports, reach: publication.reach)
          }
          guard !isAllowed, said.insert(port.node.span).inserted else { return nil }
          let severity =
            publication.reach.isOutside
            ? max(
              .medium,
              PortRisk.judge(
                port, member.role, image: service.image?.value.shortName, isBehindProxy: false
              ).0) : Severity.low
          return Match(
            .compose(key: port.key),
            "Service \(service.name) publishes \(publication.label), which compose.allowed-ports does not list.",
            subject: "\(port.target.ports.lowerBound)/\(port.transport)", severity: severity)
        }
      }
    })
}
