import Findings

/// The report as SARIF 2.1.0 (OASIS), in the subset that code scanning services show well.
///
/// A service keys alerts on rule, path and fingerprint; so paths hold the image's stable name and never a tag or
/// a digest, and all rules are listed, not only those that fired.
package struct SARIFReport {
  /// Results that GitHub keeps of one run; of more, the worst are written and the rest is counted.
  static let maximumResults = 5_000

  let report: Report
  let rules: [RuleDescription]
  let taxonomy: SARIFTaxonomy

  /// `rules` are all rules that ran.
  package static func render(_ report: Report, rules: [RuleDescription]) throws -> String {
    try JSONText.render(SARIFReport(report: report, rules: rules, taxonomy: SARIFTaxonomy(rules)).log)
  }

  private var log: JSON {
    [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [run],
    ]
  }

  private var run: JSON {
    let indexes = Dictionary(
      rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let results = report.findings.prefix(Self.maximumResults).map { result($0, indexes) }
    let run: JSON = [
      "tool": ["driver": driver],
      "taxonomies": .list(taxonomy.taxonomies),
      "invocations": [invocation],
      "originalUriBaseIds": [
        "%SRCROOT%": [
          "description": ["text": "The root of the checkout; image paths start with the image's name."]
        ]
      ],
      "columnKind": "unicodeCodePoints",
      "results": .list(results),
    ]
    let provenance: JSON = [
      ["repositoryUri": "https://github.com/imgcheck/imgcheck", "mappedTo": ["uriBaseId": "%SRCROOT%"]]
    ]
    return run.with("versionControlProvenance", provenance)
  }

  private var driver: JSON {
    [
      "name": .text(report.tool.name),
      "fullName": "imgcheck container image and compose checker",
      "version": .text(report.tool.version),
      "semanticVersion": .text(report.tool.version),
      "informationUri": "https://github.com/imgcheck/imgcheck",
      "supportedTaxonomies": .list(taxonomy.references),
      "rules": .list(rules.map(descriptor)),
    ]
  }

  /// Findings are no failure of the tool; what could not be checked is a notification.
  private var invocation: JSON {
    let left = report.findings.count - Self.maximumResults
    var notifications = report.incomplete.map { Self.notification("\($0.what): \($0.why)", level: "error") }
    if left > 0 {
      notifications.append(
        Self.notification("\(left) findings of lower severity are not listed.", level: "note"))
    }
    let invocation: JSON = ["executionSuccessful": true, "exitCode": .number(report.exitCode)]
    return notifications.isEmpty
      ? invocation : invocation.with("toolExecutionNotifications", .list(notifications))
  }

  private static func notification(_ text: String, level: String) -> JSON {
    ["level": .text(level), "message": ["text": .text(text)]]
  }

  private func descriptor(_ rule: RuleDescription) -> JSON {
    let text = rule.why.hasSuffix(".") ? rule.why : rule.why + "."
    return [
      "id": .text(rule.id),
      "name": .text(rule.name),
      "shortDescription": ["text": .text(rule.summary)],
      "fullDescription": ["text": .text(String(text.prefix(1_024)))],
      "help": ["text": .text("\(text)\n\n\(rule.fix)"), "markdown": .text(RulePage.markdown(rule))],
      "helpUri": .text("https://github.com/imgcheck/imgcheck/blob/main/docs/rules/\(rule.id).md"),
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

  private func result(_ finding: Finding, _ indexes: [String: Int]) -> JSON {
    let place = SARIFPlace(finding.location)
    let result: JSON = [
      "ruleId": .text(finding.rule),
      "level": .text(finding.severity.level),
      "kind": "fail",
      "message": [
        "text": .text(finding.message),
        "id": "default",
        "arguments": [.text(place.title), .text(finding.message)],
      ],
      "locations": [place.location],
      "partialFingerprints": [
        "primaryLocationLineHash": .text(finding.fingerprint.lineHash),
        "imgcheckFinding/v1": .text(finding.fingerprint.text),
      ],
      "properties": properties(finding),
    ]
    let related = finding.related.enumerated().map { index, related in
      SARIFPlace(related.location).location.with("id", .number(index + 1))
        .with("message", ["text": .text(related.message)])
    }
    return result.with("ruleIndex", indexes[finding.rule].map { .number($0) })
      .with("relatedLocations", related.isEmpty ? nil : .list(related))
      .with("fixes", finding.edits.map { .list([SARIFFix($0, description: finding.fix).fix]) })
  }

  private func properties(_ finding: Finding) -> JSON {
    JSON.object([
      "severity": .text(finding.severity.rawValue), "confidence": .text(finding.confidence.rawValue),
    ])
    .with("fix", .text(finding.fix))
    .with("state", finding.state.map { .text($0.rawValue) })
    .with("origin", finding.origin.map { .text($0.rawValue) })
    .with("layer", finding.location.layer.map { .number($0) })
    .with("diffID", finding.location.diffID.map { .text($0) })
    .with("instruction", finding.location.instruction.map { .text($0) })
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

extension Fingerprint {
  /// The form in which GitHub writes its own line hashes: hexadecimal digits, a colon and a count.
  var lineHash: String {
    let parts = text.split(separator: "-")
    return "\(parts[0].prefix(16)):\(parts.count > 1 ? parts[1] : "1")"
  }
}
