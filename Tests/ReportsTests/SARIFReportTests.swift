import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct SARIFReportTests {
  private func run(_ report: Report, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> JSON {
    var options = ReportSamples.options
    change(&options)
    let text = try SARIFReport.render(report, options)
    #expect(try SARIFCheck(text).problems == [])
    let log = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    return try #require(log["runs"]?.elements.first)
  }

  private func results(_ run: JSON) throws -> [JSON] { try #require(run["results"]).elements }

  private func uri(_ result: JSON?) -> String? {
    result?["locations"]?.elements.first?["physicalLocation"]?["artifactLocation"]?["uri"]?.string
  }

  @Test func aCleanRunHasResultsAndAllRules() throws {
    let run = try run(ReportSamples.report([]))
    #expect(try results(run).isEmpty)
    let rules = try #require(run["tool"]?["driver"]?["rules"]).elements
    #expect(rules.map { $0["id"] } == ["layer-sample"])
    #expect(rules.map { $0["name"] } == ["LayerSample"])
  }

  @Test func aPlaceIsTheStableNameAndTheEncodedPath() throws {
    let results = try results(run(ReportSamples.report([ReportSamples.finding()])))
    #expect(uri(results.first) == "registry.example.org/team/app/srv/app/a%20b")
  }

  @Test func aFileIsSeenFromTheRootOfTheCheckout() throws {
    let report = ReportSamples.report([ReportSamples.composeFinding(file: "../compose.yaml")])
    let run = try run(report) { options in
      options.checkout.directory = "/srv/app/deploy"
      options.checkout.root = "/srv/app"
      options.checkout.repository = "https://example.org/app"
      options.checkout.revision = String(repeating: "a", count: 40)
      options.checkout.branch = "main"
    }
    #expect(uri(try results(run).first) == "compose.yaml")
    let provenance = run["versionControlProvenance"]?.elements.first
    #expect(provenance?["repositoryUri"] == "https://example.org/app")
    #expect(provenance?["branch"] == "main")
    let fix = try results(run).first?["fixes"]?.elements.first
    #expect(fix?["artifactChanges"]?.elements.first?["artifactLocation"]?["uri"] == "compose.yaml")
  }

  @Test func fingerprintsHaveTheFormOfLineHashesAndDiffer() throws {
    var third = ReportSamples.finding(2)
    third.fingerprint = third.fingerprint.numbered(3)
    let report = ReportSamples.report([ReportSamples.finding(1), ReportSamples.finding(2), third])
    let hashes = try results(run(report)).compactMap {
      $0["partialFingerprints"]?["primaryLocationLineHash"]?.string
    }
    #expect(Set(hashes).count == 3)
    #expect(hashes.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}:[13]/) != nil }, "\(hashes)")
  }

  @Test func levelsFollowSeverity() throws {
    let findings = Severity.allCases.enumerated().map { ReportSamples.finding($0, severity: $1) }
    let levels = try results(run(ReportSamples.report(findings))).map { $0["level"] }
    #expect(levels == ["note", "note", "warning", "error", "error"])
  }

  @Test func moreThanAServiceKeepsIsCountedAndNotWritten() throws {
    let findings = (0..<5_002).map { ReportSamples.finding($0) }
    let run = try run(ReportSamples.report(findings))
    #expect(try results(run).count == 5_000)
    let invocation = run["invocations"]?.elements.first
    let message = invocation?["toolExecutionNotifications"]?.elements.first?["message"]?["text"]
    #expect(message == "2 findings of lower severity are not listed.")
  }

  @Test func placesBeyondTheLimitOfAServiceAreCounted() throws {
    var finding = ReportSamples.finding()
    finding.related = (0..<1_200).map {
      .init(location: ReportSamples.finding(path: "/f\($0)").location, message: "here")
    }
    finding.alsoRules = ["layer-other"]
    let run = try run(ReportSamples.report([finding]))
    let result = try #require(try results(run).first)
    #expect(result["relatedLocations"]?.elements.count == 999)
    #expect(result["properties"]?["alsoRules"]?.elements == ["layer-other"])
    let message = run["invocations"]?.elements.first?["toolExecutionNotifications"]?.elements.first?[
      "message"]
    #expect(message?["text"]?.string?.hasPrefix("1 finding is without 201 related places") == true)
  }

  @Test func whatCouldNotBeCheckedIsANotification() throws {
    let run = try run(ReportSamples.report([], incomplete: [Incomplete(what: "layer 1", why: "is absent")]))
    let invocation = run["invocations"]?.elements.first
    #expect(invocation?["executionSuccessful"] == true)
    #expect(invocation?["exitCode"] == 3)
    #expect(invocation?["toolExecutionNotifications"]?.elements.count == 1)
  }

  @Test func weaknessesAreTagsAndTaxa() throws {
    let taxonomies = try #require(run(ReportSamples.report([]))["taxonomies"]).elements
    #expect(taxonomies.map { $0["taxa"]?.elements.first?["id"] } == ["250", "4.1"])
  }

  @Test func aRepairIsAFixWithItsReplacements() throws {
    var finding = ReportSamples.finding()
    finding.edits = [
      .init(file: "a b.yaml", line: 3, column: 5, endLine: 3, endColumn: 9, replacement: "new"),
      .init(file: "c.yaml", line: 1, column: 1, endLine: 1, endColumn: 1, replacement: "\n"),
    ]
    let result = try results(run(ReportSamples.report([finding]))).first
    let changes = result?["fixes"]?.elements.first?["artifactChanges"]?.elements ?? []
    #expect(changes.map { $0["artifactLocation"]?["uri"] } == ["a%20b.yaml", "c.yaml"])
    let replacement = changes.first?["replacements"]?.elements.first
    let region: JSON = ["startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9]
    #expect(replacement?["deletedRegion"] == region)
    #expect(replacement?["insertedContent"]?["text"] == "new")
    #expect(try results(run(ReportSamples.report([ReportSamples.finding()]))).first?["fixes"] == nil)
  }

  @Test func aPathIsAFlowOfItsSteps() throws {
    let result = try results(run(ReportSamples.report([ReportSamples.composeFinding()]))).first
    let thread = result?["codeFlows"]?.elements.first?["threadFlows"]?.elements.first
    let messages = thread?["locations"]?.elements.map { $0["location"]?["message"]?["text"] }
    #expect(messages == ["From the outside.", "To the service."])
    #expect(try results(run(ReportSamples.report([ReportSamples.finding()]))).first?["codeFlows"] == nil)
  }

  @Test func suppressedFindingsAreWrittenOnlyOnRequestAndMarked() throws {
    var report = ReportSamples.report([ReportSamples.finding()])
    report.suppressed = [ReportSamples.suppressed(.comment)]
    #expect(try results(run(report)).count == 1)
    for (kind, word) in [
      (Finding.Suppression.Kind.comment, "inSource"), (.exception, "external"), (.baseline, "external"),
    ] {
      report.suppressed = [ReportSamples.suppressed(kind)]
      let results = try results(run(report) { $0.showsSuppressed = true })
      #expect(results.count == 2)
      let suppression = results.last?["suppressions"]?.elements.first
      #expect(suppression?["kind"]?.string == word)
      #expect(suppression?["justification"]?.string?.contains("Until 2030-01-01.") == true)
      #expect(results.first?["suppressions"] == nil)
    }
  }

  @Test(arguments: ["api", "api/"]) func aCategoryEndsInASlash(category: String) throws {
    let run = try run(ReportSamples.report([])) { $0.category = category }
    #expect(run["automationDetails"]?["id"] == "api/")
    #expect(try self.run(ReportSamples.report([]))["automationDetails"] == nil)
  }

  @Test func aRuleThatIsNotListedIsDescribedByItsFinding() throws {
    var options = RenderOptions()
    options.rules = [ReportSamples.rule]
    let text = try SARIFReport.render(ReportSamples.hostileReport, options)
    #expect(try SARIFCheck(text).problems == [])
  }

  /// The schema lies beside the repository, where somebody has put it.
  @Test(.enabled(if: TestData.shared != nil)) func logsAreValidAgainstTheirSchema() throws {
    let schema = try SchemaCheck(
      file: #require(TestData.shared).appending(path: "schemas/sarif-schema-2.1.0.json"))
    var options = ReportSamples.options
    options.showsSuppressed = true
    options.category = "a"
    for report in [
      ReportSamples.report([]), ReportSamples.hostileReport,
      ReportSamples.report([ReportSamples.finding(), ReportSamples.composeFinding()]),
    ] {
      let text = try SARIFReport.render(report, options)
      #expect(schema.problems(try JSONDecoder().decode(JSON.self, from: Data(text.utf8))) == [])
    }
  }

  @Test func linksInMessagesAreNone() throws {
    let report = ReportSamples.report([ReportSamples.finding(message: "[here](https://evil.example).")])
    let text = try results(run(report)).first?["message"]?["text"]?.string
    #expect(text == "[here] (https://evil.example).")
  }
}
