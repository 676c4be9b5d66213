import Findings

extension Project {
  /// The site of a key: what it carries, or for a key that is text alone what stands at its place, or nearest to it.
  package func site(of key: Key) -> ResolvedLocation? { key.site ?? site(of: key.text) }

  /// The site of a symbolic place; for a place that is not there the nearest thing around it.
  package func site(of key: String) -> ResolvedLocation? {
    if let special = specialSite(of: key) { return special }
    guard let walk = walk(key), walk.isBelowTop else { return nil }
    return ResolvedLocation(walk.node, walk.pair)
  }

  /// The site of a symbolic place; where not even its first part is there, that of the whole file. What somebody found
  /// always has a place to be reported at.
  package func nearestSite(of key: Key) -> ResolvedLocation {
    site(of: key) ?? ResolvedLocation(span: root.span)
  }

  /// How far a symbolic place leads into the tree.
  struct Walk {
    var node: Node
    var span: SourceSpan
    var pair: Mapping.Pair?
    /// What of the place is not there.
    var rest: Substring.UTF8View
    var isBelowTop = false
  }

  func walk(_ key: String) -> Walk? {
    if key.isEmpty { return Walk(node: root, span: root.span, rest: key[...].utf8) }
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
    var span: SourceSpan
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
    Step(node: pair.value, span: pair.span, pair: pair, length: length)
  }

  /// Whether a component that matched goes on as a longer name.
  private static func continues(_ rest: Substring.UTF8View) -> Bool {
    guard let next = rest.first else { return false }
    return next != UInt8(ascii: ".") && next != UInt8(ascii: "[")
  }
}

extension ResolvedLocation {
  /// Where a value stands, with all that takes part in it: under a key of a mapping, or in a list.
  init(_ node: Node, _ pair: Mapping.Pair?) {
    self.init(span: pair?.span ?? node.span)
    if node.hasPast || pair?.earlierKeys.isEmpty == false { addRelated(node, pair) }
  }

  private mutating func addRelated(_ node: Node, _ pair: Mapping.Pair?) {
    add(node.usedAt, "used here")
    add(pair?.earlierKeys ?? [], "also defined here")
    add(node.scalar == nil ? [] : node.replaced, "replaces this value")
    for variable in node.variables {
      if case .file(let line) = variable.origin { add([line], "\(variable.name) is set here") }
    }
  }

  private mutating func add(_ spans: [SourceSpan], _ note: String) {
    for other in spans where other != span && !related.contains(where: { $0.span == other }) {
      related.append(.init(span: other, note: note))
    }
  }
}

extension Mapping.Pair {
  /// Where people look for the value: at the value itself, or at the key of what has several lines or none.
  var span: SourceSpan {
    guard case .scalar(let scalar) = value.content, scalar.kind != .null else { return keySpan }
    return value.span
  }
}
