import Findings

/// An image as text, to walk through with options: an overview, what one layer does, or what lies below a path.
package struct BrowseText {
  /// How much of a tree is shown.
  package struct Extent: Sendable {
    /// Levels below where it begins; nil for all.
    package var depth: Int?
    /// Children of one directory; nil for all.
    package var children: Int?

    package init(depth: Int?, children: Int?) {
      (self.depth, self.children) = (depth, children)
    }
  }

  private let style: Style
  private let extent: Extent

  package init(isColoured: Bool, extent: Extent) {
    style = Style(isColoured: isColoured)
    self.extent = extent
  }

  // MARK: Views

  /// The layers, where the bytes are, what is wasted, and findings without a file.
  package func overview(_ image: BrowsedImage) -> String {
    var lines = [heading(image), ""]
    lines.append(style.dim("layer       size     wasted  origin  changes                instruction"))
    lines += image.layers.map(describe)
    lines += ["", style.bold("Files") + style.dim("  what a container sees, the largest first")]
    lines += tree(image.tree)
    if !image.waste.isEmpty {
      lines += ["", style.bold("Waste") + style.dim("  files that later layers hide")]
      lines += image.waste.prefix(extent.children ?? .max).map { "\(size($0.bytes))  \($0.text)" }
    }
    if !image.elsewhere.isEmpty {
      lines += ["", style.bold("Findings at no file")]
      lines += image.elsewhere.map { "  " + show($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a layer does; nil where the path is not in it.
  package func layer(_ layer: BrowsedLayer, of image: BrowsedImage, below path: String) -> String? {
    guard let node = layer.tree.node(at: path) else { return nil }
    let lines =
      [heading(image), describe(layer), ""]
      + [style.dim("+ added  ~ changed  = written again without change  - removed")] + tree(node)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a container sees below a path; nil where nothing is there.
  package func files(of image: BrowsedImage, below path: String) -> String? {
    image.tree.node(at: path).map { ([heading(image), ""] + tree($0)).joined(separator: "\n") + "\n" }
  }

  // MARK: Lines

  private func heading(_ image: BrowsedImage) -> String {
    let share = Int((image.efficiency * 1000).rounded())
    return style.bold(SafeText.show(image.title)) + "  \(SafeText.show(image.platform)), "
      + "\(SummaryLine.count(image.layers.count, "layer")), \(ByteCount.show(image.bytes)) in files, "
      + "\(ByteCount.show(image.wasted)) wasted (efficiency \(share / 10).\(share % 10) %)"
  }

  private func describe(_ layer: BrowsedLayer) -> String {
    let changes = "+\(layer.added) ~\(layer.changed) -\(layer.removed)"
    let instruction = SafeText.show(layer.instruction ?? "(no history)")
    return [
      pad("\(layer.index)", 5), size(layer.size), layer.wasted == 0 ? pad("-", 9) : size(layer.wasted),
      layer.isBase ? "base  " : "yours ", changes + String(repeating: " ", count: max(0, 21 - changes.count)),
      String(instruction.prefix(120)) + (layer.problem.map { "  [\($0)]" } ?? ""),
    ].joined(separator: "  ")
  }

  private func tree(_ root: BrowsedNode) -> [String] {
    var lines: [String] = []
    append(root, 0, to: &lines)
    return lines
  }

  private func append(_ node: BrowsedNode, _ level: Int, to lines: inout [String]) {
    lines.append(line(node, level))
    let indent = String(repeating: "  ", count: level + 1)
    lines += node.findings.map { "           " + indent + "  " + show($0) }
    guard extent.depth.map({ level < $0 }) ?? true else { return }
    let shown = node.children.prefix(extent.children ?? .max)
    for child in shown { append(child, level + 1, to: &lines) }
    let rest = node.children.dropFirst(shown.count)
    guard !rest.isEmpty else { return }
    let bytes = rest.reduce(Int64(0)) { $0 + $1.size }
    lines.append("\(size(bytes))  \(indent)  " + style.dim("and \(rest.count) more; --all lists them"))
  }

  private func line(_ node: BrowsedNode, _ level: Int) -> String {
    let mark = node.change.map(painted) ?? " "
    let isFolder = node.kind == .directory
    let name =
      node.name + (isFolder && node.name != "/" ? "/" : "")
      + (node.target.isEmpty ? "" : " -> " + node.target)
    var notes = node.notes
    if isFolder, node.files > 0 { notes.append(SummaryLine.count(node.files, "file")) }
    if !node.access.isEmpty, !isFolder { notes.append(node.access) }
    if node.change == nil, let layer = node.layer, !isFolder { notes.append("layer \(layer)") }
    return "\(size(node.size))  \(String(repeating: "  ", count: level))\(mark) \(name)"
      + (notes.isEmpty ? "" : style.dim("  " + notes.joined(separator: ", ")))
  }

  private func painted(_ change: BrowsedNode.Change) -> String {
    switch change {
    case .added: style.verdict(change.mark, .pass)
    case .changed, .rewritten: style.verdict(change.mark, .incomplete)
    case .removed: style.verdict(change.mark, .fail)
    }
  }

  private func show(_ finding: BrowsedFinding) -> String {
    style.severity(finding.severity.rawValue.uppercased(), finding.severity)
      + "  \(SafeText.show(finding.rule)): \(SafeText.show(finding.message))"
  }

  private func size(_ bytes: Int64) -> String { pad(ByteCount.show(bytes), 9) }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension BrowsedNode {
  /// The node at a path of names as they are shown; nil where there is none.
  package func node(at path: String) -> BrowsedNode? {
    var node = self
    for part in path.split(separator: "/") where part != "." {
      guard let child = node.children.first(where: { $0.name == part }) else { return nil }
      node = child
    }
    return node
  }

  /// Whether it or something below it has findings.
  var hasFindings: Bool { !findings.isEmpty || children.contains { $0.hasFindings } }
}
