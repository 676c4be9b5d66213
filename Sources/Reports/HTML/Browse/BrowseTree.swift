import Findings

/// A tree of files as lists in each other, which open without a script.
struct BrowseTree {
  /// Bytes from which on a file or directory is listed; smaller ones are counted, unless they have findings or are removed.
  private let smallest: Int64

  /// Rows of one tree at most, beside those with findings.
  private static let rows = 4_000
  /// Removed paths that are listed in one directory.
  private static let removedShown = 200

  init(_ root: BrowsedNode) {
    var sizes: [Int64] = []
    Self.collect(root, &sizes)
    sizes.sort(by: >)
    smallest = sizes.count > Self.rows ? sizes[Self.rows] + 1 : 0
  }

  private static func collect(_ node: BrowsedNode, _ sizes: inout [Int64]) {
    sizes.append(node.size)
    for child in node.children { collect(child, &sizes) }
  }

  func markup(_ root: BrowsedNode) -> Markup {
    .block("ul", [.init("class", "tree")], items(root))
  }

  private func items(_ node: BrowsedNode) -> [Markup] {
    var removed = 0
    var rest: (count: Int, bytes: Int64) = (0, 0)
    var items: [Markup] = []
    for child in node.children {
      if child.change == .removed { removed += 1 }
      let isShown =
        child.size >= smallest || child.hasFindings
        || child.change == .removed && removed <= Self.removedShown
      if isShown {
        items.append(item(child))
      } else {
        rest = (rest.count + 1, rest.bytes + child.size)
      }
    }
    if rest.count > 0 {
      items.append(
        .element(
          "li", [.init("class", "rest muted")],
          .text("and \(rest.count) more with \(ByteCount.show(rest.bytes))")))
    }
    return items
  }

  private func item(_ node: BrowsedNode) -> Markup {
    let below = node.children.isEmpty ? [] : items(node)
    guard !below.isEmpty else {
      return .element("li", [], .element("div", [.init("class", "row")], row(node)), findings(node))
    }
    let open: [Markup.Attribute] = node.hasFindings ? [.init("open")] : []
    return .element(
      "li", [],
      .block(
        "details", open,
        [.element("summary", [.init("class", "row")], row(node)), findings(node), .block("ul", [], below)]))
  }

  private func row(_ node: BrowsedNode) -> Markup {
    let name = node.name + (node.kind == .directory ? "/" : "")
    var notes = node.notes
    if node.kind == .directory, node.files > 0 { notes.append(Amount.count(node.files, "file")) }
    if node.kind != .directory { notes.append(node.access) }
    if node.change == nil, node.kind != .directory { notes += node.layer.map { ["layer \($0)"] } ?? [] }
    let shownNotes = notes.filter { !$0.isEmpty }.joined(separator: ", ")
    return .all([
      .element("span", [.init("class", "size")], .text(ByteCount.show(node.size))),
      mark(node.change),
      .element("code", [], .text(name)),
      node.target.isEmpty ? .none : .element("span", [.init("class", "muted")], .text("→ \(node.target)")),
      shownNotes.isEmpty ? .none : .element("span", [.init("class", "muted")], .text(shownNotes)),
    ])
  }

  private func mark(_ change: BrowsedNode.Change?) -> Markup {
    guard let change else { return .none }
    let (style, title): (String, String) =
      switch change {
      case .added: ("added", "added")
      case .changed: ("changed", "changed")
      case .rewritten: ("rewritten", "written again without change")
      case .removed: ("removed", "removed")
      }
    return .element(
      "span", [.init("class", "mark \(style)"), .init("title", title)],
      .text(change == .removed ? "−" : change.mark))
  }

  private func findings(_ node: BrowsedNode) -> Markup {
    guard !node.findings.isEmpty else { return .none }
    return .block(
      "ul", [.init("class", "found")], node.findings.map { .element("li", [], BrowsePage.finding($0)) })
  }
}
