import Findings

/// A decision that something found does not count: a comment in a compose file, an exception of a policy, or a baseline
/// that knows it already. `Part` is what it is held against: what was found, or one of the services that share it.
struct Suppression<Part> {
  /// What suppressed findings carry; all but a baseline need a reason to hold.
  let terms: Finding.Suppression
  /// The decision as notes name it: `policy.yaml:3:5: the exception for layer-env-file`.
  let title: String
  /// Why it suppresses nothing, as a clause; nil where it can be read.
  var defect: String?
  /// Whether it is for findings of a rule, by the rule's id.
  var isFor: (String) -> Bool = { _ in true }
  /// Whether all that it says of a place fits a part of a finding of such a rule.
  let covers: (Part) -> Bool

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

/// Holds what was found against all decisions of one kind; the first that holds decides. What several services share is
/// suppressed where there is such a decision for each of them.
struct Suppressions<Subject, Part> {
  let all: [Suppression<Part>]
  /// Today as `YYYY-MM-DD`; nil where no decision shall expire.
  let today: String?
  /// The id of a subject's rule.
  let rule: (Subject) -> String
  /// The parts of a subject that are decided by themselves; at least one.
  let parts: (Subject) -> [Part]

  /// What each subject is suppressed by, in their order, and what is to be said of the decisions.
  func judge(_ subjects: [Subject]) -> (suppressions: [Finding.Suppression?], notes: [String]) {
    guard !all.isEmpty else { return (Array(repeating: nil, count: subjects.count), []) }
    var isUsed = Array(repeating: false, count: all.count)
    // Most are for one rule: each subject is held against those of its own.
    var byRule: [String: [Int]] = [:]
    let suppressions = subjects.map { subject -> Finding.Suppression? in
      let rule = rule(subject)
      let candidates = byRule[rule] ?? all.indices.filter { all[$0].isFor(rule) }
      byRule[rule] = candidates
      guard !candidates.isEmpty else { return nil }
      let covering = parts(subject).map { part in candidates.filter { all[$0].covers(part) } }
      // One that is for some of the services alone decides nothing.
      guard covering.allSatisfy({ !$0.isEmpty }) else { return nil }
      for index in covering.joined() { isUsed[index] = true }
      let holding = covering.map { $0.first { all[$0].holds(on: today) } }
      guard let first = holding[0], holding.allSatisfy({ $0 != nil }) else { return nil }
      return all[first].terms
    }
    return (suppressions, zip(all, isUsed).compactMap { $0.note(isUsed: $1, on: today) })
  }
}

extension Suppressions where Subject == Part {
  /// Decisions about what has no parts.
  init(all: [Suppression<Part>], today: String?, rule: @escaping (Subject) -> String) {
    self.init(all: all, today: today, rule: rule) { [$0] }
  }
}

extension Suppressions where Subject == Finding {
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
