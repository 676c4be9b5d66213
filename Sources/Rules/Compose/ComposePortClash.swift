import Compose
import Findings

extension Rule {
  static let composePortClash = Rule(
    id: "compose-port-clash",
    summary: "Two containers want the same port of the host.",
    why: "The second one does not start.",
    fix: "Give one of them another port, or another address.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "two services, or two containers of one",
        """
        services:
          a:
            image: a:1
            ports: ["127.0.0.1:8080:80"]
          b:
            image: b:1
            ports: [▶"8079-8081:1-3"]
          c:
            image: c:1
            scale: 2
            ports: [▶"127.0.0.1:9000:80"]
        """)
    ],
    silent: [
      .compose(
        "other addresses, protocols, profiles, and ports that the host chooses",
        """
        services:
          a:
            image: a:1
            ports: ["127.0.0.1:53:53", "10.0.0.1:53:53", "127.0.0.1:53:53/udp", "8080"]
          b:
            image: b:1
            ports: ["8080"]
            profiles: [x]
          c:
            image: c:1
            ports: ["127.0.0.1:90:80"]
            profiles: [cpu]
          d:
            image: d:1
            ports: ["127.0.0.1:90:80"]
            profiles: [gpu]
          e:
            image: e:1
            scale: 3
            ports: ["127.0.0.1:9000-9002:80"]
        """)
    ],
    check: .compose { project, _ in
      var taken: [String: [HostPort]] = [:]
      var matches: [Match] = []
      for service in project.services {
        var said: Set<String> = []
        for port in service.ports {
          guard let published = port.published, published.ports.lowerBound > 0, !port.node.isUnknown,
            service.replicas > published.count, project.target == .compose, !project.isForSwarm,
            said.insert(port.key.text).inserted
          else { continue }
          matches.append(
            Match(
              .compose(key: port.key),
              "\(service.replicas) containers of service \(service.name) want the host's port \(published).",
              subject: "\(published)/\(port.transport)"))
        }
        for port in HostPort.all(of: service) where !said.contains(port.port.key.text) {
          let clash = taken[port.slot]?.first { $0.meets(port) && $0.service.canRun(with: service) }
          taken[port.slot, default: []].append(port)
          guard let clash, said.insert("\(port.port.node.span) \(clash.service.name)").inserted else {
            continue
          }
          matches.append(
            Match(
              .compose(key: port.port.key),
              "Services \(clash.service.name) and \(service.name) both want the host's port \(port.slot).",
              subject: port.slot,
              related: [Match.Related(.compose(key: clash.port.key), "the port is taken here")]))
        }
      }
      return matches
    })
}

extension Project {
  /// Whether the files use what only Swarm reads; its mesh shares one port among all containers of a service.
  fileprivate var isForSwarm: Bool {
    let keys = ["placement", "update_config", "rollback_config", "endpoint_mode", "mode"]
    return services.contains { service in keys.contains { service.section.field("deploy", $0) != nil } }
      || networks.contains { $0.driver == "overlay" } || files.contains { $0.contains("stack") }
  }
}
