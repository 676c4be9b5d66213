import Findings
import PatternScan

/// What a user's rule file brings.
package struct UserRules: Sendable {
  /// Rules that can be used, in the order of the file.
  package var rules: [UserRule] = []
  /// Allowances for every rule, the built-in ones too.
  package var ignoredMatches: [IgnoredMatches] = []
  /// Ids that are turned off.
  package var disabled: Set<String> = []
  /// What could not be used or is not what its author says, each as a sentence.
  package var notes: [String] = []

  package init() {}

  /// Whether they leave the built-in types as they are.
  var areEmpty: Bool { rules.isEmpty && ignoredMatches.isEmpty && disabled.isEmpty }

  /// Bytes from the start of a match to its end where a pattern has no bound of its own.
  static let widthOfUnbounded = 4096

  /// Adds a rule, or a note that says why it cannot be used.
  mutating func add(_ description: RuleText) {
    do throws(PatternError) {
      var rule = try description.rule()
      rule.isByLine = description.isByLine
      rules.append(rule)
    } catch {
      notes.append("rule \(description.id) is left out: \(error)")
    }
  }

  /// Adds what another file brings.
  package mutating func add(_ other: UserRules) {
    let known = Set(other.rules.map(\.type.id))
    rules = rules.filter { !known.contains($0.type.id) } + other.rules
    ignoredMatches += other.ignoredMatches
    disabled.formUnion(other.disabled)
    notes += other.notes
  }

  /// The built-in types and these rules as the scanner takes them, without what is turned off.
  package func merged(with types: [SecretType] = SecretType.patterns) -> [UserRule] {
    let own = Set(rules.map(\.type.id))
    let all = types.filter { !own.contains($0.id) }.map { UserRule(type: $0) } + rules
    return all.filter { !disabled.contains($0.type.id) }.map { rule in
      let applying = ignoredMatches.filter { $0.rules.isEmpty || $0.rules.contains(rule.type.id) }
      guard !applying.isEmpty else { return rule }
      var conditions = rule.conditions ?? RuleConditions()
      conditions.ignoredMatches += applying
      var changed = UserRule(type: rule.type, conditions: conditions)
      changed.allowsSuperset = rule.allowsSuperset
      changed.isByLine = rule.isByLine
      return changed
    }
  }
}

/// A rule as a file words it, before it is compiled.
package struct RuleText: Sendable {
  package var id = ""
  package var title = ""
  package var pattern = ""
  package var entropy = 0.0
  package var severity = Severity.high
  package var confidence = Confidence.firm
  var conditions = RuleConditions()
  var isByLine = false
  package var found: [String] = []
  package var ignored: [String] = []

  package init() {}

  /// Words in small letters, of which one must stand near a match.
  package var keywords: [String] {
    get { conditions.keywords }
    set { conditions.keywords = newValue.map { $0.lowercased() } }
  }

  /// The rule, compiled once to see that it can be.
  package func rule() throws(PatternError) -> UserRule {
    try ConfirmingExpression(pattern, byLine: isByLine).check()
    var expression = PatternExpression(pattern)
    var width: Int?
    do throws(PatternError) {
      width = try expression.widths().longest
    } catch {
      expression = PatternExpression(pattern, allowsSuperset: true)
      width = try expression.widths().longest
    }
    _ = try PatternDatabase(compiling: [expression])
    let reach = min(width ?? UserRules.widthOfUnbounded, 2 * UserRules.widthOfUnbounded)
    var type = SecretType(
      id: id, title: title, trigger: SecretType.Trigger(pattern, .within(bytes: reach)), pattern: pattern,
      edges: .open, longest: reach, entropy: entropy, check: .none, severity: severity,
      confidence: confidence,
      docs: nil, found: found, ignored: ignored)
    type.isBuiltIn = false
    var rule = UserRule(type: type, conditions: conditions)
    rule.allowsSuperset = expression.allowsSuperset
    return rule
  }

  /// An id in kebab case, from whatever the file has.
  static func identifier(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? "unnamed" : words.joined(separator: "-")
  }
}
