import Compose
import Findings

/// Puts one policy over another: mappings are merged key by key, lists are joined, and any other value replaces.
///
/// `!override` before a list or mapping makes it replace, and `!reset` before a value takes back what was said.
enum PolicyMerge {
  static func merge(_ lower: Node, _ upper: Node) -> Node? {
    switch upper.tag {
    case .reset: return nil
    case .override: return upper
    case .other, nil: break
    }
    switch (lower.content, upper.content) {
    case (.mapping(let old), .mapping(let new)):
      var result = old
      for pair in new.pairs {
        guard let before = old[pair.key] else {
          if pair.value.tag != .reset { result.set(pair) }
          continue
        }
        result[pair.key] = nil
        if let value = merge(before, pair.value) {
          result.set(.init(key: pair.key, keySpan: pair.keySpan, value: value))
        }
      }
      return .mapping(result, like: upper)
    case (.sequence(let old), .sequence(let new)):
      // The same value twice says no more than once.
      let known = Set(old.compactMap(\.text))
      return .sequence(old + new.filter { $0.text.map { !known.contains($0) } ?? true }, like: upper)
    case (.scalar, _), (.sequence, _), (.mapping, _):
      var value = upper
      value.replaced = lower.replaced + [lower.span]
      return value
    }
  }
}
