extension NetworkSummary {
  /// The graph as a Mermaid flowchart, which Markdown renderers draw.
  package var mermaid: String {
    let plan = NetworkPlan(self)
    var lines = ["flowchart LR"]
    lines += plan.free.map { "  \($0.id)\(Self.shape($0.node))" }
    for zone in plan.zones {
      lines.append("  subgraph z\(zone.number)[\"\(Self.escaped(zone.name))\"]")
      lines += zone.boxes.map { "    \($0.id)\(Self.shape($0.node))" }
      lines.append("  end")
    }
    for line in plan.lines {
      let label = line.title.isEmpty ? "" : "|\"\(Self.escaped(line.title))\"|"
      lines.append("  \(line.from) \(line.isEntry ? "==>" : "---")\(label) \(line.to)")
    }
    let wrong = plan.lines.indices.filter { plan.lines[$0].isForbidden }.map(String.init)
    if !wrong.isEmpty {
      lines.append("  linkStyle \(wrong.joined(separator: ",")) stroke:#e00000,stroke-width:3px")
    }
    for box in plan.free + plan.zones.flatMap(\.boxes) where box.isForbidden {
      lines.append("  style \(box.id) stroke:#e00000,stroke-width:3px")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func shape(_ node: Node) -> String {
    let label = "\"\(escaped(node.title))\""
    return switch node.kind {
    case .outside: "((\(label)))"
    case .host: "[/\(label)\\]"
    case .service: node.keepsData == true ? "[(\(label))]" : "[\(label)]"
    case .network: "([\(label)])"
    case .internalNetwork: "{{\(label)}}"
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
