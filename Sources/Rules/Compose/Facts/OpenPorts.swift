import Compose
import Findings
import Policies

/// The ports of a service that everybody reaches.
struct OpenPorts {
  private let service: Service
  private let role: ServiceRole?
  private let isBehindProxy: Bool
  private var ports: [Port] = []

  init(_ service: Service, _ member: NetworkGraph.Member, _ policy: ComposePolicy, isBehindProxy: Bool) {
    self.service = service
    self.isBehindProxy = isBehindProxy
    role = member.role
    for publication in member.publications where !publication.isInert && publication.reach == .everywhere {
      let port = publication.port
      if port.node.isUnknown && port.address == nil { continue }
      let published = (port.published ?? port.target).ports
      let isConsole =
        role == .administration
        || service.image.map { Console.name(image: $0.value.shortName, ports: port.target.ports) != nil }
          ?? false
      if role?.keepsData != true, !isConsole, published.allSatisfy(policy.publicPorts.contains) { continue }
      ports.append(port)
    }
  }

  var matches: [Match] {
    ports.map { port in
      let (severity, what) = PortRisk.judge(
        port, role, image: service.image?.value.shortName, isBehindProxy: isBehindProxy)
      return Match(
        .compose(key: port.key),
        "Service \(service.name) publishes \(what)\(PortRisk.name(port)) on every address of the host.",
        subject: "\(port.target.ports.lowerBound)/\(port.transport)", severity: severity,
        repair: .unsafe(.bind(port: port.key, address: "127.0.0.1"), .clients))
    }
  }
}

/// How bad it is that a port is open, and what it is.
enum PortRisk {
  /// The ports of one line in words.
  static func name(_ port: Port) -> String {
    let transport = port.transport == "tcp" ? "" : "/\(port.transport)"
    guard let host = port.published else {
      let target = port.target
      return
        "\(target.phrase)\(transport) (at \(target.count == 1 ? "a random host port" : "random host ports"))"
    }
    // Of a range for one container port the engine takes one.
    return (port.target.count == 1 ? "port \(host)" : host.phrase) + transport
  }

  static func judge(
    _ port: Port, _ role: ServiceRole?, image: String?, isBehindProxy: Bool
  ) -> (Severity, String) {
    if let image, let name = Console.name(image: image, ports: port.target.ports) {
      return (.high, "\(name) on ")
    }
    if role?.keepsData == true {
      return (port.published == nil ? .medium : .high, "the data store's ")
    }
    let open = consoles.filter { number, _ in
      port.target.ports.contains(number) && !(image.map { isOwn(number, of: $0) } ?? false)
    }
    if let console = open.min(by: { $0.key < $1.key })?.value {
      return (console.severity, "\(console.what) on ")
    }
    switch role {
    case .administration:
      // Of an image whose consoles are listed, the other ports are none.
      return image.map(Console.isListed) == true ? (.medium, "") : (.high, "an administration console on ")
    case .monitoring: return (.medium, "monitoring on ")
    case .dataStore, .cache, .objectStore, .edge, .app, .worker, .test, .build, nil:
      return (isBehindProxy && role != .edge ? .medium : .low, "")
    }
  }

  /// Whether an image listens itself on a port that elsewhere is a debugger's: n8n on that of Python's.
  private static func isOwn(_ port: Int, of image: String) -> Bool {
    port == 5678 && image.split(separator: "/").last == "n8n"
  }

  /// Container ports that belong to debuggers and engines whatever the image is called.
  private static let consoles: [Int: (severity: Severity, what: String)] = [
    2375: (.critical, "the engine's API without TLS"), 2376: (.high, "the engine's API"),
    5005: (.high, "a Java debugger"), 5678: (.medium, "a debugger"), 9222: (.high, "a browser's debugger"),
    9229: (.high, "a Node.js debugger"), 2345: (.medium, "a debugger"), 10250: (.high, "the kubelet"),
  ]
}

extension PortRange {
  /// `port 80` or `ports 8000 to 8010`.
  var phrase: String { count == 1 ? "port \(self)" : "ports \(ports.lowerBound) to \(ports.upperBound)" }
}
