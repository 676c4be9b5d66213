extension [Finding] {
  /// The worst first; one's own before those of the base image; then by rule and place, so that the order never
  /// depends on the order of the work.
  package func ranked() -> [Finding] {
    // Small ranks move instead of findings, which hold much.
    let ranks = indices.map { Rank(self[$0], position: $0) }
    return ranks.sorted(by: <).map { self[$0.position] }
  }

  private struct Rank: Comparable {
    let severity: Severity
    let isOfBase: Bool
    let rule: String
    let position: Int

    init(_ finding: Finding, position: Int) {
      severity = finding.severity
      isOfBase = finding.origin == .base
      rule = finding.rule
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
