import Compose
import Findings

/// Which rules run, and how bad their findings are.
package struct RuleSettings: Sendable, Hashable {
  /// What is reported of one rule, or of all that a glob names.
  package struct Entry: Sendable, Hashable {
    package var isOn: Bool?
    package var severity: Severity?
    /// What holds for some services instead.
    package var scoped: [ScopedRuleSetting] = []
  }

  /// By the rule's id or a glob, in the order of the policy.
  private(set) var entries: [(glob: Glob, entry: Entry)] = []

  package init() {}

  package static func == (left: RuleSettings, right: RuleSettings) -> Bool {
    left.entries.count == right.entries.count
      && zip(left.entries, right.entries).allSatisfy { $0.glob == $1.glob && $0.entry == $1.entry }
  }

  package func hash(into hasher: inout Hasher) {
    for (glob, entry) in entries {
      hasher.combine(glob)
      hasher.combine(entry)
    }
  }

  /// Whether the rule runs: for all, or for some services at least.
  package func isOn(_ rule: String) -> Bool {
    generalState(of: rule)
      || entries.contains { entry in
        entry.glob.matches(rule) && entry.entry.scoped.contains { $0.isOn == true }
      }
  }

  /// Whether the rule is on where no entry for some services says otherwise.
  package func generalState(of rule: String) -> Bool { settled(rule, \.isOn) ?? true }

  /// Whether any rule's findings have another severity than their own.
  package var setsSeverities: Bool { entries.contains { $0.entry.severity != nil } }

  /// The severity that all findings of the rule have; nil where each keeps its own.
  package func severity(of rule: String) -> Severity? { settled(rule, \.severity) }

  /// The rule's own entry wins over globs, and of globs the last.
  private func settled<Value>(_ rule: String, _ value: KeyPath<Entry, Value?>) -> Value? {
    let fitting = entries.filter { $0.glob.matches(rule) && $0.entry[keyPath: value] != nil }
    let own = fitting.last { $0.glob.text == rule }
    return (own ?? fitting.last)?.entry[keyPath: value]
  }

  mutating func take(_ node: Node) {
    for pair in node.mapping?.pairs ?? [] {
      let word = pair.value.text ?? pair.value["state"]?.text
      var entry = Entry()
      entry.isOn = word == "off" ? false : word == nil ? nil : true
      entry.severity = (pair.value["severity"]?.text ?? word).flatMap(Severity.init)
      entry.scoped = (pair.value["for"]?.items ?? []).map(ScopedRuleSetting.init)
      entries.append((Glob(pair.key), entry))
    }
  }
}

extension RuleSettings {
  static let meaning = """
    Settings of rules, by id or by a glob like `layer-*`: `off`, `on`, a severity, or a mapping with \
    `state`, `severity`, `for` and the rule's parameters. A rule's own entry wins over a glob.
    """

  private static let word = PolicyShape.value(.word(["off", "on"] + Severity.allCases.map(\.rawValue)))
  private static let common: [PolicyShape.Field] = [
    .init("state", .value(.word(["off", "on"])), "Whether the rule runs.", initial: "on"),
    .init("severity", .value(.severity), "The severity of all its findings."),
    .init(
      "for", .list(ScopedRuleSetting.shape),
      "Settings for some services, selected by name, image, label or role; the last entry that fits wins."),
  ]

  static var shape: PolicyShape {
    var parameters: [String: [PolicyShape.Field]] = [:]
    for setting in ImagePolicy.settings {
      for rule in setting.rules { parameters[rule, default: []].append(setting.field) }
    }
    for setting in ComposePolicy.settings {
      for rule in setting.rules { parameters[rule, default: []].append(setting.field) }
    }
    let fields = parameters.sorted { $0.key < $1.key }.map { rule, fields in
      PolicyShape.Field(rule, .either([word, .record(common + fields)]), "The rule, with its parameters.")
    }
    return .open(fields, others: .either([word, .record(common)]), keys: .rule)
  }
}

extension PolicyForm {
  /// A rule's id or a glob over ids.
  static let rule = PolicyForm(
    expectation: "a rule's id, or a pattern such as layer-*",
    schema: #""type": "string", "pattern": "^[a-z*?{][a-z0-9*?{},-]*$""#
  ) { scalar in
    guard let first = scalar.text.utf8.first, Glob.isValid(scalar.text) else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) || "*?{".utf8.contains(first)
  }
}
