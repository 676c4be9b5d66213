import PatternScan
import TOML

/// Reads rules in gitleaks' TOML, with what betterleaks adds to it as far as it can be used.
///
/// Built-in types stay unless `extend.disabledRules` names them, whatever `extend.useDefault` says: a file of
/// one's own rules is no wish to find less.
enum GitleaksRules {
  /// `extended` gives the text of a file that `extend.path` names.
  static func read(_ text: String, extended: (String) throws -> String) throws -> UserRules {
    let table = try TOMLTable.read(text)
    var result = UserRules()
    if let extend = table["extend"]?.table {
      if let path = extend["path"]?.string { result = try read(extended(path), extended: { _ in "" }) }
      result.disabled.formUnion(extend.strings("disabledRules").map(RuleText.identifier))
    }
    for value in table.tables("rules") { add(value, to: &result) }
    for value in table.tables("allowlists") + table.tables("allowlist") {
      if let ignored = ignored(value, "the file's allowlist", &result.notes) {
        result.ignoredMatches.append(ignored)
      }
    }
    return result
  }

  private static func add(_ table: TOMLTable, to result: inout UserRules) {
    var rule = RuleText()
    let name = table["id"]?.string ?? "unnamed"
    rule.id = RuleText.identifier(name)
    rule.title = table["description"]?.string ?? name
    rule.entropy = table["entropy"]?.number ?? 0
    rule.conditions.secretGroup = table["secretGroup"]?.integer.flatMap { $0 == 0 ? nil : $0 }
    rule.conditions.keywords = table.strings("keywords").map { $0.lowercased() }
    if let path = table["path"]?.string { rule.conditions.path = expression(path, name, &result.notes) }
    for key in ["filter", "prefilter", "validate", "required", "skipReport"] where table[key] != nil {
      result.notes.append("rule \(name): '\(key)' is not used; the rule is kept without it")
    }
    for value in table.tables("allowlists") + table.tables("allowlist") {
      if let ignored = ignored(value, name, &result.notes) {
        rule.conditions.ignoredMatches.append(ignored)
      }
    }
    guard let pattern = table["regex"]?.string else {
      result.notes.append("rule \(name) is left out: it has no regex")
      return
    }
    rule.pattern = pattern
    result.add(rule)
  }

  private static func ignored(_ table: TOMLTable, _ name: String, _ notes: inout [String]) -> IgnoredMatches?
  {
    var ignored = IgnoredMatches()
    ignored.target = table["regexTarget"]?.string.flatMap(IgnoredMatches.Target.init(rawValue:)) ?? .secret
    ignored.needsAll = table["condition"]?.string?.uppercased() == "AND"
    ignored.stopWords = table.strings("stopwords").map { $0.lowercased() }
    ignored.rules = Set(table.strings("targetRules").map(RuleText.identifier))
    ignored.expressions = table.strings("regexes").compactMap { expression($0, name, &notes) }
    ignored.paths = table.strings("paths").compactMap { expression($0, name, &notes) }
    // One expression that is left out must not make an allowance wider.
    let isWhole =
      ignored.expressions.count == table.strings("regexes").count
      && ignored.paths.count == table.strings("paths").count
    return isWhole || !ignored.needsAll ? ignored : nil
  }

  private static func expression(_ text: String, _ name: String, _ notes: inout [String])
    -> ConfirmingExpression?
  {
    let expression = ConfirmingExpression(text, byLine: false)
    do throws(PatternError) {
      try expression.check()
      return expression
    } catch {
      notes.append("\(name): an expression is left out: \(error)")
      return nil
    }
  }
}
