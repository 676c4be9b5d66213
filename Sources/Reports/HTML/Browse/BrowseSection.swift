import Findings

/// One image of the page.
struct BrowseSection {
  private let image: BrowsedImage
  /// Added to ids, so that each is there once; empty for the first image.
  private let suffix: String

  init(_ image: BrowsedImage, number: Int) {
    self.image = image
    suffix = number == 0 ? "" : "-\(number)"
  }

  var markup: Markup {
    .all([
      .block(
        "section", [.init("class", "verdict"), .init("aria-label", "Image")],
        [.element("h1", [], .element("span", [.init("class", "word")], .text(image.title))), facts, filter]),
      section("layers", "Layers", layers),
      section("files", "Files that a container sees", [BrowseTree(image.tree).markup(image.tree)]),
      section("largest", "Largest files", [largest]),
      section("waste", "Wasted bytes", waste),
      section("findings", "Findings at no file", findings),
    ])
  }

  private func section(_ id: String, _ title: String, _ content: [Markup]) -> Markup {
    .block(
      "section", [.init("id", id + suffix), .init("aria-labelledby", "\(id)\(suffix)-title")],
      [.element("h2", [.init("id", "\(id)\(suffix)-title")], .text(title))] + content)
  }

  private var facts: Markup {
    FactList.markup([
      ("Platform", image.platform),
      ("Layers", "\(image.layers.count), \(ByteCount.show(image.bytes)) in files"),
      ("Wasted", "\(ByteCount.show(image.wasted)), efficiency \(Amount.percent(image.efficiency))"),
    ])
  }

  /// Shown by the script.
  private var filter: Markup {
    .element(
      "form", [.init("class", "filter"), .init("hidden")],
      .element(
        "label", [], .element("span", [], .text("Show paths and findings with")), .text(" "),
        .void("input", [.init("type", "search"), .init("placeholder", "etc/passwd")])),
      .element(
        "label", [], .void("input", [.init("type", "checkbox")]), .text(" only files with findings")),
      .element("output", [.init("class", "muted")]))
  }

  // MARK: Layers

  private var layers: [Markup] {
    [bar]
      + image.layers.map { layer in
        .block(
          "details", [.init("class", "layer")],
          [
            .element("summary", [], title(layer)),
            layer.instruction.map {
              .element("p", [.init("class", "instruction")], .element("code", [], .text($0)))
            } ?? .none,
            layer.tree.children.isEmpty
              ? .element("p", [.init("class", "empty")], .text("This layer changes no file."))
              : BrowseTree(layer.tree).markup(layer.tree),
          ])
      }
  }

  private func title(_ layer: BrowsedLayer) -> Markup {
    .all([
      .element("strong", [], .text("Layer \(layer.index)")),
      .element("span", [.init("class", "size")], .text(ByteCount.show(layer.size))),
      .element(
        "span", [.init("class", "counts-of-layer")],
        .element("span", [.init("class", "mark added")], .text("+\(layer.added)")), .text(" "),
        .element("span", [.init("class", "mark changed")], .text("~\(layer.changed)")), .text(" "),
        .element("span", [.init("class", "mark removed")], .text("−\(layer.removed)"))),
      layer.wasted > 0
        ? .element("span", [.init("class", "tag")], .text("\(ByteCount.show(layer.wasted)) hidden later"))
        : .none,
      layer.isBase ? .element("span", [.init("class", "tag")], .text("base image")) : .none,
      layer.problem.map { .element("span", [.init("class", "tag bad")], .text($0)) } ?? .none,
      .element("code", [.init("class", "muted")], .text(String((layer.instruction ?? "").prefix(90)))),
    ])
  }

  private var bar: Markup {
    let total = max(1, image.layers.reduce(Int64(0)) { $0 + $1.size })
    var start = 0.0
    let parts = image.layers.map { layer in
      let width = min(100, Double(layer.size) / Double(total) * 100)
      defer { start += width }
      return Markup.element(
        "g", [],
        .element("title", [], .text("Layer \(layer.index): \(ByteCount.show(layer.size))")),
        Drawing.rectangle(start, width, y: 0, height: 32, style: layer.isBase ? "base" : "own"),
        width >= 3
          ? .element(
            "text", [.init("x", Drawing.percent(start + width / 2)), .init("y", 20)],
            .text("\(layer.index)"))
          : .none)
    }
    return Drawing.markup(
      id: "bar\(suffix)", style: "bar", size: [.init("height", 32)],
      title: "Layers in proportion to their size", description: "The list below has every layer.", defs: [],
      content: parts)
  }

  // MARK: The rest

  private var largest: Markup {
    Table.markup(
      caption: "The largest files, the largest first", style: "shares",
      columns: ["Size", "Layer", "Path"], numbers: [0, 1],
      rows: image.largest.map {
        [.text(ByteCount.show($0.size)), .text("\($0.layer)"), .element("code", [], .text($0.path))]
      })
  }

  private var waste: [Markup] {
    guard !image.waste.isEmpty else {
      return [.element("p", [.init("class", "empty")], .text("No layer holds files that a later one hides."))]
    }
    return [
      Table.markup(
        caption: "Files that later layers hide, the most bytes first", style: "shares",
        columns: ["Size", "Files"], numbers: [0],
        rows: image.waste.map { [.text(ByteCount.show($0.bytes)), .text($0.text)] })
    ]
  }

  private var findings: [Markup] {
    guard !image.elsewhere.isEmpty else {
      return [.element("p", [.init("class", "empty")], .text("Every finding stands at a file."))]
    }
    return [
      .block(
        "ul", [.init("class", "found")], image.elsewhere.map { .element("li", [], BrowsePage.finding($0)) })
    ]
  }
}
