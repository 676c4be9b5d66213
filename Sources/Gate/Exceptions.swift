import Compose
import Findings
import Rules

/// Holds matches against the exceptions in the files' comments.
struct Exceptions {
  let allowances: [Allowance]
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?

  /// What is left, and what is to be said about the exceptions.
  func judge(_ matches: [PlacedMatch]) -> (kept: [PlacedMatch], notes: [String]) {
    var used: Set<Allowance> = []
    var allowed = 0
    let kept = matches.filter { placed in
      let fitting = allowances.filter { $0.allows(placed.rule.id, at: placed.site.span) }
      used.formUnion(fitting)
      let holds = fitting.contains { allowance in
        !allowance.reason.isEmpty && (today.map { allowance.holds(on: $0) } ?? true)
      }
      if holds { allowed += 1 }
      return !holds
    }
    var notes: [String] = []
    if allowed > 0 { notes.append("\(allowed) findings are allowed by comments in the compose files") }
    for allowance in allowances {
      let rules = allowance.rules.joined(separator: ", ")
      if !used.contains(allowance) {
        notes.append("\(allowance.span): the exception for \(rules) allows nothing: remove it")
      } else if let until = allowance.until, let today, today > until {
        notes.append("\(allowance.span): the exception for \(rules) expired on \(until)")
      }
    }
    return (kept, notes)
  }
}
