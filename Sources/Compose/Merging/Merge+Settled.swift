extension Merge {
  /// A file's own lists as Compose leaves them: equal ports, links, addresses and the like are one, also where one file
  /// writes them.
  static func settled(_ node: Node, _ rule: MergeRule) -> Node { changed(node, rule) ?? node }

  /// The same; nil where nothing changes, as in most files.
  private static func changed(_ node: Node, _ rule: MergeRule) -> Node? {
    switch rule {
    case .replace, .joined, .logging: return nil
    case _ where node.tag == .reset: return nil
    case .distinct: return list(node, distinct)
    case .unique(let identity): return list(node) { unique($0, identity) }
    case .standard:
      guard let mapping = node.mapping, rule.hasRules else { return nil }
      return mapping.changed { changed($0.value, rule.under($0.key)) }.map { Node.mapping($0, keeping: node) }
    }
  }

  private static func list(_ node: Node, _ settle: ([Node]) -> [Node]) -> Node? {
    guard let items = node.items, items.count > 1 else { return nil }
    let settled = settle(items)
    return settled.count == items.count ? nil : Node.sequence(settled, keeping: node)
  }
}

extension MergeRule {
  /// Whether anything below is merged otherwise than key by key.
  fileprivate var hasRules: Bool {
    guard case .standard(let rules, let others) = self else { return false }
    if case .standard = others { return !rules.isEmpty }
    return true
  }
}
