import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct SARIFMergeTests {
  private func log(_ findings: [Finding], category: String? = nil, version: String = "1.2.3") throws
    -> [UInt8]
  {
    var report = ReportSamples.report(findings)
    report.tool = Report.Tool(name: "imgcheck", version: version)
    var options = ReportSamples.options
    options.category = category
    return Array(try SARIFReport.render(report, options).utf8)
  }

  private func merge(_ logs: [UInt8]...) throws -> JSON {
    let text = try SARIFMerge.merge(logs.enumerated().map { ("\($0).sarif", $1) })
    #expect(try SARIFCheck(text).problems == [])
    return try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  private func results(_ log: JSON) -> [[JSON]] {
    (log["runs"]?.elements ?? []).map { $0["results"]?.elements ?? [] }
  }

  @Test func runsOfOneCategoryBecomeOne() throws {
    let low = ReportSamples.finding(1, severity: .low)
    let merged = try merge(log([low]), log([ReportSamples.finding(2)]))
    #expect(results(merged).map(\.count) == [2])
    #expect(results(merged)[0].map { $0["level"] } == ["error", "note"], "the worst first")
    #expect(merged["runs"]?.elements.first?["invocations"]?.elements.first?["exitCode"] == 1)
  }

  @Test func whatBothSayIsSaidOnce() throws {
    let same = try log([ReportSamples.finding(1)])
    #expect(results(try merge(same, same)).map(\.count) == [1])
  }

  @Test func runsOfDifferentCategoriesStayRuns() throws {
    let merged = try merge(
      log([ReportSamples.finding(1)], category: "a"), log([ReportSamples.finding(1)], category: "b"))
    #expect(results(merged).map(\.count) == [1, 1])
  }

  @Test func rulesOfBothAreListedAndIndexesFollow() throws {
    let other = Finding(
      rule: "secret-own", severity: .high, confidence: .firm, message: "m.", fix: "f.",
      fingerprint: Fingerprint(parts: ["x"]), location: ReportSamples.finding().location)
    let merged = try merge(log([other]), log([ReportSamples.finding(2)]))
    let rules = merged["runs"]?.elements.first?["tool"]?["driver"]?["rules"]?.elements
    #expect(rules?.map { $0["id"] } == ["layer-sample", "secret-own"])
  }

  @Test func moreThanAServiceKeepsIsCountedAgain() throws {
    let merged = try merge(
      log((0..<2_600).map { ReportSamples.finding($0) }),
      log((2_600..<5_200).map { ReportSamples.finding($0) }))
    #expect(results(merged).map(\.count) == [5_000])
    let text = merged["runs"]?.elements.first?["invocations"]?.elements.first?["toolExecutionNotifications"]
    #expect(text?.elements.first?["message"]?["text"] == "200 findings of lower severity are not listed.")
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    let foreign = Array(
      #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"other"}},"results":[],"x":[1.5,null,true]}]}"#
        .utf8)
    #expect(throws: SARIFMerge.Failure.self) { try SARIFMerge.merge([("a", foreign), ("b", foreign)]) }
    let alone = try SARIFMerge.merge([("a", foreign), ("b", log([]))])
    #expect(alone.contains("1.5") && alone.contains("null"), "another tool's run stays as it is")
    #expect(throws: SARIFMerge.Failure.self) {
      try SARIFMerge.merge([("a", log([], version: "1.0.0")), ("b", log([], version: "2.0.0"))])
    }
    let many = try (0..<21).map { ("\($0)", try log([], category: "c\($0)")) }
    #expect(throws: SARIFMerge.Failure.self) { try SARIFMerge.merge(many) }
    for text in ["", "[]", "{\"runs\":1}", "{\"runs\":[],\"version\":\"1.0.0\"}"] {
      #expect(throws: SARIFMerge.Failure.self) { try SARIFMerge.merge([("a", Array(text.utf8))]) }
    }
  }
}
