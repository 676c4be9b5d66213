import Findings

/// What formats need besides the report.
package struct RenderOptions: Sendable {
  /// The rules that ran, whether they found something or not.
  package var rules: [RuleDescription]
  /// Whether findings that do not count are written too, marked as such.
  package var showsSuppressed = false
  /// What tells this run from others of the same tool on the same commit; nil where nothing does.
  package var category: String?
  /// The time that formats write which ask for one; nil leaves it to the image, or out.
  package var date: Timestamp?
  /// The checkout that paths are seen from.
  package var checkout = Checkout()

  package init(rules: [RuleDescription] = []) { self.rules = rules }

  /// The rules, and for those findings that name another one a description made of the finding.
  func rules(for report: Report) -> [RuleDescription] {
    var known = Set(rules.map(\.id))
    let findings = report.findings + (showsSuppressed ? report.suppressed ?? [] : [])
    return rules
      + findings.compactMap { finding in
        guard known.insert(finding.rule).inserted else { return nil }
        return RuleDescription(
          id: finding.rule, summary: "A custom rule: \(finding.rule).", why: finding.message,
          fix: finding.fix, severity: finding.severity, confidence: finding.confidence, references: [])
      }
  }

  /// The rules that ran over everything they are about, and so can be said to have passed.
  func checkedRules(in report: Report) -> [RuleDescription] {
    guard report.incomplete.isEmpty else { return [] }
    let disabled = Set(report.disabledRules ?? [])
    return rules.filter { !disabled.contains($0.id) }
  }

  /// The time to write: the given one, else that of the newest image.
  func date(of report: Report) -> Timestamp? {
    date ?? report.images.compactMap { $0.created.flatMap { Timestamp($0) } }.max()
  }
}
