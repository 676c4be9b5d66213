extension NetworkGraph {
  /// The graph in the DOT language of Graphviz.
  package var dot: String {
    let drawing = GraphDrawing(self)
    var lines = ["graph \(Self.quoted(project)) {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];"]
    for box in drawing.boxes {
      lines.append("  \(box.id) [label=\(Self.quoted(box.label)), \(Self.style(box.kind))];")
    }
    for line in drawing.lines {
      let arrow = line.isEntry ? ", dir=forward, color=\"#b02020\"" : ""
      lines.append("  \(line.from) -- \(line.to) [label=\(Self.quoted(line.label))\(arrow)];")
    }
    lines.append("}")
    return lines.map { $0 + "\n" }.joined()
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
