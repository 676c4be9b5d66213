import Findings
import Reports
import TestSupport
import Testing

/// The table for people.
@Suite struct TableReportTests {
  @Test func `each finding is one line, in columns`() throws {
    let report = ReportSamples.hostileReport
    let lines = TableReport.render(report, RenderOptions()).split(
      separator: "\n", omittingEmptySubsequences: false)
    let rows = lines.prefix { !$0.isEmpty }
    #expect(rows.count == 1 + report.findings.count + report.incomplete.count)
    #expect(rows[0].hasPrefix("SEVERITY"))
    for (row, finding) in zip(rows.dropFirst(), report.findings) {
      #expect(row.hasPrefix(finding.severity.rawValue), "\(row)")
    }
    let column = try #require(rows[0].firstRange(of: "RULE")).lowerBound.utf16Offset(in: rows[0])
    #expect(
      rows.dropFirst().prefix(report.findings.count).allSatisfy { $0.dropFirst(column - 1).first == " " })
  }

  @Test func `no control character gets through`() {
    let text = TableReport.render(ReportSamples.hostileReport, RenderOptions())
    #expect(!text.contains("\u{1b}") && !text.contains("\r"))
  }

  @Test func `a clean run is one line`() {
    let report = Report(
      tool: Report.Tool(name: "imgcheck", version: "1"),
      summary: Report.Summary([], failOn: .high, isComplete: true))
    #expect(TableReport.render(report, RenderOptions()) == "no findings\n")
  }
}
