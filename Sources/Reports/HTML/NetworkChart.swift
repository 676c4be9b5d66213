/// Who can reach whom in a compose project: a drawing from outside to the networks, what is forbidden, and the same
/// as a table.
struct NetworkChart {
  private let network: NetworkSummary
  private let id: String
  private let titles: [String: String]

  /// Of more nodes a drawing shows nothing any more.
  private static let mostNodes = 300

  init(_ network: NetworkSummary, id: String) {
    self.network = network
    self.id = id
    titles = Dictionary(network.nodes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
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
    let outside = Set(network.nodes.filter { $0.kind == .outside }.map(\.id))
    let entries = Set(network.links.filter { outside.contains($0.from) }.map(\.to)).count
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
      .text("A drawing of \(network.nodes.count) nodes would be unreadable; the table below lists them all."))
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

  private var drawing: Markup {
    .element(
      "div",
      [
        .init("class", "scroll"), .init("tabindex", 0), .init("role", "group"),
        .init("aria-label", "Drawing of the network"),
      ],
      NetworkDrawing(network).markup(
        id: "\(id)-graph", description: "\(lead) The table below has every link."))
  }

  private var legend: Markup {
    let present = Set(network.nodes.map(\.kind))
    let entries: [(String, String, Bool)] = [
      ("service", "service", present.contains(.service)),
      ("network", "network", present.contains(.network)),
      ("internalNetwork", "internal network", present.contains(.internalNetwork)),
      ("entry", "way in from outside", present.contains(.outside)),
      ("forbidden", "forbidden path", !network.forbidden.isEmpty),
    ]
    return Drawing.legend(entries.filter(\.2).map { ($0.0, $0.1) })
  }

  private var table: Markup {
    let zones = network.zonesOfNodes
    let isZoned = !zones.isEmpty
    let rows = network.links.map { link in
      [title(link.from), title(link.to), link.title]
        + (isZoned ? [[link.from, link.to].map { zones[$0] ?? "–" }.joined(separator: " → ")] : [])
    }
    return Table.markup(
      caption: "Every link of the network", style: "links",
      columns: ["From", "To", "By"] + (isZoned ? ["Zones"] : []), numbers: [],
      rows: rows.map { $0.map { Markup.text($0) } })
  }
}
