extension [Finding] {
  /// The worst first; one's own before those of the base image; then by rule and place, so that the order never
  /// depends on the order of the work.
  package func ranked() -> [Finding] { rankedPositions().map { self[$0] } }

  /// Where the findings of `ranked()` stand.
  package func rankedPositions() -> [Int] {
    // Small ranks move instead of findings, which hold much; a rule is its number in the order of the rules' ids.
    var numbers: [String: Int] = [:]
    for index in indices { numbers[self[index].rule] = 0 }
    for (number, rule) in numbers.keys.sorted().enumerated() { numbers[rule] = number }
    let ranks = indices.map { Rank(self[$0], rule: numbers[self[$0].rule] ?? 0, position: $0) }
    return ranks.sorted().map(\.position)
  }

  private struct Rank: Comparable {
    let severity: Int
    let isOfBase: Bool
    let rule: Int
    let position: Int

    init(_ finding: Finding, rule: Int, position: Int) {
      severity = finding.severity.rank
      isOfBase = finding.origin == .base
      self.rule = rule
      self.position = position
    }

    static func < (left: Rank, right: Rank) -> Bool {
      if left.severity != right.severity { return left.severity > right.severity }
      if left.isOfBase != right.isOfBase { return right.isOfBase }
      if left.rule != right.rule { return left.rule < right.rule }
      return left.position < right.position
    }
  }
}
