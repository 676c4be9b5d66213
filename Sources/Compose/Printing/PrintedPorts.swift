import Findings

/// A service's ports as `docker compose config` prints them: one entry for each port of a range.
struct PrintedPorts {
  /// Ports of one range that are printed one by one; a longer one is printed in the short form, which means the same.
  private static let mostOfRange = 100

  let node: Node

  init(_ ports: Node) {
    node = ports.items.map { Node.sequence($0.flatMap(Self.printed), keeping: ports) } ?? ports
  }

  private static func printed(_ port: Node) -> [Node] {
    guard let mapping = port.mapping, let target = mapping["target"]?.text.flatMap({ PortRange($0) }),
      target.count > 1
    else { return [port] }
    let host = mapping["published"]?.text.flatMap { PortRange($0) }
    guard target.count <= mostOfRange else { return [short(port, target, host, mapping)] }
    return target.ports.enumerated().map { number, container in
      var entry = mapping
      entry["target"] = Node.text("\(container)", kind: .integer, like: port)
      if let host { entry["published"] = Node.text("\(host.ports.lowerBound + number)", like: port) }
      return Node.mapping(entry, keeping: port)
    }
  }

  private static func short(_ port: Node, _ target: PortRange, _ host: PortRange?, _ mapping: Mapping) -> Node
  {
    let address = mapping["host_ip"]?.text.map { $0.contains(":") ? "[\($0)]:" : "\($0):" } ?? ""
    let published = host.map { "\($0):" } ?? (address.isEmpty ? "" : ":")
    let transport = mapping["protocol"]?.text ?? "tcp"
    return Node.text(
      "\(address)\(published)\(target)\(transport == "tcp" ? "" : "/\(transport)")", like: port)
  }
}
