import Findings
import Reports
import TestSupport
import Testing

struct MarkdownReportTests {
  private func text(_ report: Report, showsSuppressed: Bool = false) -> String {
    var options = ReportSamples.options
    options.showsSuppressed = showsSuppressed
    return MarkdownReport.render(report, options)
  }

  @Test func theVerdictStandsFirst() {
    #expect(text(ReportSamples.report([])).hasPrefix("## imgcheck: ✅ PASS\n\nno findings."))
    #expect(text(ReportSamples.report([ReportSamples.finding()])).hasPrefix("## imgcheck: ❌ FAIL\n"))
    let unread = ReportSamples.report([], incomplete: [Incomplete(what: "layer 1", why: "is absent")])
    #expect(text(unread).hasPrefix("## imgcheck: ⚠️ INCOMPLETE\n"))
    #expect(text(unread).contains("- <code>layer 1</code>: is absent"))
  }

  @Test func aFindingIsARowOfFourCells() throws {
    let rows = text(ReportSamples.report([ReportSamples.finding()])).split(separator: "\n").filter {
      $0.hasPrefix("| <code>layer-sample")
    }
    #expect(
      rows == [
        "| <code>layer-sample</code> | It is there. | <code>registry.example.org/team/app layer 2 /srv/app/a b</code> | Do nothing. |"
      ])
  }

  @Test func noTextEndsACellOrBecomesMarkup() {
    let text = text(ReportSamples.hostileReport, showsSuppressed: true)
    #expect(!text.contains("<script"))
    #expect(!text.contains("[t]("))
    #expect(!text.contains("http://"))
    #expect(!text.contains("@x"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") && $0.contains("gpj") }
    #expect(!rows.isEmpty)
    for row in rows {
      var cells = 0
      var isEscaped = false
      for character in row {
        if character == "|", !isEscaped { cells += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      #expect(cells == 5 || cells == 4, "\(cells) ends of cells: \(row)")
    }
  }

  @Test func aSummaryStaysUnderItsLimitAndSaysWhatIsLeftOut() throws {
    let long = String(repeating: "| long <words> ", count: 40)
    let findings = Severity.allCases.reversed().flatMap { severity in
      (0..<400).map { ReportSamples.finding($0, severity: severity, message: "\(severity) \($0). \(long)") }
    }
    let text = text(ReportSamples.report(findings))
    #expect(text.utf8.count < 1 << 20)
    let rows = text.split(separator: "\n").count { $0.hasPrefix("| <code>layer-sample") }
    #expect(rows > 500 && rows < 2_000)
    #expect(text.contains("**\(2_000 - rows) more findings not shown here**"))
    #expect(text.contains("critical 399."))
    #expect(!text.contains("note 0."), "the worst go first")
    #expect(text.ranges(of: "<details").count == text.ranges(of: "</details>").count)
  }

  @Test func noListCanFillTheSummary() {
    let problem = Incomplete(
      what: String(repeating: "&", count: 5_000), why: String(repeating: "\u{1}", count: 5_000))
    var report = ReportSamples.report(
      [ReportSamples.finding()], incomplete: Array(repeating: problem, count: 60))
    report.notes = Array(repeating: String(repeating: "|", count: 5_000), count: 60)
    report.images = Array(
      repeating: ReportSamples.image(name: String(repeating: "`", count: 5_000)), count: 60)
    let text = text(report)
    #expect(text.utf8.count < 300_000)
    #expect(text.ranges(of: " more").count == 3)
    #expect(text.contains("It is there."))
  }

  @Test func oneMessageCannotFillTheSummary() {
    let text = text(
      ReportSamples.report([ReportSamples.finding(message: String(repeating: "&", count: 3_000_000))]))
    #expect(text.utf8.count < 20_000)
    #expect(text.contains("…"))
  }

  @Test func suppressedFindingsAreShownOnRequest() {
    var report = ReportSamples.report([])
    report.suppressed = [ReportSamples.suppressed(.exception)]
    #expect(!text(report).contains("Suppressed"))
    #expect(text(report, showsSuppressed: true).contains("(suppressed: It is known. (until 2030-01-01))"))
  }
}
