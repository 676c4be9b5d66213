import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct SARIFReportTests {
  private func run(_ report: Report) throws -> [String: Any] {
    let text = try SARIFReport.render(report, rules: [ReportSamples.rule])
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ run: [String: Any]) throws -> [[String: Any]] {
    try #require(run["results"] as? [[String: Any]])
  }

  @Test func aCleanRunHasResultsAndAllRules() throws {
    let run = try run(ReportSamples.report([]))
    #expect(try results(run).isEmpty)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["layer-sample"])
    #expect(rules.map { $0["name"] as? String } == ["LayerSample"])
  }

  @Test func aPlaceIsTheStableNameAndTheEncodedPath() throws {
    let result = try #require(try results(run(ReportSamples.report([ReportSamples.finding()]))).first)
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: Any])
    #expect(artifact["uri"] as? String == "registry.example.org/team/app/srv/app/a%20b")
  }

  @Test func fingerprintsHaveTheFormOfLineHashesAndDiffer() throws {
    let report = ReportSamples.report([ReportSamples.finding(1), ReportSamples.finding(2)])
    let hashes = try results(run(report)).compactMap {
      ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
    }
    #expect(Set(hashes).count == 2)
    for hash in hashes { #expect(hash.wholeMatch(of: /[0-9a-f]{16}:1/) != nil, "\(hash)") }
  }

  @Test func levelsFollowSeverity() throws {
    let findings = Severity.allCases.enumerated().map { ReportSamples.finding($0, severity: $1) }
    let levels = try results(run(ReportSamples.report(findings))).map { $0["level"] as? String }
    #expect(levels == ["note", "note", "warning", "error", "error"])
  }

  @Test func moreThanAServiceKeepsIsCountedAndNotWritten() throws {
    let findings = (0..<5_002).map { ReportSamples.finding($0) }
    let run = try run(ReportSamples.report(findings))
    #expect(try results(run).count == 5_000)
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    let notifications = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    let message = try #require(notifications.first?["message"] as? [String: String])
    #expect(message["text"] == "2 findings of lower severity are not listed.")
  }

  @Test func whatCouldNotBeCheckedIsANotification() throws {
    let run = try run(ReportSamples.report([], incomplete: [Incomplete(what: "layer 1", why: "is absent")]))
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    #expect(invocation["exitCode"] as? Int == 3)
    #expect((invocation["toolExecutionNotifications"] as? [[String: Any]])?.count == 1)
  }

  @Test func weaknessesAreTagsAndTaxa() throws {
    let run = try run(ReportSamples.report([]))
    let taxonomies = try #require(run["taxonomies"] as? [[String: Any]])
    #expect(taxonomies.map { ($0["taxa"] as? [[String: Any]])?.first?["id"] as? String } == ["250", "4.1"])
  }

  @Test func aRepairIsAFixWithItsReplacements() throws {
    var finding = ReportSamples.finding()
    finding.edits = [
      .init(file: "a b.yaml", line: 3, column: 5, endLine: 3, endColumn: 9, replacement: "new"),
      .init(file: "c.yaml", line: 1, column: 1, endLine: 1, endColumn: 1, replacement: "\n"),
    ]
    let result = try #require(try results(run(ReportSamples.report([finding]))).first)
    let fix = try #require((result["fixes"] as? [[String: Any]])?.first)
    let changes = try #require(fix["artifactChanges"] as? [[String: Any]])
    #expect(
      changes.map { ($0["artifactLocation"] as? [String: Any])?["uri"] as? String } == [
        "a%20b.yaml", "c.yaml",
      ])
    let replacement = try #require((changes[0]["replacements"] as? [[String: Any]])?.first)
    #expect(
      replacement["deletedRegion"] as? [String: Int] == [
        "startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9,
      ])
    #expect((replacement["insertedContent"] as? [String: Any])?["text"] as? String == "new")
    #expect(try results(run(ReportSamples.report([ReportSamples.finding()]))).first?["fixes"] == nil)
  }
}
