import Compose
import Findings

extension Rule {
  static let composeHostPortClash = Rule(
    id: "compose-host-port-clash",
    summary: "Two projects on one host publish the same port.",
    why:
      "Projects that are checked together share a host. The project that starts second cannot bind the port.",
    fix: "Publish one of them on another port or another address.",
    severity: .medium, confidence: .firm,
    references: [
      .page(title: "Compose: ports", url: "https://docs.docker.com/reference/compose-file/services/#ports")
    ],
    triggering: [
      .compose(
        "one port on every address, and on one of them",
        """
        services:
          web:
            image: web:1
            ports: ["80:8080", "5000-5001:5000-5001"]
        # project: shop/compose.yaml
        services:
          api:
            image: api:1
            ports: [▶"127.0.0.1:80:3000", ▶"5001:1"]
        """)
    ],
    silent: [
      .compose(
        "other addresses and protocols, another compose file of the same project, and services that publish nothing",
        """
        name: edge
        services:
          dns:
            image: dns:1
            ports: ["127.0.0.1:53:53/udp", "10.0.0.1:80:80", "8080"]
        # project: shop/compose.yaml
        services:
          api:
            image: api:1
            ports: ["127.0.0.1:53:53/tcp", "10.0.0.2:80:80", "8080"]
        # project: edge/compose.debug.yaml
        services:
          dns:
            image: dns:1
            ports: ["127.0.0.1:53:53/udp"]
        # project: off/compose.yaml
        services:
          dns:
            image: dns:1
            ports: ["53:53/udp"]
            scale: 0
          own:
            image: dns:1
            ports: ["53:53/udp"]
            network_mode: host
        """)
    ],
    check: .host { projects, _ in
      var taken = TakenPorts()
      var matches: [HostMatch] = []
      let names = projects.map(\.name)
      for (position, name) in names.enumerated() {
        // A port may stand for several, as a range does; two projects clash in it once.
        var said: Set<String> = []
        for service in projects[position].services where service.takesHostPorts {
          for port in HostPort.all(of: service) {
            let clashes = taken.clashes(port, of: name) { names[$0.project] != name }
            taken.take(port, number: position, of: name)
            for clash in clashes where said.insert("\(port.port.node.span) \(clash.project)").inserted {
              let other = names[clash.project]
              let slot = port.slot(with: clash.port)
              matches.append(
                HostMatch(
                  project: position,
                  Match(
                    .compose(key: port.port.key),
                    "Service \(service.name) of project \(name) and service \(clash.port.service.name) of project \(other) both publish host port \(slot).",
                    subject: "\(slot) \(other)"),
                  elsewhere: [
                    .init(project: clash.project, key: clash.port.port.key, message: "the same port here")
                  ]))
            }
          }
        }
      }
      return matches
    })
}

extension Service {
  /// Whether its containers run and are reached through published ports.
  fileprivate var takesHostPorts: Bool {
    guard replicas > 0 else { return false }
    switch networkMode?.value {
    case .host?, .none?, .service?, .container?: return false
    case .bridge?, .other?, nil: return true
    }
  }
}
