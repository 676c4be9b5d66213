import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct JSONReportTests {
  @Test func theContractsTopLevelIsThere() throws {
    let text = try JSONReport.render(ReportSamples.report([ReportSamples.finding()]))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let expected = [
      "schemaVersion", "tool", "images", "compose", "findings", "summary", "incomplete", "notes",
    ]
    #expect(Set(object.keys) == Set(expected))
    #expect(object["schemaVersion"] as? String == "1.3")
  }

  @Test func aReportReadsBackAsItWas() throws {
    let report = ReportSamples.report([ReportSamples.finding()])
    let again = try JSONDecoder().decode(Report.self, from: Data(JSONReport.render(report).utf8))
    #expect(try JSONReport.render(again) == JSONReport.render(report))
  }

  @Test func commandsOfCISystemsAreEscapedAndReadTheSame() throws {
    let text = try JSONReport.render(ReportSamples.report([ReportSamples.finding(message: "##[error]x.")]))
    #expect(!text.contains("##["))
    let again = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    #expect(again.findings.first?.message == "##[error]x.")
  }
}
