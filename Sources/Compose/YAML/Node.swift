import Findings

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
  package var span: SourceSpan
  /// What only few nodes have.
  private var past: Past?

  package init(_ content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

extension Node {
  /// How a value came where it is, and what is noted about it: kept apart, so that the many nodes without are small.
  private final class Past: Sendable, Equatable {
    let usedAt: [SourceSpan]
    let replaced: [SourceSpan]
    let tag: Tag?
    let variables: [Variable]

    init(usedAt: [SourceSpan], replaced: [SourceSpan], tag: Tag?, variables: [Variable]) {
      self.usedAt = usedAt
      self.replaced = replaced
      self.tag = tag
      self.variables = variables
    }

    static func == (left: Past, right: Past) -> Bool {
      left.usedAt == right.usedAt && left.replaced == right.replaced && left.tag == right.tag
        && left.variables == right.variables
    }
  }

  private mutating func note(usedAt: [SourceSpan], replaced: [SourceSpan], tag: Tag?, variables: [Variable]) {
    let isPlain = usedAt.isEmpty && replaced.isEmpty && tag == nil && variables.isEmpty
    past = isPlain ? nil : Past(usedAt: usedAt, replaced: replaced, tag: tag, variables: variables)
  }

  /// Whether any of what follows is noted.
  var hasPast: Bool { past != nil }

  /// Where it is used, when an alias or a merge key brought it there, nearest first.
  package var usedAt: [SourceSpan] {
    get { past?.usedAt ?? [] }
    set { note(usedAt: newValue, replaced: replaced, tag: tag, variables: variables) }
  }

  /// Earlier values that a later file replaced or that were merged with it, oldest first.
  package var replaced: [SourceSpan] {
    get { past?.replaced ?? [] }
    set { note(usedAt: usedAt, replaced: newValue, tag: tag, variables: variables) }
  }

  package var tag: Tag? {
    get { past?.tag }
    set {
      if newValue != tag { note(usedAt: usedAt, replaced: replaced, tag: newValue, variables: variables) }
    }
  }

  /// The variables that interpolation put into the text, with where each value came from.
  package var variables: [Variable] {
    get { past?.variables ?? [] }
    set { note(usedAt: usedAt, replaced: replaced, tag: tag, variables: newValue) }
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
