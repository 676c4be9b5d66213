import Findings
import Reports
import TestSupport
import Testing

struct CSVReportTests {
  /// Reads a table as RFC 4180 has it.
  private func rows(_ report: Report, showsSuppressed: Bool = false) throws -> [[String]] {
    var options = ReportSamples.options
    options.showsSuppressed = showsSuppressed
    let text = CSVReport.render(report, options)
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let scalar = characters.popFirst() {
      let last = rows.count - 1
      switch scalar {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        rows[last][rows[last].count - 1] += "\""
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[last].append("")
      case "\r" where !isQuoted:
        try #require(characters.popFirst() == "\n", "rows end in CR LF")
        rows.append([""])
      default: rows[last][rows[last].count - 1].unicodeScalars.append(scalar)
      }
    }
    try #require(!isQuoted && rows.removeLast() == [""])
    return rows
  }

  @Test func eachFindingIsARowUnderTheColumns() throws {
    let rows = try rows(ReportSamples.report([ReportSamples.finding(), ReportSamples.composeFinding()]))
    #expect(rows.count == 3)
    #expect(Set(rows.map(\.count)).count == 1)
    #expect(rows[0].prefix(4) == ["kind", "severity", "confidence", "rule"])
    #expect(rows[1].contains("/srv/app/a b"))
    #expect(rows[2].contains("deploy/compose.yaml"))
  }

  @Test func anEmptyReportHasColumnsAndWhatWasNotCheckedHasRows() throws {
    #expect(try rows(ReportSamples.report([])).count == 1)
    let report = ReportSamples.report([], incomplete: [Incomplete(what: "a", why: "b")])
    #expect(try rows(report).last?.prefix(5) == ["not checked", "", "", "", "a: b"])
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}1"]) func aFormulaIsText(text: String) throws {
    let rows = try rows(ReportSamples.report([ReportSamples.finding(message: text)]))
    #expect(rows[1].contains("'" + text))
  }

  @Test func hostileTextStaysInItsCell() throws {
    let rows = try rows(ReportSamples.hostileReport, showsSuppressed: true)
    #expect(rows.count == 5)
    #expect(Set(rows.map(\.count)).count == 1)
    #expect(rows.last?.first == "not checked")
    #expect(rows[3].first == "suppressed")
  }
}
