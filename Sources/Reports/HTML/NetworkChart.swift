/// Who can reach whom in a compose project: a drawing from outside to the networks, what is forbidden on it, and the
/// same as a table.
struct NetworkChart {
  private let network: NetworkSummary
  private let id: String
  private let layout: NetworkLayout
  private let titles: [String: String]
  private let kinds: [String: NetworkSummary.Node.Kind]

  /// Of more nodes a drawing shows nothing any more.
  private static let mostNodes = 160

  init(_ network: NetworkSummary, id: String) {
    self.network = network
    self.id = id
    layout = NetworkLayout(network)
    titles = Dictionary(network.nodes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    kinds = Dictionary(network.nodes.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
  }

  var markup: Markup {
    guard !network.nodes.isEmpty else { return .none }
    return .all([
      .element("h3", [], .text("Network")),
      .element("p", [.init("class", "lead")], .text(lead)),
      forbidden,
      network.nodes.count > Self.mostNodes ? tooMany : .all([drawing, legend]),
      Table.folded("The network as a table", table),
    ])
  }

  private var lead: String {
    let entries = Set(network.links.filter { kinds[$0.from] == .outside }.map(\.to)).count
    let services = network.nodes.count { $0.kind == .service }
    let networks = network.nodes.count { $0.kind == .network || $0.kind == .internalNetwork }
    let reach =
      entries == 0
      ? "Nothing outside the host reaches one directly."
      : "The outside reaches \(entries) of them directly."
    return "\(Amount.count(services, "service")) on \(Amount.count(networks, "network")). \(reach)"
  }

  private var tooMany: Markup {
    .element(
      "p", [.init("class", "empty")],
      .text(
        "A drawing of \(network.nodes.count) nodes would show nothing; the table below has all of them. "
          + "imgcheck graph draws parts of a project."))
  }

  private var forbidden: Markup {
    guard !network.forbidden.isEmpty else { return .none }
    let items = network.forbidden.map { path in
      Markup.element(
        "li", [], .prose(path.message), .text(" "),
        .element("span", [.init("class", "way")], .text(path.nodes.map(title).joined(separator: " → "))))
    }
    return .block(
      "div", [.init("class", "unchecked"), .init("role", "group"), .init("aria-label", "Forbidden paths")],
      [
        .element("h4", [], .text("Paths that the policy forbids")),
        .block("ul", [.init("class", "plain")], items),
      ])
  }

  private func title(_ id: String) -> String { titles[id] ?? id }

  // MARK: Drawing

  private var drawing: Markup {
    let size = "0 0 \(Drawing.number(layout.width)) \(Drawing.number(layout.height))"
    let way = Set(network.forbidden.flatMap { zip($0.nodes, $0.nodes.dropFirst()).map { [$0, $1] } })
    let svg = Drawing.markup(
      id: "\(id)-graph", style: "graph",
      size: [
        .init("viewBox", size), .init("width", Drawing.number(layout.width)),
        .init("height", Drawing.number(layout.height)),
      ],
      title: "Who can reach whom", description: "\(lead) The table below has every link.",
      content: layout.bands.map(band) + lines()
        + way.sorted { $0.lexicographicallyPrecedes($1) }.map {
          NetworkLine(layout, from: $0[0], to: $0[1]).markup(style: "forbidden", label: "", tip: "forbidden")
        } + network.nodes.map(node))
    return .element(
      "div",
      [
        .init("class", "scroll"), .init("tabindex", 0), .init("role", "region"),
        .init("aria-label", "Drawing of the network"),
      ],
      svg)
  }

  private func band(_ band: NetworkLayout.Band) -> Markup {
    guard !band.name.isEmpty else { return .none }
    return .element(
      "g", [],
      .element(
        "rect",
        [
          .init("class", "zone"), .init("x", 0), .init("y", Drawing.number(band.y)),
          .init("width", Drawing.number(layout.width)), .init("height", Drawing.number(band.height)),
          .init("rx", 6),
        ]),
      .element(
        "text",
        [.init("class", "zone-name"), .init("x", 10), .init("y", Drawing.number(band.y + 17))],
        .text(band.name)))
  }

  /// One line for all links between two nodes.
  private func lines() -> [Markup] {
    var order: [[String]] = []
    var labels: [[String]: [String]] = [:]
    for link in network.links where layout.spots[link.from] != nil && layout.spots[link.to] != nil {
      if labels[[link.from, link.to]] == nil { order.append([link.from, link.to]) }
      labels[[link.from, link.to], default: []] += link.title.isEmpty ? [] : [link.title]
    }
    return order.map { ends in
      let all = labels[ends] ?? []
      let style: StaticString =
        switch kinds[ends[0]] {
        case .outside: "entry"
        case .host, .service, .network, .internalNetwork, nil: "attachment"
        }
      return NetworkLine(layout, from: ends[0], to: ends[1]).markup(
        style: style, label: NetworkLine.shorten(all),
        tip: ([title(ends[0]), title(ends[1])].joined(separator: " → ")
          + (all.isEmpty ? "" : ": " + all.joined(separator: ", "))))
    }
  }

  private func node(_ node: NetworkSummary.Node) -> Markup {
    guard let spot = layout.spots[node.id] else { return .none }
    let isRound = node.kind != .service
    return .element(
      "g", [.init("class", "node \(node.kind.rawValue)")],
      .element("title", [], .text(node.title)),
      .element(
        "rect",
        [
          .init("x", Drawing.number(spot.x)), .init("y", Drawing.number(spot.y)),
          .init("width", Drawing.number(NetworkLayout.nodeWidth)),
          .init("height", Drawing.number(NetworkLayout.nodeHeight)), .init("rx", isRound ? 15 : 4),
        ]),
      .element(
        "text",
        [
          .init("x", Drawing.number(spot.x + NetworkLayout.nodeWidth / 2)),
          .init("y", Drawing.number(spot.y + NetworkLayout.nodeHeight / 2 + 4)),
        ],
        .text(NetworkLine.shorten(node.title, to: 24))))
  }

  private var legend: Markup {
    let present = Set(network.nodes.map(\.kind))
    var entries: [(String, String)] = []
    if present.contains(.service) { entries.append(("service", "service")) }
    if present.contains(.network) { entries.append(("network", "network")) }
    if present.contains(.internalNetwork) { entries.append(("internalNetwork", "internal network")) }
    if present.contains(.outside) { entries.append(("entry", "way in from outside")) }
    if !network.forbidden.isEmpty { entries.append(("forbidden", "forbidden path")) }
    return Drawing.legend(entries)
  }

  // MARK: Table

  private var table: Markup {
    var zones: [String: String] = [:]
    for node in network.nodes { zones[node.id] = node.zone }
    for zone in network.zones { for member in zone.members { zones[member] = zone.name } }
    let rows = network.links.map { link in
      [title(link.from), title(link.to), link.title, zones[link.to] ?? zones[link.from] ?? ""].map {
        Markup.text($0)
      }
    }
    let isZoned = !network.zones.isEmpty
    return Table.markup(
      caption: "Every link of the network", style: "links",
      columns: ["From", "To", "By"] + (isZoned ? ["Zone"] : []), numbers: [],
      rows: isZoned ? rows : rows.map { Array($0.dropLast()) })
  }
}
