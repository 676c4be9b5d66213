import Findings
import Reports
import TestSupport
import Testing

struct TextReportTests {
  private func text(_ report: Report, showAll: Bool = false) -> String {
    TextReport.render(report, isColoured: false, showAll: showAll)
  }

  @Test func theVerdictStandsFirstAndTheCountsLast() {
    let lines = text(ReportSamples.report([ReportSamples.finding()])).split(separator: "\n")
    #expect(lines.first == "FAIL  1 finding at or above high")
    #expect(lines.last == "1 finding: 1 high")
  }

  @Test func nothingFoundIsAPass() {
    let lines = text(ReportSamples.report([])).split(separator: "\n")
    #expect(lines.first == "PASS  nothing at or above high")
    #expect(lines.last == "no findings")
  }

  @Test func findingsBelowTheThresholdPass() {
    let report = ReportSamples.report([ReportSamples.finding(severity: .low)])
    #expect(text(report).hasPrefix("PASS"))
    #expect(report.exitCode == 0)
  }

  @Test func whatCouldNotBeCheckedIsNeverAPass() {
    let report = ReportSamples.report([], incomplete: [Incomplete(what: "layer 1", why: "is absent")])
    #expect(text(report).hasPrefix("INCOMPLETE"))
    #expect(text(report).contains("layer 1: is absent"))
    #expect(report.exitCode == 3)
  }

  @Test func incompleteGoesBeforeFailing() {
    let report = ReportSamples.report(
      [ReportSamples.finding()], incomplete: [Incomplete(what: "a", why: "b")])
    #expect(report.exitCode == 3)
    #expect(
      text(report).hasPrefix("INCOMPLETE  not everything could be checked, and 1 finding at or above high"))
  }

  @Test func oneRemedyServesAllPlacesOfARule() {
    let findings = (0..<3).map { ReportSamples.finding($0, path: "/f\($0)") }
    let text = text(ReportSamples.report(findings))
    #expect(text.ranges(of: "fix: Do nothing.").count == 1)
    #expect(text.ranges(of: "at layer 2 /f").count == 3)
  }

  @Test func manyPlacesAreCountedUnlessAllAreAskedFor() {
    let findings = (0..<14).map { ReportSamples.finding($0, path: "/f\($0)") }
    #expect(text(ReportSamples.report(findings)).contains("and 4 more"))
    #expect(!text(ReportSamples.report(findings), showAll: true).contains("more"))
  }

  @Test func suppressedFindingsAreListedOnRequestWithTheirReason() {
    var report = ReportSamples.report([])
    report.suppressed = [ReportSamples.suppressed(.exception)]
    #expect(!text(report).contains("SUPPRESSED"))
    let shown = TextReport.render(report, isColoured: false, showsSuppressed: true)
    #expect(shown.contains("by exception until 2030-01-01: It is known."))
    #expect(shown.hasPrefix("PASS"))
  }

  @Test func textOfAnImageReachesNoTerminalAndNoCommandReader() {
    let message = "\u{1b}[31m\n::error::x ##[command] \u{202e}."
    let text = text(ReportSamples.report([ReportSamples.finding(message: message)]))
    #expect(!text.contains("\u{1b}"))
    #expect(!text.contains("::"))
    #expect(!text.contains("##["))
    #expect(!text.contains("\u{202e}"))
  }

  @Test func coloursAreEscapesAndNothingElse() {
    let report = ReportSamples.report([ReportSamples.finding()])
    let coloured = TextReport.render(report, isColoured: true)
    #expect(coloured.contains("\u{1b}[1;31mFAIL\u{1b}[0m"))
    #expect(coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "") == text(report))
  }
}
