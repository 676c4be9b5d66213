import Findings

/// The findings as a table for people: one line each, the worst first, then what was not checked and a line with counts.
package enum TableReport {
  private static let columns = ["SEVERITY", "RULE", "PLACE", "MESSAGE"]
  /// The most that a column is padded to; longer cells push their line's rest to the right.
  private static let widest = 48

  package static func render(_ report: Report, _ options: RenderOptions, isColoured: Bool = false) -> String {
    let style = Style(isColoured: isColoured)
    let suppressed = options.showsSuppressed ? report.suppressed ?? [] : []
    let rows =
      report.findings.map { row($0, $0.severity.rawValue, options) }
      + suppressed.map { row($0, "suppressed", options) }
      + report.incomplete.map { ["not checked", "", SafeText.show($0.what), SafeText.show($0.why)] }
    let widths = (0..<columns.count - 1).map { column in
      min(widest, (rows + [columns]).map(\.[column].count).max() ?? 0)
    }
    var lines: [String] = rows.isEmpty ? [] : [style.dim(line(columns, widths))]
    for (number, row) in rows.enumerated() {
      let text = line(row, widths)
      guard number < report.findings.count else {
        lines.append(text)
        continue
      }
      // The severity is painted after it was padded, as colours take no room.
      let cell = text.prefix(widths[0])
      lines.append(style.severity(String(cell), report.findings[number].severity) + text.dropFirst(widths[0]))
    }
    if !rows.isEmpty { lines.append("") }
    for note in FoldedNotes.of(report.allNotes, showAll: false) {
      lines.append(style.dim("note: " + SafeText.show(note)))
    }
    lines.append(SummaryLine.text(report))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ finding: Finding, _ severity: String, _ options: RenderOptions) -> [String] {
    let words = finding.suppression?.words ?? ""
    return [
      severity, SafeText.show(finding.rule), FindingPlace(finding.location, options.checkout).title,
      SafeText.show(finding.message + (words.isEmpty ? "" : " (suppressed: \(words))")),
    ]
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
    return (padded + cells.suffix(1)).joined(separator: "  ")
  }
}
