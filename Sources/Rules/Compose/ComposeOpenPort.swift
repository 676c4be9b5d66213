import Compose
import Findings
import Policies

extension Rule {
  static let composeOpenPort = Rule(
    id: "compose-open-port",
    summary: "A port is published on every address of the host.",
    why: """
      Docker opens published ports past the host's own firewall rules. A data store, an administration console \
      or a debugger that everybody reaches is how most data is lost; an application that everybody reaches goes \
      past the proxy in front of it.
      """,
    fix: """
      Put `127.0.0.1:` before the port when only this host needs it, or remove the port: services of one project \
      reach each other without.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("5.14"), .cwe(668), .nist("4.3.3")],
    examples: [
      .compose(
        "every spelling, worse for data and consoles",
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
        """),
      .compose(
        "bound to the host, meant for the world, or on an internal network",
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
      let graph = NetworkGraph(project)
      let hasProxy = graph.edges.contains { $0.role == .proxy }
      return project.services.flatMap { service -> [Match] in
        guard let member = graph.member(service.name) else { return [] }
        return OpenPorts(service, member, policy.compose, isBehindProxy: hasProxy).matches
      }
    })
}

/// The ports of a service that everybody reaches; ports of one line of the file are one result.
private struct OpenPorts {
  private let service: Service
  private let isBehindProxy: Bool
  private var groups: [(first: Port, ports: [Port])] = []

  init(_ service: Service, _ member: NetworkGraph.Member, _ policy: ComposePolicy, isBehindProxy: Bool) {
    self.service = service
    self.isBehindProxy = isBehindProxy
    for publication in member.publications where !publication.isInert && publication.reach == .everywhere {
      let port = publication.port
      if port.node.isUnknown && port.address == nil { continue }
      let published = port.published?.ports ?? port.target...port.target
      if service.role != .dataStore, published.allSatisfy(policy.publicPorts.contains) { continue }
      if let last = groups.last, last.first.node.span == port.node.span {
        groups[groups.count - 1].ports.append(port)
      } else {
        groups.append((port, [port]))
      }
    }
  }

  var matches: [Match] {
    groups.map { group in
      let (severity, what) = judge(group.ports)
      return Match(
        .compose(key: group.first.key),
        "Service \(service.name) publishes \(what)\(name(group.ports)) on every address of the host.",
        subject: "\(group.first.target)/\(group.first.transport)", severity: severity,
        repair: .bind(port: group.first.key, address: "127.0.0.1"))
    }
  }

  private func name(_ ports: [Port]) -> String {
    guard let host = ports[0].published else {
      return "port \(ports[0].target), under a number of the host's choice,"
    }
    guard let last = ports.last, ports.count > 1, let end = last.published else { return "port \(host)" }
    return "ports \(host) to \(end)"
  }

  private func judge(_ ports: [Port]) -> (Severity, String) {
    if service.role == .dataStore {
      return (ports[0].published == nil ? .medium : .high, "the data store's ")
    }
    if let console = ports.lazy.compactMap({ Self.consoles[$0.target] }).first {
      return (console.severity, "\(console.what) on ")
    }
    switch service.role {
    case .administration: return (.high, "an administration console on ")
    case .monitoring: return (.medium, "monitoring on ")
    case .dataStore, .proxy, nil:
      return (isBehindProxy && service.role != .proxy ? .medium : .low, "")
    }
  }

  /// Container ports that belong to debuggers and engines whatever the image is called.
  private static let consoles: [Int: (severity: Severity, what: String)] = [
    2375: (.critical, "the engine's plain port"), 2376: (.high, "the engine's port"),
    5005: (.high, "a Java debugger"), 5678: (.medium, "a debugger"), 9222: (.high, "a browser's debugger"),
    9229: (.high, "a Node.js debugger"), 2345: (.medium, "a debugger"), 10250: (.high, "the kubelet"),
  ]
}
