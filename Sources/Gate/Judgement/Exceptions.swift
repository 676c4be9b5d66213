import Compose
import Findings
import Rules

/// Holds matches against the exceptions in the files' comments.
struct Exceptions {
  let allowances: [Allowance]
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?

  /// What each match is allowed by, in their order, and what is to be said about the exceptions.
  func judge(_ matches: [PlacedMatch]) -> (suppressions: [Finding.Suppression?], notes: [String]) {
    guard !allowances.isEmpty else {
      return ([Finding.Suppression?](repeating: nil, count: matches.count), [])
    }
    var used: Set<Allowance> = []
    let suppressions = matches.map { placed in
      let fitting = allowances.filter { $0.allows(placed.rule.id, at: placed.site.span) }
      used.formUnion(fitting)
      let holding = fitting.first { allowance in
        !allowance.reason.isEmpty && (today.map { allowance.holds(on: $0) } ?? true)
      }
      return holding.map { Finding.Suppression(kind: .comment, reason: $0.reason, until: $0.until) }
    }
    let allowed = suppressions.count { $0 != nil }
    var notes: [String] = []
    if allowed > 0 {
      let count = allowed == 1 ? "1 finding is" : "\(allowed) findings are"
      notes.append("\(count) suppressed by comments in the compose files")
    }
    for allowance in allowances {
      let rules = allowance.rules.joined(separator: ", ")
      if let defect = allowance.defect {
        notes.append("\(allowance.span): the exception suppresses nothing: \(defect)")
      } else if !used.contains(allowance) {
        notes.append("\(allowance.span): the exception for \(rules) suppresses nothing; remove it")
      } else if let until = allowance.until, let today, today > until {
        notes.append("\(allowance.span): the exception for \(rules) expired on \(until)")
      }
    }
    return (suppressions, notes)
  }
}
