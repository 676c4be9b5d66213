import Findings
import Reports
import TestSupport
import Testing

struct AnnotationsReportTests {
  private func lines(_ report: Report) -> [Substring] {
    AnnotationsReport.render(report, ReportSamples.options).split(separator: "\n")
  }

  @Test func aFindingInAFileNamesFileAndLine() {
    let lines = lines(ReportSamples.report([ReportSamples.composeFinding(file: "a,b:c.yaml")]))
    #expect(
      lines.first
        == "::warning file=a%2Cb%3Ac.yaml,line=4,endLine=4,col=5,title=medium%3A layer-sample::It is reached.%0AFix: Close it."
    )
  }

  @Test func aFindingInAnImageNamesItsPlaceInTheMessage() {
    let lines = lines(ReportSamples.report([ReportSamples.finding()]))
    #expect(
      lines.first
        == "::error title=high%3A layer-sample::At registry.example.org/team/app layer 2 /srv/app/a b: It is there.%0AFix: Do nothing."
    )
  }

  @Test func theWorstAreShownUnderTheCapsAndTheRestIsCounted() {
    let findings = Severity.allCases.reversed().flatMap { severity in
      (0..<20).map { ReportSamples.finding($0, severity: severity) }
    }
    let lines = lines(ReportSamples.report(findings, incomplete: [Incomplete(what: "a", why: "b")]))
    for level in ["error", "warning", "notice"] {
      #expect(lines.count { $0.hasPrefix("::\(level) ") } == 10, "\(level)")
    }
    #expect(lines.first?.hasPrefix("::error title=imgcheck%3A not everything could be checked::a: b") == true)
    #expect(lines.filter { $0.hasPrefix("::error title=critical") }.count == 9)
    #expect(lines.last?.contains("72 of them are not shown here.") == true, "\(lines.last ?? "")")
  }

  @Test func anEmptyReportIsASummary() {
    #expect(lines(ReportSamples.report([])) == ["::notice title=imgcheck%3A pass::no findings."])
  }

  @Test func eachLineIsOneCommandWhateverTheTextHolds() {
    let lines = lines(ReportSamples.hostileReport)
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.wholeMatch(of: /::(error|warning|notice) [^\r]*/) != nil)
      let parts = line.dropFirst(2).split(separator: "::", maxSplits: 1)
      let properties = parts[0].split(separator: " ", maxSplits: 1).last?.split(separator: ",") ?? []
      #expect(properties.allSatisfy { $0.wholeMatch(of: /(file|line|endLine|col|title)=[^:,]+/) != nil })
      #expect(!line.contains("%0A%3A"), "an escape of the text's own stays text")
    }
  }

  @Test func aLongMessageIsCutBeforeTheRunnerCutsIt() {
    let report = ReportSamples.report([
      ReportSamples.finding(message: String(repeating: "x", count: 10_000))
    ])
    #expect(!lines(report).isEmpty)
    #expect(lines(report).allSatisfy { $0.count < 4_096 + 100 })
  }
}
