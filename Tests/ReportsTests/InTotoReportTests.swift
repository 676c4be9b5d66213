import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct InTotoReportTests {
  private func statement(_ report: Report) throws -> JSON {
    try JSONDecoder().decode(
      JSON.self, from: Data(InTotoReport.render(report, ReportSamples.options).utf8))
  }

  private func report(_ findings: [Finding], incomplete: [Incomplete] = []) -> Report {
    var report = ReportSamples.report(findings, incomplete: incomplete)
    report.images = [ReportSamples.image()]
    return report
  }

  @Test func theSubjectIsTheImageByItsDigest() throws {
    let statement = try statement(report([]))
    #expect(statement["_type"] == "https://in-toto.io/Statement/v1")
    #expect(statement["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1")
    let subject = statement["subject"]?.elements.first
    #expect(subject?["digest"] == ["sha256": .text(String(repeating: "ab", count: 32))])
    #expect(subject?["mediaType"] == "application/vnd.oci.image.manifest.v1+json")
  }

  @Test func aConfigsDigestIsNotTakenForAManifests() throws {
    var report = report([])
    report.images[0].digestOf = "config"
    #expect(
      try statement(report)["subject"]?.elements.first?["mediaType"]
        == "application/vnd.oci.image.config.v1+json")
  }

  @Test func composeFilesAreSubjectsToo() throws {
    var report = ReportSamples.report([])
    var project = ComposeSummary(files: ["compose.yaml"], name: "app", services: [])
    project.digests = ["compose.yaml": "sha256:" + String(repeating: "0", count: 64)]
    report.compose = [project]
    #expect(try statement(report)["subject"]?.elements.map { $0["name"] } == ["compose.yaml"])
    #expect(try statement(report)["predicate"]?["passedTests"] == [], "a rule about layers was not run")
  }

  @Test func theResultIsTheVerdicts() throws {
    let cases: [(Report, JSON, JSON)] = [
      (report([]), "PASSED", "passedTests"),
      (report([ReportSamples.finding(severity: .low)]), "WARNED", "warnedTests"),
      (report([ReportSamples.finding()]), "FAILED", "failedTests"),
    ]
    for (report, result, list) in cases {
      let predicate = try statement(report)["predicate"]
      #expect(predicate?["result"] == result)
      for name in ["passedTests", "warnedTests", "failedTests"] {
        #expect(predicate?[name] == (list.string == name ? ["layer-sample"] : []), "\(result) \(name)")
      }
    }
  }

  @Test func aRuleThatIsTurnedOffHasNotPassed() throws {
    var report = report([])
    report.disabledRules = ["layer-sample"]
    #expect(try statement(report)["predicate"]?["passedTests"] == [])
    let suites = JUnitReport.render(report, ReportSamples.options)
    #expect(!suites.contains("<testcase"))
  }

  @Test func aRuleWhoseFindingIsSuppressedHasNotPassed() throws {
    var report = report([])
    report.suppressed = [ReportSamples.finding()]
    let predicate = try statement(report)["predicate"]
    #expect(predicate?["result"] == "PASSED")
    for name in ["passedTests", "warnedTests", "failedTests"] { #expect(predicate?[name] == [], "\(name)") }
    #expect(!JUnitReport.render(report, ReportSamples.options).contains("<testcase"))
  }

  @Test func ofWhatWasNotCheckedNothingPassed() throws {
    let predicate = try statement(report([], incomplete: [Incomplete(what: "layer 1", why: "x")]))[
      "predicate"]
    #expect(predicate?["result"] == "FAILED")
    #expect(predicate?["passedTests"] == [])
    #expect(predicate?["failedTests"] == ["not checked: layer 1"])
  }
}
