import Findings
import Reports

/// Sets the findings of two runs against each other by the fingerprints that both would give them.
struct FindingComparison {
  /// A finding and the fingerprint to compare it by.
  struct Known {
    var finding: Finding
    let key: Fingerprint
    /// Whether it counts: an exception takes others out.
    let counts: Bool
  }

  private var new: [Known] = []
  private var worse: [(known: Known, before: Severity)] = []
  private var gone: [Known] = []
  private var same: [Fingerprint] = []
  /// How grave what counts now is.
  private var now: [Fingerprint: Severity] = [:]

  /// - Parameter isJudged: whether the new side was judged by a rule, so that its silence means something.
  init(_ old: [Known], _ new: [Known], isJudged: (String) -> Bool) {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    for known in new where known.counts {
      now[known.key] = max(known.finding.severity, now[known.key] ?? .note)
      guard let earlier = before[known.key] else {
        self.new.append(known)
        continue
      }
      guard earlier.finding.severity < known.finding.severity else {
        same.append(known.key)
        continue
      }
      worse.append((known, earlier.finding.severity))
    }
    let still = Set(new.map(\.key))
    gone = old.filter { $0.counts && !still.contains($0.key) && isJudged($0.finding.rule) }
  }

  /// Takes in what another policy finds new or worse where this one does not, or calls it milder. What this policy finds
  /// so stays, and what either still finds is not gone.
  mutating func take(_ other: FindingComparison) {
    now.merge(other.now, uniquingKeysWith: max)
    let brought = Set(new.map(\.key))
    new += other.new.filter { !brought.contains($0.key) }
    let isNew = Set(new.map(\.key))
    let rose = Set(worse.map(\.known.key))
    worse = (worse + other.worse.filter { !rose.contains($0.known.key) }).filter {
      !isNew.contains($0.known.key)
    }
    let told = isNew.union(worse.map(\.known.key))
    let known = Set(same)
    same = (same + other.same.filter { !known.contains($0) }).filter { !told.contains($0) }
    let went = Set(gone.map(\.key))
    gone = (gone + other.gone.filter { !went.contains($0.key) }).filter {
      now[$0.key] == nil
    }
    for index in new.indices {
      new[index].finding.severity = now[new[index].key] ?? new[index].finding.severity
    }
    for index in worse.indices {
      worse[index].known.finding.severity =
        now[worse[index].known.key] ?? worse[index].known.finding.severity
    }
  }

  /// The rules of what this comparison finds new or worse and another one leaves out or calls milder, one for each
  /// finding.
  func leftOut(by other: FindingComparison) -> [String] {
    (new + worse.map(\.known)).filter { known in
      other.now[known.key].map { $0 < known.finding.severity } ?? true
    }.map(\.finding.rule)
  }

  var changes: FindingChanges {
    var changes = FindingChanges()
    changes.new = new.map(\.finding).ranked()
    changes.worse = worse.map {
      FindingChanges.SeverityIncrease(finding: $0.known.finding, before: $0.before)
    }
    changes.worse.sort { ($1.finding.severity, $0.finding.rule) < ($0.finding.severity, $1.finding.rule) }
    changes.gone = gone.map(\.finding).ranked()
    changes.same = same.count
    return changes
  }
}
