import Compose
import Findings
import Policies

extension Rule {
  static let composePrivilegedPort = Rule(
    id: "compose-privileged-port",
    summary: "A service takes a port of the host below 1024.",
    why: "Low ports belong to the host's own services; one that a container takes is one they cannot have.",
    fix: "Publish a port from 1024 upwards, or name the port in the policy's public ports.",
    severity: .note, confidence: .certain,
    references: [.cis("5.8")],
    triggering: [
      .compose(
        "the host's ports",
        """
        services:
          mail:
            image: mail:1
            ports: [▶"127.0.0.1:25:2525", ▶"53:53/udp"]
        """)
    ],
    silent: [
      .compose(
        "the web's ports, the container's own, and what the host chooses",
        """
        services:
          web:
            image: web:1
            ports: ["80:8080", "443:443", "8080:80", "81"]
        """)
    ],
    check: .service { service, _, policy in
      service.ports.compactMap { port in
        guard let published = port.published?.ports.lowerBound, (1..<1024).contains(published) else {
          return nil
        }
        guard !policy.compose.publicPorts.contains(published) else { return nil }
        return Match(
          .compose(key: port.key), "Service \(service.name) takes the host's port \(published).",
          subject: "\(published)/\(port.transport)")
      }
    })
}
