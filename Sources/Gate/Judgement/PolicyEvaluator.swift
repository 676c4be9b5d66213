import Compose
import Findings
import Images
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

  /// The services that findings are about.
  var services = ConcernedServices()

  /// Findings that count and those that do not, and what is to be said of the exceptions.
  func judge(_ findings: [Finding]) -> (kept: [Finding], suppressed: [Finding], notes: [String]) {
    let weighed = policy.rules.setsSeverities || policy.rules.hasScopes ? findings.map(weighed) : findings
    let suppressions = Suppressions(of: policy, tags: tags, services: services, today: today)
    let isPlain = !weighed.indices.pieces.sideBySide { $0.contains { weighed[$0].isSuppressed } }.contains(
      true)
    if isPlain, suppressions.all.isEmpty { return (weighed, [], []) }
    var judged = suppressions.split(isPlain ? weighed : weighed.filter { !$0.isSuppressed })
    judged.suppressed += weighed.filter(\.isSuppressed)
    return judged
  }

  private func weighed(_ finding: Finding) -> Finding {
    let setting = policy.rules.hasScopes ? services.setting(of: finding, policy.rules) : nil
    var finding = finding
    if setting.map({ !$0.isOn }) ?? !policy.rules.generalState(of: finding.rule) {
      finding.suppression = Self.turnedOff(setting != nil)
      return finding
    }
    guard let severity = setting.map(\.severity) ?? policy.rules.severity(of: finding.rule) else {
      return finding
    }
    finding.severity = severity.shifted(as: finding.severity, from: severities[finding.rule])
    return finding
  }

  /// A rule that runs for some services decides nothing about the others.
  private static func turnedOff(_ isOfServices: Bool) -> Finding.Suppression {
    Finding.Suppression(
      kind: .exception,
      reason: isOfServices
        ? "The policy turns the rule off for this service."
        : "The policy turns the rule off but for some services.")
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
