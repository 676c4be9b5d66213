import Compose
import Findings

extension Rule {
  static let composeInertPort = Rule(
    id: "compose-inert-port",
    summary: "A published port cannot answer because the service is on internal networks only.",
    why: "Docker does not publish ports of a container without a gateway, and prints no warning.",
    fix: "Remove the port, or attach the service to a network that is not internal.",
    severity: .medium, confidence: .certain,
    references: [
      .page(
        title: "Compose: internal networks",
        url: "https://docs.docker.com/reference/compose-file/networks/#internal")
    ],
    triggering: [
      .compose(
        "a port of a service on an internal network",
        """
        services:
          db:
            image: postgres:16
            networks: [back]
            ports: [▶"127.0.0.1:5432:5432"]
        networks:
          back: {internal: true}
        """)
    ],
    silent: [
      .compose(
        "one network that is not internal",
        """
        services:
          app:
            image: app:1
            networks: [back, front]
            ports: ["127.0.0.1:80:80"]
        networks:
          back: {internal: true}
          front:
        """)
    ],
    check: .compose { project, _ in
      project.graph.members.flatMap { member in
        member.publications.filter(\.isInert).map { publication in
          let (target, verb) = (publication.port.target, publication.port.target.count == 1 ? "" : "s")
          return Match(
            .compose(key: publication.port.key),
            "Port\(verb) \(target) of service \(member.service) cannot answer because all its networks are internal.",
            subject: "\(target.ports.lowerBound)")
        }
      }
    })
}
