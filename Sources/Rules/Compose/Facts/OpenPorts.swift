import Compose
import Findings
import Policies

/// The ports of a service that everybody reaches; ports of one line of the file are one result.
struct OpenPorts {
  private let service: Service
  private let role: ServiceRole?
  private let isBehindProxy: Bool
  private var groups: [(first: Port, ports: [Port])] = []

  init(_ service: Service, _ member: NetworkGraph.Member, _ policy: ComposePolicy, isBehindProxy: Bool) {
    self.service = service
    self.isBehindProxy = isBehindProxy
    role = member.role
    for publication in member.publications where !publication.isInert && publication.reach == .everywhere {
      let port = publication.port
      if port.node.isUnknown && port.address == nil { continue }
      let published = port.published?.ports ?? port.target...port.target
      if role?.keepsData != true, published.allSatisfy(policy.publicPorts.contains) { continue }
      if let last = groups.last, last.first.node.span == port.node.span {
        groups[groups.count - 1].ports.append(port)
      } else {
        groups.append((port, [port]))
      }
    }
  }

  var matches: [Match] {
    groups.map { group in
      let (severity, what) = PortRisk.judge(group.ports, role, isBehindProxy: isBehindProxy)
      return Match(
        .compose(key: group.first.key),
        "Service \(service.name) publishes \(what)\(PortRisk.name(group.ports)) on every address of the host.",
        subject: "\(group.first.target)/\(group.first.transport)", severity: severity,
        repair: .unsafe(.bind(port: group.first.key, address: "127.0.0.1"), .clients))
    }
  }
}

/// How bad it is that a port is open, and what it is.
enum PortRisk {
  /// Ports of one line in words.
  static func name(_ ports: [Port]) -> String {
    guard let host = ports[0].published else {
      return "port \(ports[0].target) (at a random host port)"
    }
    guard let last = ports.last, ports.count > 1, let end = last.published else { return "port \(host)" }
    return "ports \(host) to \(end)"
  }

  static func judge(_ ports: [Port], _ role: ServiceRole?, isBehindProxy: Bool) -> (Severity, String) {
    if role?.keepsData == true {
      return (ports[0].published == nil ? .medium : .high, "the data store's ")
    }
    if let console = ports.lazy.compactMap({ consoles[$0.target] }).first {
      return (console.severity, "\(console.what) on ")
    }
    switch role {
    case .administration: return (.high, "an administration console on ")
    case .monitoring: return (.medium, "monitoring on ")
    case .dataStore, .cache, .objectStore, .edge, .app, .worker, .test, .build, nil:
      return (isBehindProxy && role != .edge ? .medium : .low, "")
    }
  }

  /// Container ports that belong to debuggers and engines whatever the image is called.
  private static let consoles: [Int: (severity: Severity, what: String)] = [
    2375: (.critical, "the engine's API without TLS"), 2376: (.high, "the engine's API"),
    5005: (.high, "a Java debugger"), 5678: (.medium, "a debugger"), 9222: (.high, "a browser's debugger"),
    9229: (.high, "a Node.js debugger"), 2345: (.medium, "a debugger"), 10250: (.high, "the kubelet"),
  ]
}
