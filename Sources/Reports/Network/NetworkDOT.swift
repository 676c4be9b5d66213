extension NetworkSummary {
  /// The graph in the DOT language of Graphviz.
  package func dot(title: String) -> String {
    let plan = NetworkPlan(self)
    var lines = ["graph \(Self.quoted(title)) {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];"]
    lines += plan.free.map { "  \(Self.statement($0))" }
    for zone in plan.zones {
      lines.append("  subgraph cluster_\(zone.number) {")
      lines.append("    label=\(Self.quoted(zone.name)); style=\"rounded,dashed\"; color=\"#607080\";")
      lines += zone.boxes.map { "    \(Self.statement($0))" }
      lines.append("  }")
    }
    for line in plan.lines {
      let color =
        line.isForbidden ? ", color=\"#e00000\", penwidth=3" : line.isEntry ? ", color=\"#b02020\"" : ""
      let arrow = (line.isEntry ? ", dir=forward" : "") + color
      lines.append("  \(line.from) -- \(line.to) [label=\(Self.quoted(line.title))\(arrow)];")
    }
    lines.append("}")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func statement(_ box: NetworkPlan.Box) -> String {
    let wrong = box.isForbidden ? ", color=\"#e00000\", penwidth=3" : ""
    return "\(box.id) [label=\(quoted(box.node.title)), \(shape(box.node))\(wrong)];"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " "))\""
  }

  private static func shape(_ node: Node) -> String {
    switch node.kind {
    case .outside: "shape=doublecircle, color=\"#b02020\""
    case .host: "shape=house"
    case .service: node.keepsData == true ? "shape=cylinder" : "shape=box"
    case .network: "shape=ellipse"
    case .internalNetwork: "shape=ellipse, style=dashed"
    }
  }
}
