import Findings

/// Merges a later file over an earlier one, as Compose does.
struct Merge {
  private(set) var problems: [Problem] = []

  /// The later value over the earlier.
  mutating func merge(_ earlier: Node, _ later: Node, _ rule: MergeRule, path: String = "") -> Node {
    if later.tag == .override || later.tag == .reset { return later.after(earlier) }
    if later.isNull { return earlier }
    if earlier.isNull || earlier.tag == .reset { return later.after(earlier) }
    switch rule {
    case .replace:
      return later.after(earlier)
    case .distinct:
      return lists(earlier, later, path: path) { Self.distinct($0) }
    case .unique(let identity):
      return lists(earlier, later, path: path) { Self.unique($0, identity) }
    case .joined(let identity):
      guard let old = earlier.items, let new = later.items else {
        return standard(earlier, later, .standard(), path: path)
      }
      return Node.sequence(joined(old + new, identity, path: path), keeping: later.after(earlier))
    case .logging:
      let drivers = (earlier["driver"]?.text, later["driver"]?.text)
      if let old = drivers.0, let new = drivers.1, old != new { return later.after(earlier) }
      return standard(earlier, later, .standard(), path: path)
    case .standard:
      return standard(earlier, later, rule, path: path)
    }
  }

  private mutating func standard(_ earlier: Node, _ later: Node, _ rule: MergeRule, path: String) -> Node {
    switch (earlier.content, later.content) {
    case (.mapping(let old), .mapping(let new)):
      return Node.mapping(mappings(old, new, rule, path: path), keeping: later.after(earlier))
    case (.sequence(let old), .sequence(let new)):
      return Node.sequence(old + new, keeping: later.after(earlier))
    case (.scalar, .scalar):
      return later.after(earlier)
    case (.scalar, _), (.sequence, _), (.mapping, _):
      refuse(earlier, later, path: path)
      return later.after(earlier)
    }
  }

  private mutating func mappings(_ old: Mapping, _ new: Mapping, _ rule: MergeRule, path: String) -> Mapping {
    var merged = old
    for pair in new.pairs {
      guard let base = old.pair(pair.key) else {
        merged.set(pair)
        continue
      }
      let isOwn = pair.key.hasPrefix("x-")
      let value =
        isOwn
        ? pair.value.after(base.value)
        : merge(base.value, pair.value, rule.under(pair.key), path: path + Key.component(pair.key))
      merged.set(
        .init(
          key: pair.key, keySpan: pair.keySpan, value: value,
          earlierKeys: SourceSpan.latest(base.earlierKeys + [base.keySpan] + pair.earlierKeys)))
    }
    return merged
  }

  /// Of entries with one identity one, with the keys of all, at the position of the first.
  private mutating func joined(_ items: [Node], _ identity: MergeRule.Identity, path: String) -> [Node] {
    var positions: [String: Int] = [:]
    var result: [Node] = []
    for item in items {
      guard let name = identity.of(item) else {
        result.append(item)
        continue
      }
      if let position = positions[name] {
        result[position] = merge(result[position], item, .standard(), path: path)
      } else {
        positions[name] = result.count
        result.append(item)
      }
    }
    return result
  }

  private mutating func lists(
    _ earlier: Node, _ later: Node, path: String, _ join: ([Node]) -> [Node]
  ) -> Node {
    guard let old = earlier.items, let new = later.items else {
      refuse(earlier, later, path: path)
      return later.after(earlier)
    }
    return Node.sequence(join(old + new), keeping: later.after(earlier))
  }

  /// The same path written as a list in one file and as a mapping in another.
  private mutating func refuse(_ earlier: Node, _ later: Node, path: String) {
    let name = path.hasPrefix(".") ? String(path.dropFirst()) : path
    problems.append(
      Problem(
        .refused, "\(name) cannot be overridden: the earlier file writes it in another form",
        at: later.span,
        related: [earlier.span]))
  }

  static func distinct(_ items: [Node]) -> [Node] {
    var seen: Set<String> = []
    return items.filter { item in item.text.map { seen.insert($0).inserted } ?? true }
  }

  /// Of entries with one identity the last, at the position of the first.
  static func unique(_ items: [Node], _ identity: MergeRule.Identity) -> [Node] {
    var positions: [String: Int] = [:]
    var result: [Node] = []
    for item in items {
      guard let name = identity.of(item) else {
        result.append(item)
        continue
      }
      if let position = positions[name] {
        result[position] = item.after(result[position])
      } else {
        positions[name] = result.count
        result.append(item)
      }
    }
    return result
  }
}

extension SourceSpan {
  /// The last few places: more than these help nobody, and long chains of merges would gather very many.
  static func latest(_ spans: [SourceSpan]) -> [SourceSpan] { spans.suffix(8) }
}

extension Node {
  /// This value with the one it replaces among its earlier places.
  func after(_ earlier: Node) -> Node {
    var copy = self
    copy.replaced = SourceSpan.latest(earlier.replaced + [earlier.span] + replaced)
    return copy
  }

  /// The tree without what `!reset` took away.
  var withoutResets: Node {
    guard hasTags else { return self }
    switch content {
    case .scalar: return withoutTag
    case .sequence(let items):
      return Node.sequence(items.filter { $0.tag != .reset }.map(\.withoutResets), keeping: withoutTag)
    case .mapping(let mapping):
      let pairs = mapping.pairs.filter { $0.value.tag != .reset }
      return Node.mapping(Mapping(pairs).mapValues { $0.value.withoutResets }, keeping: withoutTag)
    }
  }

  /// Whether it or anything below it has a tag; most trees have none.
  private var hasTags: Bool {
    if tag != nil { return true }
    return switch content {
    case .scalar: false
    case .sequence(let items): items.contains { $0.hasTags }
    case .mapping(let mapping): mapping.pairs.contains { $0.value.hasTags }
    }
  }
}
