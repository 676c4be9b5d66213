/// Where a symbolic place stands in the files.
package struct Site: Sendable, Equatable {
  package var span: Span
  /// Other places that take part: earlier files, aliases, environment files; each with a word for its part.
  package var related: [Related]

  package init(span: Span, related: [Related] = []) {
    self.span = span
    self.related = related
  }

  /// A place that takes part.
  package struct Related: Sendable, Equatable {
    package var span: Span
    package var note: String

    package init(span: Span, note: String) {
      self.span = span
      self.note = note
    }
  }
}

extension Project {
  /// The site of a symbolic place; for a place that is not there the nearest thing around it.
  package func site(of key: String) -> Site? {
    if let special = specialSite(of: key) { return special }
    guard let walk = walk(key), walk.isBelowTop else { return nil }
    return Site(span: walk.span, related: Self.related(walk.node, walk.pair, besides: walk.span))
  }

  /// The site of a symbolic place; where not even its first part is there, that of the whole file. What somebody found
  /// always has a place to be told at.
  package func nearestSite(of key: String) -> Site { site(of: key) ?? Site(span: root.span) }

  /// How far a symbolic place leads into the tree.
  struct Walk {
    var node: Node
    var span: Span
    var pair: Mapping.Pair?
    /// What of the place is not there.
    var rest: Substring.UTF8View
    var isBelowTop = false
  }

  func walk(_ key: String) -> Walk? {
    let isDotted = key.utf8.first == UInt8(ascii: "[") || key.utf8.first == UInt8(ascii: ".")
    let path = isDotted ? key : "." + key
    var walk = Walk(node: root, span: root.span, rest: path[...].utf8)
    while !walk.rest.isEmpty, let step = Self.step(into: walk.node, walk.rest) {
      walk = Walk(
        node: step.node, span: step.span, pair: step.pair, rest: walk.rest.dropFirst(step.length),
        isBelowTop: true)
    }
    return walk
  }

  private struct Step {
    var node: Node
    var span: Span
    var pair: Mapping.Pair?
    /// In bytes.
    var length: Int
  }

  private static func step(into node: Node, _ rest: Substring.UTF8View) -> Step? {
    switch node.content {
    case .scalar: return nil
    case .mapping(let mapping):
      if rest.first == UInt8(ascii: ".") {
        let name = rest.dropFirst().prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
        return mapping.pair(String(Substring(name))).map { step(to: $0, length: name.count + 1) }
      }
      guard rest.starts(with: "[\"".utf8) else { return nil }
      let quoted = rest.dropFirst(2)
      for pair in mapping.pairs where quoted.starts(with: pair.key.utf8) {
        let after = quoted.dropFirst(pair.key.utf8.count)
        guard after.starts(with: "\"]".utf8), !continues(after.dropFirst(2)) else { continue }
        return step(to: pair, length: pair.key.utf8.count + 4)
      }
      return nil
    case .sequence(let items):
      guard rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) else {
        return nil
      }
      let digits = Substring(rest[rest.index(after: rest.startIndex)..<close])
      guard let index = Int(digits), items.indices.contains(index) else { return nil }
      return Step(node: items[index], span: items[index].span, pair: nil, length: digits.utf8.count + 2)
    }
  }

  private static func step(to pair: Mapping.Pair, length: Int) -> Step {
    let span = pair.value.scalar == nil || pair.value.isNull ? pair.keySpan : pair.value.span
    return Step(node: pair.value, span: span, pair: pair, length: length)
  }

  /// Whether a component that matched goes on as a longer name.
  private static func continues(_ rest: Substring.UTF8View) -> Bool {
    guard let next = rest.first else { return false }
    return next != UInt8(ascii: ".") && next != UInt8(ascii: "[")
  }

  private static func related(_ node: Node, _ pair: Mapping.Pair?, besides span: Span) -> [Site.Related] {
    var related: [Site.Related] = []
    func add(_ spans: [Span], _ note: String) {
      for other in spans where other != span && !related.contains(where: { $0.span == other }) {
        related.append(.init(span: other, note: note))
      }
    }
    add(node.usedAt, "used here")
    add(pair?.earlierKeys ?? [], "also defined here")
    add(node.scalar == nil ? [] : node.replaced, "replaces this value")
    for variable in node.variables {
      if case .file(let line) = variable.origin { add([line], "\(variable.name) is set here") }
    }
    return related
  }
}
