import Findings

extension Report {
  /// The report with the findings of a severity or worse, and a note on how many it leaves out. Verdict and counts stay those of
  /// all findings.
  package func showing(_ severity: Severity) -> Report {
    let left = findings.filter { $0.severity < severity }
    guard !left.isEmpty else { return self }
    var report = self
    report.findings = findings.filter { $0.severity >= severity }
    report.suppressed = suppressed.map { $0.filter { $0.severity >= severity } }
    let failing = left.count { $0.severity >= summary.failOn }
    report.notes.append(
      "\(SummaryLine.count(left.count, "finding")) below \(severity.rawValue) \(left.count == 1 ? "is" : "are") not shown (--severity)"
        + (failing > 0 ? "; \(failing) of them at or above \(summary.failOn.rawValue)" : ""))
    return report
  }
}
