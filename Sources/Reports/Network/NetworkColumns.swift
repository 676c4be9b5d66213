/// The nodes of a network graph by how many links they are from outside.
struct NetworkColumns {
  private(set) var columns: [[String]] = []
  /// By node: the nodes that it has a link with, whatever its direction.
  private(set) var neighbours: [String: [String]] = [:]
  private var distances: [String: Int] = [:]

  init(_ network: NetworkSummary) {
    let ids = Set(network.nodes.map(\.id))
    for link in network.links where ids.contains(link.from) && ids.contains(link.to) {
      neighbours[link.from, default: []].append(link.to)
      neighbours[link.to, default: []].append(link.from)
    }
    spread(from: network.nodes.filter { $0.kind == .outside || $0.kind == .host }.map(\.id), at: 0)
    // What nothing outside reaches: a network after its services, each piece of the graph by itself.
    for node in network.nodes where node.kind == .network || node.kind == .internalNetwork {
      guard distances[node.id] == nil else { continue }
      let services = (neighbours[node.id] ?? []).filter { distances[$0] == nil }
      spread(from: services.isEmpty ? [node.id] : services, at: services.isEmpty ? 2 : 1)
    }
    spread(from: network.nodes.map(\.id), at: 1)
    var columns: [Int: [String]] = [:]
    var seen: Set<String> = []
    for node in network.nodes where seen.insert(node.id).inserted {
      columns[distances[node.id] ?? 1, default: []].append(node.id)
    }
    self.columns = columns.sorted { $0.key < $1.key }.map(\.value)
  }

  private mutating func spread(from starts: [String], at distance: Int) {
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
}

/// Which nodes of one column and zone share a box: services on the same networks, of which nothing else is reported.
struct NetworkGroups {
  /// Fewer stand by themselves.
  static let fewest = 4

  private let neighbours: [String: [String]]
  private let networks: Set<String>
  private let services: Set<String>
  /// Nodes on forbidden paths are always seen by themselves.
  private let marked: Set<String>

  init(_ network: NetworkSummary, _ neighbours: [String: [String]]) {
    self.neighbours = neighbours
    networks = Set(
      network.nodes.filter { $0.kind == .network || $0.kind == .internalNetwork }.map(\.id))
    services = Set(network.nodes.filter { $0.kind == .service }.map(\.id))
    marked = Set(network.forbidden.flatMap(\.nodes))
  }

  func boxes(of ids: [String], column: Int) -> [NetworkLayout.Box] {
    var order: [[String]] = []
    var groups: [[String]: [String]] = [:]
    for id in ids {
      let near = Set(neighbours[id] ?? [])
      let isPlain = services.contains(id) && near.isSubset(of: networks) && !marked.contains(id)
      // A key of its own for what stands alone: no two nodes have one id.
      let key = isPlain ? ["plain"] + near.sorted() : ["alone", id]
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(id)
    }
    return order.flatMap { key in
      let members = groups[key] ?? []
      return members.count < Self.fewest
        ? members.map { Self.box([$0], column) } : [Self.box(members, column)]
    }
  }

  private static func box(_ ids: [String], _ column: Int) -> NetworkLayout.Box {
    let isLong = ids.count > NetworkLayout.longestColumn
    let rows = isLong ? (ids.count + 1) / 2 : ids.count
    return NetworkLayout.Box(
      ids: ids, column: column, width: NetworkLayout.nodeWidth * (isLong ? 2 : 1),
      height: ids.count == 1
        ? NetworkLayout.nodeHeight : Double(rows) * NetworkLayout.nameHeight + NetworkLayout.rowGap)
  }
}

/// Puts what is joined near each other: by the mean place of neighbours in the column before, then in that after.
struct NetworkOrder {
  let neighbours: [String: [String]]

  func sort(_ cells: inout [[Int: [NetworkLayout.Box]]]) {
    guard cells.count > 1 else { return }
    for sweep in 0..<4 {
      let isForward = sweep % 2 == 0
      for column in isForward ? Array(1..<cells.count) : (0..<(cells.count - 1)).reversed() {
        let rows = rows(cells[isForward ? column - 1 : column + 1])
        for band in cells[column].keys {
          let boxes = cells[column][band] ?? []
          let means = boxes.map { mean($0, rows) }
          cells[column][band] = boxes.indices.sorted { (means[$0], $0) < (means[$1], $1) }.map { boxes[$0] }
        }
      }
    }
  }

  /// By node: how far it is from the middle of its zone.
  private func rows(_ bands: [Int: [NetworkLayout.Box]]) -> [String: Double] {
    var rows: [String: Double] = [:]
    for boxes in bands.values {
      for (row, box) in boxes.enumerated() {
        for id in box.ids { rows[id] = Double(row) - Double(boxes.count - 1) / 2 }
      }
    }
    return rows
  }

  private func mean(_ box: NetworkLayout.Box, _ rows: [String: Double]) -> Double {
    let near = box.ids.flatMap { neighbours[$0] ?? [] }.compactMap { rows[$0] }
    return near.isEmpty ? 0 : near.reduce(0, +) / Double(near.count)
  }
}
