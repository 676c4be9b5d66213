/// A part of an expression, as it was read.
final class Syntax: Sendable {
  indirect enum Kind: Sendable {
    case literal(Value)
    case name(String)
    case select(Syntax, String)
    /// `has(a.b)`.
    case has(Syntax, String)
    case index(Syntax, Syntax)
    /// An operator, by its sign; `-` and `!` with one operand too.
    case operation(String, [Syntax])
    /// A function with what stands in its parentheses; `subject` is what stands before the point.
    case call(String, subject: Syntax?, [Syntax])
    case list([Syntax])
    case map([(key: Syntax, value: Syntax)])
    /// `&&` of all of them.
    case all([Syntax])
    /// `||` of all of them.
    case any([Syntax])
    case choice(Syntax, then: Syntax, otherwise: Syntax)
    /// A macro over what a list or map holds; `condition` is the filter of a `map` with three parts.
    case each(Macro, in: Syntax, variable: String, condition: Syntax?, Syntax)
  }

  /// What goes over a list or the keys of a map.
  enum Macro: String, Sendable, CaseIterable {
    case all, exists, map, filter
    case existsOne = "exists_one"
  }

  let kind: Kind
  /// In bytes of the text.
  let offset: Int
  /// Levels of parts in it.
  let depth: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
    depth = 1 + (Self.parts(of: kind).map(\.depth).max() ?? 0)
  }

  private static func parts(of kind: Kind) -> [Syntax] {
    switch kind {
    case .literal, .name: []
    case .select(let part, _), .has(let part, _): [part]
    case .index(let part, let key): [part, key]
    case .operation(_, let parts), .list(let parts), .all(let parts), .any(let parts): parts
    case .call(_, let subject, let parts): (subject.map { [$0] } ?? []) + parts
    case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .choice(let condition, let first, let second): [condition, first, second]
    case .each(_, let range, _, let condition, let body): [range, body] + (condition.map { [$0] } ?? [])
    }
  }
}
