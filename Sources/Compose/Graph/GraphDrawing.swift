/// What every drawing of the graph shows: boxes and the lines between them.
package struct GraphDrawing {
  /// What a box stands for.
  package enum Kind: Hashable {
    case outside
    case host
    case service
    case dataStore
    case network
    case closedNetwork
  }

  package struct Box: Hashable {
    package var id: String
    /// The service or the network; `outside` and `host` for these two.
    package var name: String
    package var label: String
    package var kind: Kind
    /// The position of its zone; nil where it is in none.
    package var zone: Int?
    /// Whether a policy says that it is wrong.
    package var isWrong = false

    /// Its id over all drawings: `outside`, `host`, `service NAME`, `network NAME`.
    package var node: String {
      switch kind {
      case .outside, .host: name
      case .service, .dataStore: "service \(name)"
      case .network, .closedNetwork: "network \(name)"
      }
    }
  }

  package struct Line: Hashable {
    package var from: String
    package var to: String
    package var label: String
    /// Whether it leads somewhere from the outside.
    package var isEntry: Bool
    /// Whether a policy says that it should not be there.
    package var isWrong = false
  }

  package private(set) var boxes: [Box] = []
  package private(set) var lines: [Line] = []
  private var seen: Set<Line> = []

  package init(_ graph: NetworkGraph) {
    boxes.append(Box(id: "outside", name: "outside", label: "outside", kind: .outside))
    boxes.append(Box(id: "host", name: "host", label: "host", kind: .host))
    for (index, member) in graph.members.enumerated() {
      boxes.append(
        Box(
          id: "s\(index)", name: member.service, label: member.service,
          kind: member.role?.keepsData == true ? .dataStore : .service))
    }
    for (index, network) in graph.networks.enumerated() {
      let suffix = [
        network.isInternal ? "internal" : nil, network.isExternal ? "external" : nil, network.driver,
      ].compactMap(\.self)
      let label = suffix.isEmpty ? network.name : "\(network.name) (\(suffix.joined(separator: ", ")))"
      boxes.append(
        Box(
          id: "n\(index)", name: network.name, label: label,
          kind: network.isInternal ? .closedNetwork : .network))
    }
    addLines(graph)
    let used = Set(lines.flatMap { [$0.from, $0.to] })
    boxes.removeAll { ($0.id == "outside" || $0.id == "host") && !used.contains($0.id) }
    mark(graph.overlay)
  }

  private mutating func mark(_ overlay: GraphOverlay) {
    let nodes = Dictionary(uniqueKeysWithValues: boxes.map { ($0.id, $0.node) })
    for index in boxes.indices {
      boxes[index].zone = overlay.zone(of: boxes[index].node)
      boxes[index].isWrong = overlay.isWrong(boxes[index].node)
    }
    for index in lines.indices {
      guard let from = nodes[lines[index].from], let to = nodes[lines[index].to] else { continue }
      lines[index].isWrong = overlay.isWrong(from, to)
    }
  }

  private mutating func addLines(_ graph: NetworkGraph) {
    let services = Dictionary(uniqueKeysWithValues: graph.members.enumerated().map { ($1.service, "s\($0)") })
    let networks = Dictionary(uniqueKeysWithValues: graph.networks.enumerated().map { ($1.name, "n\($0)") })
    for (index, member) in graph.members.enumerated() {
      let id = "s\(index)"
      for publication in member.publications where !publication.isInert {
        let isOutside = publication.reach.isOutside
        add(isOutside ? "outside" : "host", id, publication.label, isEntry: isOutside)
      }
      if member.isOnHost { add("outside", id, "host network", isEntry: true) }
      if let namespace = member.namespace, let other = services[namespace] {
        add(id, other, "same namespace", isEntry: false)
        continue
      }
      for name in member.networks {
        guard let network = networks[name] else { continue }
        let isLocal = graph.network(name)?.isOnLocalNetwork ?? false
        add(id, network, "", isEntry: false)
        if isLocal { add("outside", id, "address on \(name)", isEntry: true) }
      }
    }
  }

  private mutating func add(_ from: String, _ to: String, _ label: String, isEntry: Bool) {
    let line = Line(from: from, to: to, label: label, isEntry: isEntry)
    if seen.insert(line).inserted { lines.append(line) }
  }
}

extension NetworkGraph.Publication {
  /// The port as people write it: `8080->80`, `127.0.0.1:8080->80/udp`.
  package var label: String {
    let host = port.published.map { "\($0)" } ?? "any"
    let address: String =
      switch reach {
      case .everywhere: ""
      case .loopback: "127.0.0.1:"
      case .address(let address): "\(address):"
      }
    return "\(address)\(host)->\(port.target)\(port.transport == "tcp" ? "" : "/\(port.transport)")"
  }
}
