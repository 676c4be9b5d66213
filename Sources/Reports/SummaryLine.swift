import Findings

/// What a run comes to, in one line: `1 image, 12 findings: 2 high, 10 low; 1 not checked`.
enum SummaryLine {
  static func text(_ report: Report) -> String {
    let counts = Severity.allCases.reversed().compactMap { severity in
      let count = report.summary.bySeverity[severity.rawValue] ?? 0
      return count > 0 ? "\(count) \(severity.rawValue)" : nil
    }
    let total = report.summary.total
    let found = total == 0 ? "no findings" : "\(count(total, "finding")): \(counts.joined(separator: ", "))"
    let rest = report.incomplete.isEmpty ? "" : "; \(report.incomplete.count) not checked"
    let checked = [(report.images.count, "image"), (report.compose.count, "compose project")]
    return (checked.filter { $0.0 > 0 }.map(count) + [found]).joined(separator: ", ") + rest
  }

  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
