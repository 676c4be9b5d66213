import Findings
import PatternScan
import Yams

/// Reads rules in the YAML of noseyparker, titus and kingfisher.
enum YAMLRules {
  static func read(_ text: String) throws -> UserRules {
    var result = UserRules()
    guard let root = try Yams.compose(yaml: text), let list = root["rules"]?.sequence else {
      result.notes.append("the file has no list of rules")
      return result
    }
    for node in list { add(node, to: &result) }
    return result
  }

  private static func add(_ node: Node, to result: inout UserRules) {
    let name = node["id"]?.string ?? node["name"]?.string ?? "unnamed"
    var rule = RuleText()
    rule.id = RuleText.identifier(name)
    rule.title = node["name"]?.string ?? name
    rule.entropy = node["min_entropy"]?.float ?? 0
    rule.found = texts(node["examples"])
    rule.ignored = texts(node["negative_examples"])
    switch node["confidence"]?.string {
    case "high": rule.confidence = .certain
    case "low": rule.confidence = .tentative
    default: rule.confidence = .firm
    }
    if let needs = node["pattern_requirements"] {
      rule.conditions.least.digits = needs["min_digits"]?.int ?? 0
      rule.conditions.least.capitals = needs["min_uppercase"]?.int ?? 0
      rule.conditions.least.smallLetters = needs["min_lowercase"]?.int ?? 0
      rule.conditions.least.others = needs["min_special_chars"]?.int ?? 0
      var ignored = IgnoredMatches()
      ignored.stopWords = texts(needs["ignore_if_contains"]).map { $0.lowercased() }
      if !ignored.stopWords.isEmpty { rule.conditions.ignoredMatches.append(ignored) }
      if needs["checksum"] != nil {
        result.notes.append("rule \(name): 'checksum' is not used; the rule is kept without it")
      }
    }
    if node["depends_on_rule"] != nil {
      result.notes.append("rule \(name): 'depends_on_rule' is not used; the rule is kept without it")
    }
    guard let pattern = node["pattern"]?.string else {
      result.notes.append("rule \(name) is left out: it has no pattern")
      return
    }
    rule.pattern = trimmed(pattern)
    result.add(rule)
    checkExamples(of: rule, in: &result)
  }

  /// Runs the rule's own examples; one that does not hold is reported and the rule stays.
  private static func checkExamples(of text: RuleText, in result: inout UserRules) {
    guard let rule = result.rules.last, rule.type.id == text.id else { return }
    do throws(PatternError) {
      result.notes += try rule.brokenExamples().map { "rule \(text.id): \($0)" }
    } catch {
      result.notes.append("rule \(text.id): its examples could not be run: \(error)")
    }
  }

  private static func texts(_ node: Node?) -> [String] { node?.sequence?.compactMap(\.string) ?? [] }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
