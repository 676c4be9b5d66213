import Compose
import Findings
import Policies

/// Holds findings against a policy: severities, then exceptions.
struct PolicyEvaluator {
  let policy: Policy
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?
  /// The severity of each rule by itself.
  let severities: [String: Severity]
  /// The tags of each image, by its stable name.
  let tags: [String: [String]]

  /// Findings that count and those that do not, and what is to be said of the exceptions.
  func judge(_ findings: [Finding]) -> (kept: [Finding], suppressed: [Finding], notes: [String]) {
    let exceptions = policy.exceptions + policy.secrets.exceptions.map(\.exception)
    return Suppressions(all: exceptions.map { Suppression($0, tags: tags) }, today: today)
      .split(policy.rules.setsSeverities ? findings.map(weighed) : findings)
  }

  private func weighed(_ finding: Finding) -> Finding {
    guard let severity = policy.rules.severity(of: finding.rule) else { return finding }
    var finding = finding
    finding.severity = severity.shifted(as: finding.severity, from: severities[finding.rule])
    return finding
  }
}

extension Severity {
  /// What a fact raised or lowered stays raised or lowered by as many steps.
  fileprivate func shifted(as found: Severity, from usual: Severity?) -> Severity {
    guard let usual else { return self }
    let rank = min(max(rank + found.rank - usual.rank, 0), Severity.critical.rank)
    return Severity.allCases[rank]
  }
}
