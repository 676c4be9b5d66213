import Findings

/// The findings as a table (RFC 4180): one row each, then one for everything that could not be checked.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, by which spreadsheets know text.
package enum CSVReport {
  static let columns = [
    "kind", "severity", "confidence", "rule", "message", "fix", "image", "layer", "path", "key", "file",
    "line", "column", "instruction", "origin", "state", "bytes", "fingerprint", "reason", "alsoRules",
    "until", "owner", "ticket",
  ]

  package static func render(_ report: Report, _ options: RenderOptions) -> String {
    let suppressed = options.showsSuppressed ? report.suppressed ?? [] : []
    let rows =
      [columns] + report.findings.map { row($0, "finding") } + suppressed.map { row($0, "suppressed") }
      + report.incomplete.map { row($0) }
    return rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func row(_ finding: Finding, _ kind: String) -> [String] {
    let place = finding.location
    return [
      kind, finding.severity.rawValue, finding.confidence.rawValue, finding.rule, finding.message,
      finding.fix,
      place.imageTitle ?? "", number(place.layer), place.path ?? "", place.key ?? "", place.file ?? "",
      number(place.line), number(place.column), place.instruction ?? "", finding.origin?.rawValue ?? "",
      finding.state?.rawValue ?? "", finding.bytes == 0 ? "" : String(finding.bytes),
      finding.fingerprint.text, finding.suppression?.reason ?? "",
      (finding.alsoRules ?? []).joined(separator: " "), finding.suppression?.until ?? "",
      finding.suppression?.owner ?? "", finding.suppression?.ticket ?? "",
    ]
  }

  private static func row(_ problem: Incomplete) -> [String] {
    columns.map { column in
      switch column {
      case "kind": "not checked"
      case "message": "\(problem.what): \(problem.why)"
      default: ""
      }
    }
  }

  private static func number(_ value: Int?) -> String { value.map(String.init) ?? "" }

  private static func cell(_ text: String) -> String {
    var shown = SafeText.show(text)
    if let first = shown.unicodeScalars.first,
      "=+-@|\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars.contains(first)
    {
      shown = "'" + shown
    }
    guard shown.contains(where: { $0 == "," || $0 == "\"" || $0 == "'" || $0 == " " }) else { return shown }
    return "\"" + shown.replacing("\"", with: "\"\"") + "\""
  }
}
