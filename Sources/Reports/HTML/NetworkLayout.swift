/// Where the nodes of a network graph stand: columns by how far from outside, bands by zone.
struct NetworkLayout {
  static let nodeWidth = 168.0
  static let nodeHeight = 30.0
  static let columnGap = 92.0
  static let rowHeight = 42.0
  static let labelHeight = 24.0
  static let bandPadding = 10.0

  /// A node's left upper corner.
  struct Spot: Equatable {
    var column: Int
    var x: Double
    var y: Double
  }

  /// A zone across all columns; without a name for nodes that are in none.
  struct Band: Equatable {
    var name: String
    var y: Double
    var height: Double
  }

  private(set) var spots: [String: Spot] = [:]
  private(set) var bands: [Band] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  init(_ network: NetworkSummary) {
    let graph = NetworkColumns(network)
    let zones = Self.zones(network)
    let names = network.zones.map(\.name)
    let hasZones = !names.isEmpty
    // What is in no zone stands first: the outside is among it.
    var bandsOfRows = graph.columns.map { column in
      Dictionary(grouping: column) { id in zones[id].flatMap { names.firstIndex(of: $0) } ?? -1 }
    }
    let used = Set(bandsOfRows.flatMap(\.keys)).sorted()
    Self.order(&bandsOfRows, graph)
    var y = 0.0
    for band in used {
      let rows = bandsOfRows.map { $0[band]?.count ?? 0 }.max() ?? 0
      let top = hasZones ? (band < 0 ? Self.bandPadding : Self.labelHeight) : 0
      let height = top + Double(rows) * Self.rowHeight + (hasZones ? Self.bandPadding / 2 : 0)
      bands.append(Band(name: band < 0 ? "" : names[band], y: y, height: height))
      for (column, content) in bandsOfRows.enumerated() {
        let nodes = content[band] ?? []
        let offset = Double(rows - nodes.count) / 2 * Self.rowHeight
        for (row, id) in nodes.enumerated() {
          spots[id] = Spot(
            column: column, x: Self.margin + Double(column) * (Self.nodeWidth + Self.columnGap),
            y: y + top + offset + Double(row) * Self.rowHeight + (Self.rowHeight - Self.nodeHeight) / 2)
        }
      }
      y += height + (hasZones ? 8 : 0)
    }
    height = y
    let columns = Double(graph.columns.count)
    width = columns * Self.nodeWidth + max(0, columns - 1) * Self.columnGap + 2 * Self.margin
  }

  /// Around everything: room for a line that leaves and comes back on the same side.
  static let margin = 26.0

  private static func zones(_ network: NetworkSummary) -> [String: String] {
    var zones: [String: String] = [:]
    for node in network.nodes { zones[node.id] = node.zone }
    for zone in network.zones { for member in zone.members { zones[member] = zone.name } }
    return zones
  }

  /// Puts nodes that are joined near each other: by the mean row of their neighbours, there and back.
  private static func order(_ bands: inout [[Int: [String]]], _ graph: NetworkColumns) {
    guard bands.count > 1 else { return }
    for sweep in 0..<4 {
      let columns = sweep % 2 == 0 ? Array(1..<bands.count) : (0..<(bands.count - 1)).reversed()
      for column in columns {
        let neighbours = bands[sweep % 2 == 0 ? column - 1 : column + 1]
        var rows: [String: Double] = [:]
        for nodes in neighbours.values {
          for (row, id) in nodes.enumerated() { rows[id] = Double(row) - Double(nodes.count) / 2 }
        }
        for band in bands[column].keys {
          let nodes = bands[column][band] ?? []
          let means = nodes.map { id in
            let near = (graph.neighbours[id] ?? []).compactMap { rows[$0] }
            return near.isEmpty ? 0 : near.reduce(0, +) / Double(near.count)
          }
          bands[column][band] = nodes.indices.sorted { (means[$0], $0) < (means[$1], $1) }.map { nodes[$0] }
        }
      }
    }
  }
}

/// The nodes of a network graph by how many links they are from outside.
struct NetworkColumns {
  private(set) var columns: [[String]] = []
  /// By node: the nodes that it has a link with, whatever its direction.
  private(set) var neighbours: [String: [String]] = [:]

  init(_ network: NetworkSummary) {
    let ids = Set(network.nodes.map(\.id))
    for link in network.links where ids.contains(link.from) && ids.contains(link.to) {
      neighbours[link.from, default: []].append(link.to)
      neighbours[link.to, default: []].append(link.from)
    }
    var distances: [String: Int] = [:]
    func spread(from starts: [String], at distance: Int) {
      var queue = starts.filter { distances[$0] == nil }
      for id in queue { distances[id] = distance }
      var next = 0
      while next < queue.count {
        let id = queue[next]
        next += 1
        for other in neighbours[id] ?? [] where distances[other] == nil {
          distances[other] = (distances[id] ?? 0) + 1
          queue.append(other)
        }
      }
    }
    spread(from: network.nodes.filter { $0.kind == .outside || $0.kind == .host }.map(\.id), at: 0)
    // What nothing outside reaches: a network after its services, each piece of the graph by itself.
    for node in network.nodes where node.kind == .network || node.kind == .internalNetwork {
      guard distances[node.id] == nil else { continue }
      let services = (neighbours[node.id] ?? []).filter { distances[$0] == nil }
      spread(from: services.isEmpty ? [node.id] : services, at: services.isEmpty ? 2 : 1)
    }
    spread(from: network.nodes.map(\.id), at: 1)
    let last = distances.values.max() ?? 0
    var seen: Set<String> = []
    let nodes = network.nodes.filter { seen.insert($0.id).inserted }
    columns = (0...last).map { column in nodes.map(\.id).filter { distances[$0] == column } }
      .filter { !$0.isEmpty }
  }
}
