/// The picture of a network: zones, lines, forbidden paths, and boxes on top.
struct NetworkDrawing {
  private let network: NetworkSummary
  private let layout: NetworkLayout
  private let nodes: [String: NetworkSummary.Node]
  /// By service, the ways in from the outside and from the host, as they are called.
  private var entries: [String: [String]] = [:]

  init(_ network: NetworkSummary) {
    self.network = network
    layout = NetworkLayout(network)
    nodes = Dictionary(network.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for link in network.links where isEdge(link.from) && !link.title.isEmpty {
      entries[link.to, default: []].append(link.title)
    }
  }

  func markup(id: String, description: String) -> Markup {
    let size = (width: Drawing.number(layout.width), height: Drawing.number(layout.height))
    return Drawing.markup(
      id: id, style: "graph",
      size: [
        .init("viewBox", "0 0 \(size.width) \(size.height)"), .init("width", size.width),
        .init("height", size.height),
      ],
      title: "Who can reach whom", description: description, content: content)
  }

  /// The drawing as an SVG file that needs nothing beside it.
  func file(title: String, style: PageSource) -> Markup {
    let size = (width: Drawing.number(layout.width), height: Drawing.number(layout.height))
    return .block(
      "svg",
      [
        .init("xmlns", "http://www.w3.org/2000/svg"), .init("viewBox", "0 0 \(size.width) \(size.height)"),
        .init("width", size.width), .init("height", size.height), .init("role", "img"),
      ],
      [.element("title", [], .text("\(title): who can reach whom")), .raw("style", style)] + content)
  }

  private var content: [Markup] { layout.bands.map(zone) + lines + forbidden + layout.boxes.map(box) }

  private func isEdge(_ id: String) -> Bool {
    switch nodes[id]?.kind {
    case .outside, .host: true
    case .service, .network, .internalNetwork, nil: false
    }
  }

  private func title(_ id: String) -> String { nodes[id]?.title ?? id }

  // MARK: Zones and lines

  private func zone(_ band: NetworkLayout.Band) -> Markup {
    guard !band.name.isEmpty else { return .none }
    return .all([
      rectangle("zone", x: 0.5, y: band.y, width: layout.width - 1, height: band.height, radius: 6),
      text("zone-name", band.name, x: NetworkLayout.zonePadding, y: band.y + 17),
    ])
  }

  /// One line for all links between two boxes.
  private var lines: [Markup] {
    var order: [[String]] = []
    var links: [[String]: [NetworkSummary.Link]] = [:]
    for link in network.links {
      guard let from = layout.box(of: link.from), let to = layout.box(of: link.to), from != to else {
        continue
      }
      let ends = [from.ids[0], to.ids[0]]
      if links[ends] == nil { order.append(ends) }
      links[ends, default: []].append(link)
    }
    return order.compactMap { ends in
      guard let from = layout.box(of: ends[0]), let to = layout.box(of: ends[1]) else { return nil }
      let titles = (links[ends] ?? []).map(\.title).filter { !$0.isEmpty }
      let names = [from, to].map { $0.ids.map(title).joined(separator: ", ") }.joined(separator: " → ")
      return NetworkLine(from: from, to: to).markup(
        style: nodes[ends[0]]?.kind == .outside ? "entry" : "attachment",
        tip: names + (titles.isEmpty ? "" : ": \(titles.joined(separator: ", "))"))
    }
  }

  private var forbidden: [Markup] {
    var seen: Set<[String]> = []
    return network.forbidden.flatMap { path in
      zip(path.nodes, path.nodes.dropFirst()).compactMap { from, to in
        guard let start = layout.box(of: from), let end = layout.box(of: to),
          seen.insert([from, to]).inserted
        else { return nil }
        return NetworkLine(from: start, to: end).markup(style: "forbidden", tip: path.message)
      }
    }
  }

  // MARK: Boxes

  private func box(_ box: NetworkLayout.Box) -> Markup {
    guard box.ids.count == 1, let node = nodes[box.ids[0]] else { return group(box) }
    let ways = entries[node.id] ?? []
    let middle = (x: box.x + box.width / 2, y: box.y + box.height / 2)
    return .element(
      "g", [.init("class", "node \(node.kind.rawValue)")],
      .element("title", [], .text(([node.title] + ways).joined(separator: ", "))),
      rectangle(
        "", x: box.x, y: box.y, width: box.width, height: box.height,
        radius: node.kind == .service ? 4 : box.height / 2),
      text("name", Self.shorten(node.title), x: middle.x, y: middle.y + (ways.isEmpty ? 4 : -2)),
      ways.isEmpty ? .none : text("ways", Self.shorten(ways), x: middle.x, y: middle.y + 12))
  }

  private func group(_ box: NetworkLayout.Box) -> Markup {
    let columns = box.ids.count > NetworkLayout.longestColumn ? 2 : 1
    let rows = (box.ids.count + columns - 1) / columns
    let names = box.ids.enumerated().map { index, id in
      Markup.element(
        "g", [], .element("title", [], .text(title(id))),
        text(
          "", Self.shorten(title(id)),
          x: box.x + 12 + Double(index / rows) * NetworkLayout.nodeWidth,
          y: box.y + 18.5 + Double(index % rows) * NetworkLayout.nameHeight))
    }
    return .element(
      "g", [.init("class", "node service group-of")],
      rectangle("", x: box.x, y: box.y, width: box.width, height: box.height, radius: 4), .all(names))
  }

  private func rectangle(
    _ style: StaticString, x: Double, y: Double, width: Double, height: Double, radius: Double
  ) -> Markup {
    .element(
      "rect",
      [
        .init("class", "\(style)"), .init("x", Drawing.number(x)), .init("y", Drawing.number(y)),
        .init("width", Drawing.number(width)), .init("height", Drawing.number(height)),
        .init("rx", Drawing.number(radius)),
      ])
  }

  private func text(_ style: StaticString, _ text: String, x: Double, y: Double) -> Markup {
    .element(
      "text", [.init("class", "\(style)"), .init("x", Drawing.number(x)), .init("y", Drawing.number(y))],
      .text(text))
  }

  private static func shorten(_ text: String, to length: Int = 24) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  /// As many as fit into a box, and how many more there are.
  private static func shorten(_ ways: [String]) -> String {
    let all = ways.joined(separator: ", ")
    return all.count <= 28 ? all : "\(shorten(ways[0], to: 22))\(ways.count > 1 ? " +\(ways.count - 1)" : "")"
  }
}
