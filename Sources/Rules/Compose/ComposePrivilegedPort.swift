import Compose
import Findings
import Policies

extension Rule {
  static let composePrivilegedPort = Rule(
    id: "compose-privileged-port",
    summary: "A service publishes a host port below 1024.",
    why: """
      Ports below 1024 belong to the host's own services. A port that a container takes is not available to \
      them.
      """,
    fix: "Publish a port from 1024 upwards, or add the port to `compose.public-ports` in the policy.",
    severity: .note, confidence: .certain,
    references: [.cis("5.8")],
    triggering: [
      .compose(
        "host ports below 1024",
        """
        services:
          mail:
            image: mail:1
            ports: [▶"127.0.0.1:25:2525", ▶"53:53/udp", ▶"127.0.0.1:80:8001"]
        """)
    ],
    silent: [
      .compose(
        "public ports, low ports inside the container, and random host ports",
        """
        services:
          web:
            image: web:1
            ports: ["80:8080", "443:443", "8080:80", "81"]
        """)
    ],
    check: .service { service, _, policy in
      service.ports.compactMap { port in
        guard let range = port.published, range.ports.lowerBound < 1024 else { return nil }
        let low = range.ports.clamped(to: 0...1023)
        // A public port is one that the public reaches.
        let isPublic = port.address.map { Reach(address: $0).isOutside } ?? true
        guard
          let published = low.first(where: {
            $0 > 0 && !(isPublic && policy.compose.publicPorts.contains($0))
          })
        else { return nil }
        return Match(
          .compose(key: port.key),
          "Service \(service.name) publishes host port \(published), which is below 1024.",
          subject: "\(published)/\(port.transport)")
      }
    })
}
