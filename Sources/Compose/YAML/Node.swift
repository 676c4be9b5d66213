/// A YAML value that knows where it stands.
package struct Node: Sendable, Equatable {
  /// What a node can be.
  package enum Content: Sendable, Equatable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping(Mapping)
  }

  /// The tags that mean something to Compose.
  package enum Tag: Sendable, Equatable {
    case reset
    case override
    case other(String)
  }

  package var content: Content
  /// Where the value is written.
  package var span: Span
  /// Where it is used, when an alias or a merge key brought it there, nearest first.
  package var usedAt: [Span] = []
  /// Earlier values that a later file replaced or that were merged with it, oldest first.
  package var replaced: [Span] = []
  package var tag: Tag?
  /// The variables that interpolation put into the text, with where each value came from.
  package var variables: [Variable] = []

  package init(_ content: Content, span: Span) {
    self.content = content
    self.span = span
  }
}

extension Node {
  /// A value made by the loader itself, standing where its cause stands.
  package static func text(_ text: String, like cause: Node) -> Node {
    var node = cause
    node.content = .scalar(Scalar(text: text, kind: .string, style: .plain))
    node.tag = nil
    return node
  }

  package static func text(_ text: String, kind: Scalar.Kind, like cause: Node) -> Node {
    var node = cause
    node.content = .scalar(Scalar(text: text, kind: kind, style: .plain))
    node.tag = nil
    return node
  }

  package static func mapping(_ mapping: Mapping, like cause: Node) -> Node {
    var node = cause
    node.content = .mapping(mapping)
    node.tag = nil
    return node
  }

  package static func sequence(_ items: [Node], like cause: Node) -> Node {
    var node = cause
    node.content = .sequence(items)
    node.tag = nil
    return node
  }

  package var mapping: Mapping? {
    guard case .mapping(let mapping) = content else { return nil }
    return mapping
  }

  package var items: [Node]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  package var scalar: Scalar? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar
  }

  /// The text of a scalar that is not null.
  package var text: String? {
    guard let scalar, scalar.kind != .null else { return nil }
    return scalar.text
  }

  package var isNull: Bool { scalar?.kind == .null }

  /// The value under a key of a mapping; nil too when this is no mapping.
  package subscript(key: String) -> Node? { mapping?[key] }
}

/// A mapping in the order of the file; keys are unique.
package struct Mapping: Sendable, Equatable {
  /// A key with its place, and the value.
  package struct Pair: Sendable, Equatable {
    package var key: String
    package var keySpan: Span
    package var value: Node
    /// Where earlier files, or what was extended, wrote the same key.
    package var earlierKeys: [Span]

    package init(key: String, keySpan: Span, value: Node, earlierKeys: [Span] = []) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
      self.earlierKeys = earlierKeys
    }
  }

  package private(set) var pairs: [Pair] = []
  private var positions: [String: Int] = [:]

  package init() {}

  package init(_ pairs: [Pair]) {
    for pair in pairs { set(pair) }
  }

  package static func == (left: Mapping, right: Mapping) -> Bool { left.pairs == right.pairs }

  package var keys: [String] { pairs.map(\.key) }
  package var isEmpty: Bool { pairs.isEmpty }

  package func pair(_ key: String) -> Pair? { positions[key].map { pairs[$0] } }

  /// The value under a key; setting nil removes the key.
  package subscript(key: String) -> Node? {
    get { positions[key].map { pairs[$0].value } }
    set {
      guard let newValue else { return remove(key) }
      if let position = positions[key] {
        pairs[position].value = newValue
      } else {
        set(Pair(key: key, keySpan: newValue.span, value: newValue))
      }
    }
  }

  /// Puts a pair at its key's position, or at the end.
  package mutating func set(_ pair: Pair) {
    if let position = positions[pair.key] {
      pairs[position] = pair
    } else {
      positions[pair.key] = pairs.count
      pairs.append(pair)
    }
  }

  package mutating func remove(_ key: String) {
    guard let position = positions[key] else { return }
    pairs.remove(at: position)
    positions = Dictionary(uniqueKeysWithValues: pairs.enumerated().map { ($1.key, $0) })
  }

  /// The same keys with other values.
  package func mapValues<E: Error>(_ transform: (Pair) throws(E) -> Node) throws(E) -> Mapping {
    var copy = self
    for index in copy.pairs.indices { copy.pairs[index].value = try transform(copy.pairs[index]) }
    return copy
  }
}
