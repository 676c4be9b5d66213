import Findings

/// An effective model as its values by symbolic place: what two texts of a project must agree in.
package struct ModelLeaves: Sendable, Equatable {
  /// A value that holds no others with places of their own.
  package enum Leaf: Sendable, Equatable {
    case scalar(String, Scalar.Kind)
    /// A list of plain values, which is one value: its items have no names.
    case list([String])
    case emptyMapping
  }

  package private(set) var values: [String: Leaf] = [:]

  package init(_ node: Node) { add(node, "") }

  private mutating func add(_ node: Node, _ key: String) {
    switch node.content {
    case .scalar(let scalar):
      // The long form of a dependency leaves out what the short form comes to: it is required.
      if scalar.boolean == true, key.hasSuffix(".required"),
        key.contains(".depends_on.") || key.contains(".depends_on[")
      {
        return
      }
      values[key] = .scalar(scalar.kind == .null ? "" : scalar.text, scalar.kind)
    case .sequence(let items):
      let texts = items.compactMap(\.text)
      if texts.count == items.count {
        values[key] = .list(texts)
      } else {
        for (number, item) in items.enumerated() { add(item, "\(key)[\(number)]") }
      }
    case .mapping(let mapping):
      if mapping.isEmpty { values[key] = .emptyMapping }
      for pair in mapping.pairs { add(pair.value, key.isEmpty ? pair.key : key + Key.component(pair.key)) }
    }
  }
}
