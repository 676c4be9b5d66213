extension NetworkGraph {
  /// The graph as a Mermaid flowchart, which Markdown renderers draw.
  package var mermaid: String {
    let drawing = GraphDrawing(self)
    var lines = ["flowchart LR"]
    for box in drawing.boxes { lines.append("  \(box.id)\(Self.shape(box))") }
    for line in drawing.lines {
      let label = line.label.isEmpty ? "" : "|\"\(Self.escaped(line.label))\"|"
      lines.append("  \(line.from) \(line.isEntry ? "==>" : "---")\(label) \(line.to)")
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
