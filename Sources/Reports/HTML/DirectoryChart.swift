import Findings

/// Where the bytes of a container are: its largest directories as a treemap, and as a table.
struct DirectoryChart {
  let image: ImageSummary
  let id: String

  /// The width that areas and labels are reckoned for; the drawing itself is as wide as its page.
  static let width = 1080.0
  static let height = 420.0

  /// A rectangle of the drawing with what is written in it.
  struct Tile {
    let area: Treemap.Rectangle
    /// 1 for a directory in the root, more for what lies deeper; 0 for the rest of one.
    let depth: Int
    let name: String
    let bytes: Int64
    let tip: String
    /// Whether others are drawn in it, below its name.
    let isFrame: Bool
  }

  private var directories: [DirectorySummary] { image.directories ?? [] }

  var markup: Markup {
    guard directories.contains(where: { $0.bytes > 0 }) else { return .none }
    return .all([
      .element("h3", [], .text("Largest directories")),
      .element("p", [.init("class", "lead")], .text(lead)),
      Drawing.markup(
        id: "\(id)-map", style: "treemap", size: [.init("height", Int(Self.height))],
        title: "The largest directories in proportion to their size",
        description: "\(lead) The table below has the numbers.", content: tiles.map(draw)),
      Table.folded("The directories as a table", table),
    ])
  }

  private var lead: String {
    let largest = directories.prefix(3).map { "\($0.path) \(ByteCount.show($0.bytes))" }
    return "What a container sees: \(ByteCount.show(image.finalTree.bytes)), most of it in "
      + largest.joined(separator: ", ") + "."
  }

  // MARK: Tiles

  var tiles: [Tile] {
    Self.tiles(
      directories, total: image.finalTree.bytes, files: image.finalTree.files, path: "/", depth: 1,
      in: Treemap.Rectangle(x: 0, y: 0, width: Self.width, height: Self.height))
  }

  private static func tiles(
    _ directories: [DirectorySummary], total: Int64, files: Int, path: String, depth: Int,
    in area: Treemap.Rectangle
  ) -> [Tile] {
    let rest = max(0, total - directories.reduce(0) { $0 + $1.bytes })
    let sizes = directories.map { Double($0.bytes) } + [Double(rest)]
    let areas = Treemap.squarify(sizes, in: area)
    var tiles: [Tile] = []
    for (directory, area) in zip(directories, areas) where area.width >= 1 && area.height >= 1 {
      let inner = area.inset(by: 3, top: 20)
      let isFrame = !directory.children.isEmpty && inner.width >= 24 && inner.height >= 16
      tiles.append(
        Tile(
          area: area, depth: depth, name: depth == 1 ? directory.path : lastName(directory.path),
          bytes: directory.bytes,
          tip: "\(directory.path): \(ByteCount.show(directory.bytes)) in "
            + Amount.count(directory.files, "file"), isFrame: isFrame))
      guard isFrame else { continue }
      tiles += Self.tiles(
        directory.children, total: directory.bytes, files: directory.files, path: directory.path,
        depth: depth + 1, in: inner)
    }
    if let area = areas.last, rest > 0, area.width >= 1, area.height >= 1 {
      let inside = files - directories.reduce(0) { $0 + $1.files }
      tiles.append(
        Tile(
          area: area, depth: 0, name: "others", bytes: rest,
          tip: "All else in \(path): \(ByteCount.show(rest)) in \(Amount.count(inside, "file"))",
          isFrame: false))
    }
    return tiles
  }

  private static func lastName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Drawing

  /// A picture of its own for each tile, which cuts what does not fit.
  private func draw(_ tile: Tile) -> Markup {
    let style = tile.depth == 0 ? "rest" : "tile\(min(tile.depth, 3))"
    return .element(
      "svg",
      [
        .init("x", Drawing.percent(tile.area.x / Self.width * 100)),
        .init("width", Drawing.percent(tile.area.width / Self.width * 100)),
        .init("y", Drawing.number(tile.area.y)), .init("height", Drawing.number(tile.area.height)),
      ],
      .element("title", [], .text(tile.tip)),
      Drawing.rectangle(0, 100, y: 0, height: tile.area.height, style: style), label(tile))
  }

  /// Name and size, as far as there is place; what needs a wide page for it is left out on a narrow one.
  private func label(_ tile: Tile) -> Markup {
    let size = ByteCount.show(tile.bytes)
    guard tile.area.height >= 18, tile.area.width >= Self.textWidth(tile.name) else { return .none }
    let isTwoLines = !tile.isFrame && tile.area.height >= 34
    let line = tile.isFrame && tile.area.width >= Self.textWidth("\(tile.name)  \(size)")
    let name = Markup.element(
      "text", [.init("x", 6), .init("y", 14), .init("class", visibility(tile, size, tile.name))],
      .text(tile.name),
      line ? .element("tspan", [.init("class", "size"), .init("dx", 6)], .text(size)) : .none)
    guard isTwoLines, tile.area.width >= Self.textWidth(size) else { return name }
    return .all([
      name,
      .element(
        "text", [.init("x", 6), .init("y", 28), .init("class", "size \(visibility(tile, size, tile.name))")],
        .text(size)),
    ])
  }

  /// A page of 340 pixels is the narrowest that is thought of.
  private func visibility(_ tile: Tile, _ texts: String...) -> String {
    let width = tile.area.width * 340 / Self.width
    return texts.allSatisfy { width >= Self.textWidth($0) } ? "always" : "roomy"
  }

  private static func textWidth(_ text: String) -> Double { Double(text.count) * 6.6 + 12 }

  // MARK: Table

  private var table: Markup {
    Table.markup(
      caption: "The largest directories", style: "directories",
      columns: ["Directory", "Size", "Part", "Files"], numbers: [1, 2, 3], rows: rows(directories))
  }

  private func rows(_ directories: [DirectorySummary]) -> [[Markup]] {
    directories.flatMap { directory in
      let part = Double(directory.bytes) / Double(max(image.finalTree.bytes, 1))
      return [
        [
          .element("code", [], .text(directory.path)), .text(ByteCount.show(directory.bytes)),
          .text(Amount.percent(part)), .text("\(directory.files)"),
        ]
      ] + rows(directory.children)
    }
  }
}
