/// Where the nodes of a network graph stand: columns by how far from outside, bands by zone.
struct NetworkLayout {
  /// A node's place, or that of several that differ in their names only.
  struct Box: Equatable {
    var ids: [String]
    var column: Int
    var x = 0.0
    var y = 0.0
    var width: Double
    var height: Double
  }

  /// A zone across all columns; without a name for nodes that are in none.
  struct Band: Equatable {
    var name: String
    var y: Double
    var height: Double
  }

  static let nodeWidth = 190.0
  static let nodeHeight = 36.0
  /// Of a name among others in one box.
  static let nameHeight = 19.0
  /// More names than these stand in two columns of their box.
  static let longestColumn = 10
  static let columnGap = 64.0
  static let rowGap = 10.0
  static let zoneTitle = 24.0
  static let zonePadding = 12.0
  /// Room for a line that leaves a column and comes back to it.
  static let turn = 26.0

  private(set) var boxes: [Box] = []
  private(set) var bands: [Band] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private var positions: [String: Int] = [:]

  init(_ network: NetworkSummary) {
    let graph = NetworkColumns(network)
    let zones = network.zonesOfNodes
    let names = network.zones.map(\.name)
    // What is in no zone stands first: the outside is among it.
    var cells = graph.columns.enumerated().map { number, column in
      Dictionary(grouping: column) { id in zones[id].flatMap { names.firstIndex(of: $0) } ?? -1 }
        .mapValues { NetworkGroups(network, graph.neighbours).boxes(of: $0, column: number) }
    }
    NetworkOrder(neighbours: graph.neighbours).sort(&cells)
    place(cells, names)
    for (index, box) in boxes.enumerated() { for id in box.ids { positions[id] = index } }
  }

  /// The box that a node is in; nil for what the graph does not have.
  func box(of id: String) -> Box? { positions[id].map { boxes[$0] } }

  private mutating func place(_ cells: [[Int: [Box]]], _ names: [String]) {
    let margin = names.isEmpty ? 1 : Self.zonePadding
    let widths = cells.map { $0.values.joined().map(\.width).max() ?? 0 }
    let starts = widths.indices.map { column in
      widths[..<column].reduce(margin) { $0 + $1 + Self.columnGap }
    }
    var y = 1.0
    for band in Set(cells.flatMap(\.keys)).sorted() {
      let top = band >= 0 ? Self.zoneTitle : 0
      let bottom = band >= 0 ? Self.zonePadding : 0
      let content = cells.map { Self.height($0[band] ?? []) }.max() ?? 0
      bands.append(Band(name: band < 0 ? "" : names[band], y: y, height: top + content + bottom))
      for column in cells.indices {
        let own = cells[column][band] ?? []
        var offset = y + top + (content - Self.height(own)) / 2
        for var box in own {
          (box.x, box.y) = (starts[column], offset)
          boxes.append(box)
          offset += box.height + Self.rowGap
        }
      }
      y += top + content + bottom + Self.rowGap
    }
    height = y - Self.rowGap + 1
    width = (starts.last ?? 0) + (widths.last ?? 0) + max(margin, Self.turn)
  }

  private static func height(_ boxes: [Box]) -> Double {
    boxes.reduce(0) { $0 + $1.height } + Double(max(0, boxes.count - 1)) * rowGap
  }
}

extension NetworkSummary {
  /// By a node's id, the zone that it is in.
  var zonesOfNodes: [String: String] {
    var result: [String: String] = [:]
    for node in nodes { result[node.id] = node.zone }
    for zone in zones { for member in zone.members { result[member] = zone.name } }
    return result
  }
}
