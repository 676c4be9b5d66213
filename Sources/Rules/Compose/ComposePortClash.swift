import Compose
import Findings

extension Rule {
  static let composePortClash = Rule(
    id: "compose-port-clash",
    summary: "Two containers publish the same port of the host.",
    why: "The second container does not start: a host port can be bound only once.",
    fix: """
      Publish one of them on another port or address; for a service with replicas, publish a range or leave \
      the host port out.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "two services, and two containers of one service",
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
        "ranges that overlap",
        """
        services:
          a:
            image: a:1
            ports: ["8000-8010:8000-8010"]
          b:
            image: b:1
            ports: ["127.0.0.1:8020-8030:8020-8030"]
          c:
            image: c:1
            ports: [▶"8010-8015:8010-8015", ▶"8016-8020:8016-8020"]
        """),
    ],
    silent: [
      .compose(
        "other addresses, protocols and profiles, and random host ports",
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
          f:
            image: f:1
            ports: ["127.0.0.1:9010-9012:10-12", "127.0.0.1:9012-9013:12-13"]
        """)
    ],
    check: .compose { project, _ in
      var taken = TakenPorts()
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
              "All \(service.replicas) containers of service \(service.name) publish host port \(published).",
              subject: "\(published)/\(port.transport)"))
        }
        for port in HostPort.all(of: service) where !said.contains(port.port.key.text) {
          let clashes = taken.clashes(port) { !$0.port.repeats(port) }
          taken.take(port)
          for clash in clashes.map(\.port)
          where said.insert("\(port.port.node.span) \(clash.service.name)").inserted {
            matches.append(
              Match(
                .compose(key: port.port.key),
                "Services \(clash.service.name) and \(service.name) both publish host port \(port.slot(with: clash)).",
                subject: port.slot(with: clash),
                related: [Match.Related(.compose(key: clash.port.key), "the same port here")]))
          }
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
