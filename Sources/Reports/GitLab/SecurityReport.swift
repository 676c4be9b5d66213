import Findings

/// The report as GitLab's `sast` security report, schema 15.0.7, which all GitLab since 15.0 take.
///
/// The other types of security report are about packages or commits; this one is about files and lines.
package struct SecurityReport {
  private static let schemaVersion = "15.0.7"
  // The longest texts that the schema takes, in characters.
  private static let longestName = 255
  private static let longestDescription = 100_000
  private static let longestSolution = 7_000

  private let report: Report
  private let options: RenderOptions
  private let rules: [String: RuleDescription]

  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    let rules = Dictionary(
      options.rules(for: report).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return try JSONText.render(SecurityReport(report: report, options: options, rules: rules).document)
  }

  private var document: JSON {
    [
      "version": .text(Self.schemaVersion),
      "scan": scan,
      "vulnerabilities": .list(report.findings.map(vulnerability)),
    ]
  }

  private var scan: JSON {
    let tool: JSON = [
      "id": .text(report.tool.name), "name": .text(report.tool.name), "version": .text(report.tool.version),
      "url": "https://github.com/imgcheck/imgcheck", "vendor": ["name": "imgcheck"],
    ]
    let time = (options.date(of: report) ?? .unknown).withoutZone
    let messages = report.incomplete.map { problem -> JSON in
      [
        "level": "fatal",
        "value": .text("Not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))"),
      ]
    }
    let scan: JSON = [
      "type": "sast", "analyzer": tool, "scanner": tool, "start_time": .text(time), "end_time": .text(time),
      "status": report.incomplete.isEmpty ? "success" : "failure",
    ]
    return messages.isEmpty ? scan : scan.with("messages", .list(messages))
  }

  private func vulnerability(_ finding: Finding) -> JSON {
    let place = FindingPlace(finding.location, options.checkout)
    let message = SafeText.show(finding.message)
    let rule = rules[finding.rule]
    var location: JSON = ["file": .text(place.path), "start_line": .number(place.line)]
    if let end = finding.location.endLine {
      location = location.with("end_line", .number(max(end, place.line)))
    }
    return [
      "id": .text(ContentID(["gitlab", finding.fingerprint.text]).text),
      "name": .text(cut(SafeText.show(rule?.summary ?? finding.rule), Self.longestName)),
      "description": .text(
        cut("\(message)\n\nAt \(place.title). \(SafeText.show(rule?.why ?? ""))", Self.longestDescription)),
      "severity": .text(finding.severity.gitLab),
      "solution": .text(cut(SafeText.show(finding.fix), Self.longestSolution)),
      "location": location,
      "identifiers": .list(identifiers(finding, rule)),
    ]
  }

  /// Identifiers of one finding that GitLab takes.
  private static let mostIdentifiers = 20

  /// The rule first, by which GitLab tells one finding from another, then its weaknesses, then the other rules that found
  /// the same.
  private func identifiers(_ finding: Finding, _ rule: RuleDescription?) -> [JSON] {
    let weaknesses = (rule?.references ?? []).compactMap { reference -> JSON? in
      guard case .cwe(let number) = reference, let url = reference.url else { return nil }
      return [
        "type": "cwe", "name": .text(reference.title), "value": .text(String(number)), "url": .text(url),
      ]
    }
    let others = (finding.alsoRules ?? []).map { identifier($0, rules[$0]) }
    return Array(([identifier(finding.rule, rule)] + weaknesses + others).prefix(Self.mostIdentifiers))
  }

  private func identifier(_ id: String, _ rule: RuleDescription?) -> JSON {
    let text = SafeText.show(id)
    let identifier: JSON = ["type": "imgcheck_rule", "name": .text(text), "value": .text(text)]
    return identifier.with("url", (rule?.helpURL).map { .text($0) })
  }

  private func cut(_ text: String, _ longest: Int) -> String {
    let text = text.isEmpty ? "-" : text
    return text.unicodeScalars.count <= longest
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest - 1))) + "…"
  }
}

extension Severity {
  /// GitLab's words.
  fileprivate var gitLab: String {
    switch self {
    case .note: "Info"
    case .low: "Low"
    case .medium: "Medium"
    case .high: "High"
    case .critical: "Critical"
    }
  }
}
