import Findings

/// The effective model as YAML, with the origin of every value in a comment.
package struct EffectiveText: Sendable {
  package let text: String

  package init(_ project: Project) {
    var text = NodeText { Self.description($0, $1) }
    text.append(line: "name: \(NodeText.quoted(project.name))")
    for pair in project.root.mapping?.pairs ?? [] where pair.key != "name" && pair.key != "version" {
      text.append(pair, indent: 0)
    }
    self.text = text.text
  }

  /// Where a value stands, and what else made it what it is.
  private static func description(_ node: Node, _ span: SourceSpan) -> String {
    var parts = ["\(span)"]
    parts += node.usedAt.map { "used at \($0)" }
    if node.scalar != nil { parts += node.replaced.map { "replaces \($0)" } }
    for variable in node.variables {
      switch variable.origin {
      case .shell: parts.append("\(variable.name) from the environment")
      case .file(let line): parts.append("\(variable.name) from \(line)")
      case .template: parts.append("\(variable.name) by default")
      case .unset: parts.append("\(variable.name) not set")
      }
    }
    return parts.joined(separator: ", ").replacing("\n", with: " ")
  }
}
