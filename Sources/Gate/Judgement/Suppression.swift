import Findings

/// A decision that something found does not count: a comment in a compose file, an exception of a policy, or a baseline
/// that knows it already. `Subject` is what it is held against.
struct Suppression<Subject> {
  /// What suppressed findings carry; all but a baseline need a reason to hold.
  let terms: Finding.Suppression
  /// The decision as notes name it: `policy.yaml:3:5: the exception for layer-env-file`.
  let title: String
  /// Why it suppresses nothing, as a clause; nil where it can be read.
  var defect: String?
  /// Whether all that it says of a place fits.
  let covers: (Subject) -> Bool

  /// Whether it holds on a day, as `YYYY-MM-DD`; a run without a date knows of no end.
  func holds(on day: String?) -> Bool {
    (terms.kind == .baseline || !terms.reason.isEmpty) && !hasExpired(on: day)
  }

  private func hasExpired(on day: String?) -> Bool {
    guard let until = terms.until, let day else { return false }
    return day > until
  }

  /// What is to be said of it after a run in which it covered something or not; nil where there is nothing.
  func note(isUsed: Bool, on day: String?) -> String? {
    if let defect { return "\(title) suppresses nothing: \(defect)" }
    guard terms.kind != .baseline else { return nil }
    guard isUsed else { return "\(title) suppresses nothing in this run" }
    return hasExpired(on: day) ? "\(title) expired on \(terms.until ?? ""), so its findings count again" : nil
  }
}

/// Holds what was found against all decisions of one kind; the first that holds decides.
struct Suppressions<Subject> {
  let all: [Suppression<Subject>]
  /// Today as `YYYY-MM-DD`; nil where no decision shall expire.
  let today: String?

  /// What each subject is suppressed by, in their order, and what is to be said of the decisions.
  func judge(_ subjects: [Subject]) -> (suppressions: [Finding.Suppression?], notes: [String]) {
    guard !all.isEmpty else { return (Array(repeating: nil, count: subjects.count), []) }
    var isUsed = Array(repeating: false, count: all.count)
    let suppressions = subjects.map { subject -> Finding.Suppression? in
      let covering = all.indices.filter { all[$0].covers(subject) }
      for index in covering { isUsed[index] = true }
      return covering.first { all[$0].holds(on: today) }.map { all[$0].terms }
    }
    return (suppressions, zip(all, isUsed).compactMap { $0.note(isUsed: $1, on: today) })
  }
}

extension Suppressions<Finding> {
  /// The findings that count, and those that do not with the decision that they carry.
  func split(_ findings: [Finding]) -> (kept: [Finding], suppressed: [Finding], notes: [String]) {
    let judged = judge(findings)
    var kept: [Finding] = []
    var suppressed: [Finding] = []
    for (var finding, suppression) in zip(findings, judged.suppressions) {
      guard let suppression else {
        kept.append(finding)
        continue
      }
      finding.suppression = suppression
      suppressed.append(finding)
    }
    return (kept, suppressed, judged.notes)
  }
}
