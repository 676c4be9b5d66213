extension NetworkGraph {
  /// The graph in the DOT language of Graphviz.
  package var dot: String {
    let drawing = GraphDrawing(self)
    var lines = ["graph \(Self.quoted(project)) {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];"]
    for box in drawing.boxes where box.zone == nil { lines.append("  \(Self.node(box))") }
    for (index, zone) in overlay.zones.enumerated()
    where drawing.boxes.contains(where: { $0.zone == index }) {
      lines.append("  subgraph cluster_\(index) {")
      lines.append("    label=\(Self.quoted(zone.name)); style=\"rounded,dashed\"; color=\"#607080\";")
      for box in drawing.boxes where box.zone == index { lines.append("    \(Self.node(box))") }
      lines.append("  }")
    }
    for line in drawing.lines {
      let color = line.isWrong ? ", color=\"#e00000\", penwidth=3" : line.isEntry ? ", color=\"#b02020\"" : ""
      let arrow = (line.isEntry ? ", dir=forward" : "") + color
      lines.append("  \(line.from) -- \(line.to) [label=\(Self.quoted(line.label))\(arrow)];")
    }
    lines.append("}")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func node(_ box: GraphDrawing.Box) -> String {
    let wrong = box.isWrong ? ", color=\"#e00000\", penwidth=3" : ""
    return "\(box.id) [label=\(quoted(box.label)), \(style(box.kind))\(wrong)];"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " "))\""
  }

  private static func style(_ kind: GraphDrawing.Kind) -> String {
    switch kind {
    case .outside: "shape=doublecircle, color=\"#b02020\""
    case .host: "shape=house"
    case .service: "shape=box"
    case .dataStore: "shape=cylinder"
    case .network: "shape=ellipse"
    case .closedNetwork: "shape=ellipse, style=dashed"
    }
  }
}
