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
    examples: [
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
        """),
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
        """),
    ],
    check: .compose { project, _ in
      var taken: [String: [(service: Service, port: Port)]] = [:]
      var matches: [Match] = []
      for service in project.services {
        var said: Set<String> = []
        for port in service.ports {
          guard let published = port.published, published.ports.lowerBound > 0, !port.node.isUnknown else {
            continue
          }
          if service.replicas > published.count, project.target == .compose, !project.isForSwarm,
            said.insert(port.key).inserted
          {
            matches.append(
              Match(
                .compose(key: port.key),
                "\(service.replicas) containers of service \(service.name) want the host's port \(published).",
                subject: "\(published)/\(port.transport)"))
            continue
          }
          guard published.count == 1 else { continue }
          let slot = "\(published)/\(port.transport)"
          let clash = taken[slot]?.first { other in
            other.port.clashes(with: port) && other.service.canRun(with: service)
          }
          taken[slot, default: []].append((service, port))
          guard let clash, said.insert("\(port.node.span) \(clash.service.name)").inserted else { continue }
          matches.append(
            Match(
              .compose(key: port.key),
              "Services \(clash.service.name) and \(service.name) both want the host's port \(slot).",
              subject: slot,
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

extension Port {
  /// Whether two ports with one number answer on a common address.
  fileprivate func clashes(with other: Port) -> Bool {
    let mine = Reach(address: address ?? "")
    let theirs = Reach(address: other.address ?? "")
    return mine == .everywhere || theirs == .everywhere || mine == theirs
  }
}
