import Findings

/// A rule in SARIF's terms: a `reportingDescriptor` (section 3.49) with the properties that GitHub reads.
struct SARIFRule {
  let descriptor: JSON

  /// The longest descriptions that GitHub takes, in characters.
  private static let longestDescription = 1_024

  init(_ rule: RuleDescription, _ taxonomy: SARIFTaxonomy) {
    let rule = rule.shown
    let text = rule.why.hasSuffix(".") ? rule.why : rule.why + "."
    descriptor = [
      "id": .text(rule.id),
      "name": .text(Self.name(rule)),
      "shortDescription": ["text": .text(Self.cut(rule.summary))],
      "fullDescription": ["text": .text(Self.cut(text))],
      "help": [
        "text": .text(SARIFText.plain(text) + "\n\n" + SARIFText.plain(rule.fix)),
        "markdown": .text(RulePage.markdown(rule)),
      ],
      "helpUri": .text(rule.helpURL),
      "defaultConfiguration": ["level": .text(rule.severity.level)],
      "messageStrings": ["default": ["text": "At '{0}': '{1}'."]],
      "relationships": .list(taxonomy.relationships(rule)),
      "properties": [
        "tags": .list(taxonomy.tags(rule)),
        "precision": .text(rule.confidence.precision),
        "security-severity": .text(rule.severity.securitySeverity),
        "problem.severity": .text(rule.severity.level == "note" ? "recommendation" : rule.severity.level),
      ],
    ]
  }

  private static func cut(_ text: String) -> String {
    let text = SARIFText.plain(text)
    return text.count <= longestDescription ? text : text.prefix(longestDescription - 1) + "…"
  }

  /// In Pascal case, which the ids of users' own rules need not give.
  private static func name(_ rule: RuleDescription) -> String {
    let words = rule.id.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

extension RuleDescription {
  /// With all that is not fit to be shown made visible: users bring rules of their own.
  fileprivate var shown: RuleDescription {
    func show(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.show(String($0)) }.joined(
        separator: "\n")
    }
    return RuleDescription(
      id: SafeText.show(id), summary: show(summary), why: show(why), fix: show(fix), severity: severity,
      confidence: confidence, references: references)
  }

  /// The rule's page.
  var helpURL: String {
    "https://github.com/imgcheck/imgcheck/blob/main/docs/rules/\(SafeText.percentEncode(Array(id.utf8))).md"
  }
}

extension Severity {
  /// The SARIF level (section 3.27.10).
  var level: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .note: "note"
    }
  }

  /// GitHub's `security-severity`: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low.
  var securitySeverity: String {
    switch self {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .note: "1.0"
    }
  }
}

extension Confidence {
  /// GitHub's `precision`.
  var precision: String {
    switch self {
    case .certain: "very-high"
    case .firm: "high"
    case .tentative: "medium"
    }
  }
}
