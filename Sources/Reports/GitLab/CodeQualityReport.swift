import Findings

/// The report as GitLab's Code Quality JSON: a list of remarks, each with a path and a line.
package enum CodeQualityReport {
  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    try JSONText.render(
      JSON.list(report.findings.map { remark($0, options.checkout) } + report.incomplete.map(remark)))
  }

  private static func remark(_ finding: Finding, _ checkout: Checkout) -> JSON {
    let place = FindingPlace(finding.location, checkout)
    let also = finding.alsoRules.map { " (also reported by \($0.joined(separator: ", ")))" } ?? ""
    return [
      "check_name": .text(SafeText.show(finding.rule)),
      "description": .text(SafeText.show(finding.message + also)),
      "fingerprint": .text(SafeText.show(finding.fingerprint.text)),
      "severity": .text(finding.severity.codeQuality),
      "location": ["path": .text(place.path), "lines": ["begin": .number(place.line)]],
    ]
  }

  /// What was not checked is a remark of its own, since an empty list would read as clean.
  private static func remark(_ problem: Incomplete) -> JSON {
    [
      "check_name": "not-checked",
      "description": .text("Not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))"),
      "fingerprint": .text(Fingerprint(parts: ["not-checked", problem.what, problem.why]).text),
      "severity": "blocker",
      "location": ["path": .text(SafeText.show(StablePath.of(problem.what))), "lines": ["begin": 1]],
    ]
  }
}

extension Severity {
  /// GitLab's five words.
  fileprivate var codeQuality: String {
    switch self {
    case .note: "info"
    case .low: "minor"
    case .medium: "major"
    case .high: "critical"
    case .critical: "blocker"
    }
  }
}
