/// What the drawings in other programs' languages show: the nodes by zone, and every line once.
struct NetworkPlan {
  /// A line between two nodes, by their short ids.
  struct Line {
    let from: String
    let to: String
    let title: String
    /// Whether it leads somewhere from outside.
    let isEntry: Bool
    let isForbidden: Bool
  }

  /// A node with a short id: `outside`, `host`, `s3` for a service, `n0` for a network.
  struct Box {
    let id: String
    let node: NetworkSummary.Node
    let isForbidden: Bool
  }

  /// Nodes in no zone.
  let free: [Box]
  /// Zones that have a node, with their position in the policy.
  let zones: [(number: Int, name: String, boxes: [Box])]
  let lines: [Line]

  init(_ network: NetworkSummary) {
    let ids = Self.ids(network.nodes)
    let alone = Set(network.forbidden.filter { $0.nodes.count == 1 }.flatMap(\.nodes))
    let boxes = network.nodes.compactMap { node in
      ids[node.id].map { Box(id: $0, node: node, isForbidden: alone.contains(node.id)) }
    }
    let names = network.zonesOfNodes
    free = boxes.filter { names[$0.node.id] == nil }
    zones = network.zones.enumerated().map { number, zone in
      (number, zone.name, boxes.filter { names[$0.node.id] == zone.name })
    }.filter { !$0.boxes.isEmpty }
    lines = Self.lines(network, ids)
  }

  private static func ids(_ nodes: [NetworkSummary.Node]) -> [String: String] {
    var ids: [String: String] = [:]
    var (services, networks) = (0, 0)
    for node in nodes where ids[node.id] == nil {
      switch node.kind {
      case .outside, .host: ids[node.id] = node.kind.rawValue
      case .service:
        ids[node.id] = "s\(services)"
        services += 1
      case .network, .internalNetwork:
        ids[node.id] = "n\(networks)"
        networks += 1
      }
    }
    return ids
  }

  private static func lines(_ network: NetworkSummary, _ ids: [String: String]) -> [Line] {
    let ways = network.forbidden.flatMap { zip($0.nodes, $0.nodes.dropFirst()).map { [$0, $1] } }
    let forbidden = Set(ways.map { $0.sorted() })
    let outside = Set(network.nodes.filter { $0.kind == .outside }.map(\.id))
    var drawn: Set<[String]> = []
    var lines = network.links.compactMap { link -> Line? in
      guard let from = ids[link.from], let to = ids[link.to] else { return nil }
      let ends = [link.from, link.to].sorted()
      drawn.insert(ends)
      return Line(
        from: from, to: to, title: link.title, isEntry: outside.contains(link.from),
        isForbidden: forbidden.contains(ends))
    }
    // A forbidden way may lead where no link is: from a network to the outside.
    for way in ways where drawn.insert(way.sorted()).inserted {
      guard let from = ids[way[0]], let to = ids[way[1]] else { continue }
      lines.append(Line(from: from, to: to, title: "", isEntry: false, isForbidden: true))
    }
    return lines
  }
}
