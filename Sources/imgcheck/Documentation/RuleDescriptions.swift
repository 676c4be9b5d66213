import Findings
import Reports
import Rules

extension Rule {
  /// What a report's formats say of rules: all of them, but of the hundreds of types of secrets those that it names.
  static func descriptions(for report: Report, of rules: [Rule] = Rule.all) -> [RuleDescription] {
    var named: Set<String> = []
    var last = ""
    // Findings of one rule stand together.
    for rule in [report.findings, report.suppressed ?? []].joined().lazy.map(\.rule) where rule != last {
      last = rule
      named.insert(rule)
    }
    return rules.filter { !$0.isSecret || named.contains($0.id) }.map(\.description)
  }
}
