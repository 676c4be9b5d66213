import Compose
import Findings

/// What holds of a rule for some services alone.
package struct ScopedRuleSetting: Sendable, Hashable {
  package var selector = ServiceSelector()
  package var isOn: Bool?
  package var severity: Severity?

  package init() {}
}

extension ScopedRuleSetting: SelectingSection {
  static let settings: [Setting<ScopedRuleSetting>] =
    selectors + [
      Setting("state", .value(.word(["off", "on"])), "Whether the rule applies to these services.") {
        $0.isOn = $1.text.map { $0 == "on" }
      },
      Setting("severity", .value(.severity), "The severity of the rule's findings at these services.") {
        $0.severity = $1.text.flatMap(Severity.init)
      },
    ]
}

extension RuleSettings {
  /// What holds of a rule at a service: what entries for some services say goes before what the rule's entries say of all,
  /// a rule's own entry before globs, and the last before those above it.
  package func setting(
    of rule: String, at service: Service, in project: Project
  ) -> (isOn: Bool, severity: Severity?) {
    let fitting = entries.filter { $0.glob.matches(rule) }
    let ordered = fitting.filter { $0.glob.text != rule } + fitting.filter { $0.glob.text == rule }
    let scoped = ordered.flatMap(\.entry.scoped).filter { $0.selector.fits(service, in: project) }
    return (
      scoped.last { $0.isOn != nil }?.isOn ?? generalState(of: rule),
      scoped.last { $0.severity != nil }?.severity ?? severity(of: rule)
    )
  }

  /// Whether any rule is judged otherwise at some services.
  package var hasScopes: Bool { entries.contains { !$0.entry.scoped.isEmpty } }
}
