import Compose
import Findings

/// What one policy says otherwise than another, value by value.
package struct PolicyDifference: Sendable {
  /// A value of either policy.
  package struct Change: Sendable {
    /// Where it stands in the policy: `image.max-size`.
    package let key: String
    /// The value with its place; nil where the policy says nothing.
    package let old: (text: String, span: SourceSpan)?
    package let new: (text: String, span: SourceSpan)?
  }

  /// Sorted by key.
  package let changes: [Change]

  package init(_ old: LoadedPolicy, _ new: LoadedPolicy) {
    let before = Self.leaves(old.root)
    let after = Self.leaves(new.root)
    changes = Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (old, new) = (before[key], after[key])
      return old?.text == new?.text ? nil : Change(key: key, old: old, new: new)
    }
  }

  /// Single values by their keys; items of lists by their text, so that order does not matter.
  private static func leaves(_ root: Node) -> [String: (text: String, span: SourceSpan)] {
    var leaves: [String: (text: String, span: SourceSpan)] = [:]
    func walk(_ node: Node, _ key: String) {
      switch node.content {
      case .scalar(let scalar): leaves[key] = (scalar.text, node.span)
      case .mapping(let mapping):
        for pair in mapping.pairs { walk(pair.value, key.isEmpty ? pair.key : key + Key.component(pair.key)) }
      case .sequence(let items):
        for item in items {
          let text = item.scalar?.text ?? flow(item)
          leaves["\(key)[\(text)]"] = (text, item.span)
        }
      }
    }
    walk(root, "")
    return leaves
  }

  private static func flow(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar): NodeText.quoted(scalar.text)
    case .sequence(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let mapping):
      "{\(mapping.pairs.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }
}
