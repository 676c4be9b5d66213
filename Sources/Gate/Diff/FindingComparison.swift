import Findings
import Reports

/// Sets the findings of two runs against each other by the fingerprints that both would give them.
struct FindingComparison {
  private(set) var changes = FindingChanges()

  /// A finding and the fingerprint to compare it by.
  struct Known {
    let finding: Finding
    let key: Fingerprint
    /// Whether it counts: an exception takes others out.
    let counts: Bool
  }

  /// - Parameter isJudged: whether the new side was judged by a rule, so that its silence means something.
  init(_ old: [Known], _ new: [Known], isJudged: (String) -> Bool) {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    for known in new where known.counts {
      guard let earlier = before[known.key] else {
        changes.new.append(known.finding)
        continue
      }
      guard earlier.finding.severity < known.finding.severity else {
        changes.same += 1
        continue
      }
      changes.worse.append(
        FindingChanges.Worse(finding: known.finding, before: earlier.finding.severity))
    }
    let now = Set(new.map(\.key))
    changes.gone = old.filter { $0.counts && !now.contains($0.key) && isJudged($0.finding.rule) }.map(
      \.finding
    )
    .ranked()
    changes.new = changes.new.ranked()
    changes.worse.sort { ($1.finding.severity, $0.finding.rule) < ($0.finding.severity, $1.finding.rule) }
  }
}
