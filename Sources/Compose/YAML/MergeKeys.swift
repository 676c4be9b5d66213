import Findings

/// Merge keys (`<<`) as go-yaml resolves them: own keys win, then the merged mappings in their order.
enum MergeKeys {
  /// Replaces every merge key below a node by the keys it brings.
  static func resolve(_ node: Node) throws(LoadError) -> Node {
    isIn(node) ? try resolved(node) : node
  }

  /// Whether a merge key stands anywhere below a node; in most files there is none.
  private static func isIn(_ node: Node) -> Bool {
    switch node.content {
    case .scalar: false
    case .sequence(let items): items.contains(where: isIn)
    case .mapping(let mapping): mapping.pairs.contains { $0.key == "<<" || isIn($0.value) }
    }
  }

  private static func resolved(_ node: Node) throws(LoadError) -> Node {
    var resolved = node
    switch node.content {
    case .scalar:
      return node
    case .sequence(let items):
      var all: [Node] = []
      all.reserveCapacity(items.count)
      for item in items { all.append(try Self.resolved(item)) }
      resolved.content = .sequence(all)
    case .mapping(let mapping):
      resolved.content = .mapping(try resolve(mapping))
    }
    return resolved
  }

  private static func resolve(_ mapping: Mapping) throws(LoadError) -> Mapping {
    var result = Mapping()
    for pair in mapping.pairs where pair.key != "<<" {
      result.set(.init(key: pair.key, keySpan: pair.keySpan, value: try resolved(pair.value)))
    }
    guard let merge = mapping.pair("<<") else { return result }
    for source in try sources(of: try resolved(merge.value)) {
      let via = source.usedAt.first ?? merge.value.usedAt.first ?? merge.keySpan
      for pair in source.mapping?.pairs ?? [] where result[pair.key] == nil {
        var value = pair.value
        value.usedAt = SourceSpan.latest(value.usedAt + [via])
        result.set(.init(key: pair.key, keySpan: pair.keySpan, value: value))
      }
    }
    return result
  }

  private static func sources(of node: Node) throws(LoadError) -> [Node] {
    switch node.content {
    case .mapping:
      return [node]
    case .sequence(let items):
      for item in items where item.mapping == nil {
        throw .notYAML(item.span, "a merge key accepts only mappings")
      }
      return items
    case .scalar(let scalar):
      if scalar.kind == .null { return [] }
      throw .notYAML(node.span, "a merge key accepts a mapping or a list of mappings")
    }
  }
}
