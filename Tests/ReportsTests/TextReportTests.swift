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

  @Test func whatIsLowInOneFileIsFoldedUnlessAllIsAskedFor() {
    var findings = (0..<5).map { ReportSamples.finding($0, severity: .low, path: "/lib/a.so", line: $0 + 1) }
    findings.append(ReportSamples.finding(9, severity: .low, path: "/lib/b.so", line: 1))
    let report = ReportSamples.report(findings)
    #expect(text(report).ranges(of: "at layer 2 /lib/").count == 2)
    #expect(text(report).contains("and 4 more in the same file"))
    #expect(text(report).contains("LOW  6"))
    #expect(text(report, showAll: true).ranges(of: "at layer 2 /lib/").count == 6)
    #expect(!text(report, showAll: true).contains("more"))
    let worse = (0..<5).map { ReportSamples.finding($0, severity: .medium, path: "/lib/a.so", line: $0 + 1) }
    #expect(text(ReportSamples.report(worse)).ranges(of: "at layer 2 /lib/").count == 5)
  }

  @Test func manyRelatedPlacesAreCountedUnlessAllAreAskedFor() {
    var finding = ReportSamples.finding()
    finding.related = (0..<9).map {
      .init(location: ReportSamples.finding(path: "/f\($0)").location, message: "here")
    }
    finding.alsoRules = ["layer-other", "layer-third"]
    let report = ReportSamples.report([finding])
    #expect(text(report).ranges(of: "here (layer 2 /f").count == 6)
    #expect(text(report).contains("and 3 more places"))
    #expect(text(report).contains("also reported by layer-other, layer-third"))
    #expect(text(report, showAll: true).ranges(of: "here (layer 2 /f").count == 9)
    #expect(!text(report, showAll: true).contains("more places"))
  }

  @Test func manyNotesOfOneThingAreFoldedHereAloneAndOnlyUnlessAllAreAskedFor() throws {
    var report = ReportSamples.report([])
    let many = (0..<35).map { "shop:1: /srv/\($0).zip was not searched" }
    report.notes = many + ["the policy has environments"]
    #expect(text(report).ranges(of: "note: shop:1: /srv/").count == 20)
    #expect(text(report).contains("note: shop:1: and 15 more notes; --all lists them\n"))
    #expect(text(report).contains("note: the policy has environments"))
    #expect(text(report, showAll: true).ranges(of: "note: shop:1: /srv/").count == 35)
    #expect(!text(report, showAll: true).contains("--all lists"))
    let options = RenderOptions()
    for format in [try JSONReport.render(report), try SARIFReport.render(report, options)] {
      #expect(format.ranges(of: ".zip was not searched").count == 35)
    }
  }

  @Test func suppressedFindingsAreListedOnRequestWithTheirReason() {
    var report = ReportSamples.report([])
    report.suppressed = [ReportSamples.suppressed(.exception)]
    #expect(!text(report).contains("SUPPRESSED"))
    let shown = TextReport.render(report, isColoured: false, showsSuppressed: true)
    #expect(shown.contains("by exception: It is known. (until 2030-01-01)"))
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
