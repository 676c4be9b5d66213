import Compose

/// A policy as YAML: all that was said, and what holds where nothing was.
package struct PolicyText: Sendable {
  package let text: String

  /// - Parameter hasOrigins: whether each value bears the file and line it came from.
  package init(_ loaded: LoadedPolicy, hasOrigins: Bool) {
    var text = NodeText { node, span in
      guard hasOrigins else { return nil }
      let replaced = node.replaced.map { ", replaces \($0)" }.joined()
      return "\(span)\(node.scalar == nil ? "" : replaced)"
    }
    text.append(line: "version: \(PolicySchema.version)")
    Self.append(loaded.root, PolicySchema.body, indent: 0, hasOrigins, to: &text)
    self.text = text.text
  }

  private static func append(
    _ node: Node?, _ shape: PolicyShape, indent: Int, _ hasOrigins: Bool, to text: inout NodeText
  ) {
    guard case .record(let fields, _) = shape else { return }
    for field in fields {
      let pair = node?.mapping?.pair(field.name)
      if case .record = field.shape, pair != nil || field.shape.hasInitialValues {
        text.append(line: "\(NodeText.blanks(indent))\(field.name):")
        append(pair?.value, field.shape, indent: indent + 2, hasOrigins, to: &text)
      } else if let pair {
        text.append(pair, indent: indent)
      } else if let initial = field.initial {
        text.append(
          line: "\(NodeText.blanks(indent))\(field.name): \(initial)\(hasOrigins ? "  # built in" : "")")
      }
    }
  }
}

extension PolicyShape {
  /// Whether anything in a record holds where nothing is set.
  fileprivate var hasInitialValues: Bool {
    guard case .record(let fields, _) = self else { return false }
    return fields.contains { $0.initial != nil || $0.shape.hasInitialValues }
  }
}
