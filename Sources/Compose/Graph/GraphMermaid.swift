extension NetworkGraph {
  /// The graph as a Mermaid flowchart, which Markdown renderers draw.
  package var mermaid: String {
    let drawing = GraphDrawing(self)
    var lines = ["flowchart LR"]
    for box in drawing.boxes where box.zone == nil { lines.append("  \(box.id)\(Self.shape(box))") }
    for (index, zone) in overlay.zones.enumerated()
    where drawing.boxes.contains(where: { $0.zone == index }) {
      lines.append("  subgraph z\(index)[\"\(Self.escaped(zone.name))\"]")
      for box in drawing.boxes where box.zone == index { lines.append("    \(box.id)\(Self.shape(box))") }
      lines.append("  end")
    }
    for line in drawing.lines {
      let label = line.label.isEmpty ? "" : "|\"\(Self.escaped(line.label))\"|"
      lines.append("  \(line.from) \(line.isEntry ? "==>" : "---")\(label) \(line.to)")
    }
    let wrong = drawing.lines.indices.filter { drawing.lines[$0].isWrong }.map(String.init)
    if !wrong.isEmpty {
      lines.append("  linkStyle \(wrong.joined(separator: ",")) stroke:#e00000,stroke-width:3px")
    }
    for box in drawing.boxes where box.isWrong {
      lines.append("  style \(box.id) stroke:#e00000,stroke-width:3px")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func shape(_ box: GraphDrawing.Box) -> String {
    let label = "\"\(escaped(box.label))\""
    return switch box.kind {
    case .outside: "((\(label)))"
    case .host: "[/\(label)\\]"
    case .service: "[\(label)]"
    case .dataStore: "[(\(label))]"
    case .network: "([\(label)])"
    case .closedNetwork: "{{\(label)}}"
    }
  }

  /// Mermaid takes entities with a hash in place of the ampersand.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", ";", "<", ">", "\n", "|", "&": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
