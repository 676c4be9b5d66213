import Findings

/// Several types may match the same bytes; one secret is one match.
enum Overlaps {
  /// Of matches that overlap only the one that says most stays; sorted by place.
  static func resolved(_ matches: [SecretMatch]) -> [SecretMatch] {
    guard matches.count > 1 else { return matches }
    var kept: [SecretMatch] = []
    let sorted = matches.sorted {
      ($0.range.lowerBound, $1.range.upperBound, $0.type) < (
        $1.range.lowerBound, $0.range.upperBound, $1.type
      )
    }
    for match in sorted {
      guard let last = kept.last, last.range.overlaps(match.range) else {
        kept.append(match)
        continue
      }
      if rank(match) > rank(last) { kept[kept.count - 1] = match }
    }
    return kept
  }

  /// Types that say where a secret stands and not whose it is.
  private static let vagueTypes = Set(
    StructuredFile.all.filter { $0.format != .columns(secret: 1) }.map(\.type.id)
      + (SecretType.commandLines + SecretType.statements + SecretType.services + SecretType.headers
      + SecretType.writings).map(\.id) + [
        "url-credentials", "sk-hex-key", "sk-hex48-key",
      ])

  /// What is known of the format beats a pattern, a proof beats a shape, a vendor beats a guess.
  private static func rank(_ match: SecretMatch) -> [Int] {
    [
      match.type.hasPrefix("generic-") ? 0 : 1, match.confidence.rank,
      vagueTypes.contains(match.type) ? 0 : 1,
      match.severity.rank, match.range.count,
    ]
  }
}

extension [Int] {
  fileprivate static func > (left: [Int], right: [Int]) -> Bool { right.lexicographicallyPrecedes(left) }
}
