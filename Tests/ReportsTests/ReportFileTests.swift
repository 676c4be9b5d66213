import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct ReportFileTests {
  private func error(_ text: String) -> String {
    do throws(ReportFile.Failure) {
      _ = try ReportFile.read(Array(text.utf8), name: "report.json")
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test func aReportReadsBackAsItWasToTheLastPath() throws {
    var finding = ReportSamples.composeFinding()
    finding.suppression = .init(kind: .exception, reason: "r", until: "2030-01-01", owner: "o", ticket: "t")
    var odd = ReportSamples.finding(1, path: "/a\\xff")
    var place = odd.location
    place.path = "/a\\xff"
    place.encodedPath = "a%FF"
    odd.edits = nil
    let other = Finding(
      rule: "layer-sample", severity: .high, confidence: .firm, message: "m.", fix: "f.",
      fingerprint: Fingerprint(parts: ["p"]), location: place)
    var report = ReportSamples.report([finding, odd, other], incomplete: [Incomplete(what: "a", why: "b")])
    report.suppressed = [finding]
    report.images = [ReportSamples.image()]
    let again = try ReportFile.read(Array(JSONReport.render(report).utf8), name: "x")
    #expect(again.findings == report.findings)
    #expect(again.findings.last?.location.encodedPath == "a%FF")
    #expect(try JSONReport.render(again) == JSONReport.render(report))
    #expect(
      try SARIFReport.render(again, ReportSamples.options)
        == SARIFReport.render(report, ReportSamples.options))
  }

  @Test func aPathIsEncodedOnlyOnceWhereItsTextSaysIt() throws {
    let text = try JSONReport.render(ReportSamples.report([ReportSamples.finding(path: "/srv/a b")]))
    #expect(!text.contains("uriPath"))
    #expect(
      try ReportFile.read(Array(text.utf8), name: "x").findings.first?.location.encodedPath == "srv/a%20b")
  }

  @Test func aReportOfTheFirstVersionIsRead() throws {
    let text = """
      {"schemaVersion":"1.0","tool":{"name":"imgcheck","version":"0.0.1"},"images":[],"compose":[],"findings":[],
      "summary":{"verdict":"pass","failOn":"high","total":0,"bySeverity":{},"failing":0},"incomplete":[],"notes":[]}
      """
    #expect(try ReportFile.read(Array(text.utf8), name: "x").schemaVersion == Report.currentSchemaVersion)
  }

  @Test func whatIsNoReportIsToldApart() throws {
    #expect(error("").contains("report.json: this is not JSON"))
    #expect(error("{\"schemaVersion\":").contains("this is not JSON"))
    #expect(error("{}").contains("not an imgcheck report"))
    #expect(error("[1]").hasPrefix("report.json: "))
    #expect(error("{\"version\":\"2.1.0\",\"runs\":[]}").contains("this is SARIF"))
    #expect(error("{\"schemaVersion\":\"2.0\"}").contains("schema version 2.0, but this imgcheck reads 1.x"))
    #expect(error("{\"schemaVersion\":\"1.1\"}").contains("is missing"))
    let text = try JSONReport.render(ReportSamples.report([ReportSamples.finding()]))
    let awful = text.replacing("\"severity\" : \"high\"", with: "\"severity\" : \"awful\"")
    #expect(error(awful).contains("findings[0].severity"))
    var image = ReportSamples.image()
    image.layers = [
      LayerSummary(
        index: 0, diffID: nil, digest: nil, mediaType: nil, compression: "none", size: .max,
        uncompressedSize: .max, entries: 0, whiteouts: 0, opaque: 0, instruction: nil, origin: .yours,
        status: "ok")
    ]
    var huge = ReportSamples.report([])
    huge.images = [image]
    #expect(error(try JSONReport.render(huge)).contains("is not a layer size"))
  }
}

struct ReportMergeTests {
  @Test func findingsAreRankedAndThoseSaidTwiceAreOne() throws {
    let low = ReportSamples.report([ReportSamples.finding(1, severity: .low)])
    let high = ReportSamples.report([ReportSamples.finding(2)])
    let merged = try ReportMerge.merge([low, high, low])
    #expect(merged.findings.map(\.severity) == [.high, .low])
    #expect(merged.summary.total == 2)
    #expect(merged.summary.verdict == .fail)
  }

  @Test func fingerprintsStayUnique() throws {
    let one = ReportSamples.report([ReportSamples.finding(1), ReportSamples.finding(1, path: "/b")])
    let two = ReportSamples.report([ReportSamples.finding(1, path: "/c")])
    let prints = try ReportMerge.merge([one, two]).findings.map(\.fingerprint)
    #expect(Set(prints).count == 3)
  }

  @Test func whatOneDidNotCheckTheWholeDidNot() throws {
    let unread = ReportSamples.report([], incomplete: [Incomplete(what: "a", why: "b")])
    let merged = try ReportMerge.merge([ReportSamples.report([]), unread])
    #expect(merged.summary.verdict == .incomplete)
    #expect(merged.incomplete.count == 1)
  }

  @Test func mergedReportsKeepTheirOrderWithinASeverity() throws {
    // A report lists what is reached from outside first, whatever the order of the rules' ids is.
    func finding(_ rule: String, _ severity: Severity) -> Finding {
      Finding(
        rule: rule, severity: severity, confidence: .firm, message: "m.", fix: "f.",
        fingerprint: Fingerprint(parts: [rule]), location: Location())
    }
    let one = ReportSamples.report([finding("z", .high), finding("b", .high), finding("c", .low)])
    let two = ReportSamples.report([finding("y", .high), finding("a", .low)])
    #expect(try ReportMerge.merge([one]).findings.map(\.rule) == ["z", "b", "c"])
    #expect(try ReportMerge.merge([one, two]).findings.map(\.rule) == ["z", "y", "b", "a", "c"])
  }

  @Test func thresholdsMustAgreeOrBeSaid() throws {
    let one = ReportSamples.report([ReportSamples.finding(1, severity: .low)], failOn: .low)
    let two = ReportSamples.report([], failOn: .high)
    #expect(throws: ReportMerge.Failure.thresholds([.low, .high])) { try ReportMerge.merge([one, two]) }
    #expect(try ReportMerge.merge([one, two], failOn: .high).summary.verdict == .pass)
    #expect(throws: ReportMerge.Failure.nothing) { try ReportMerge.merge([]) }
  }

  @Test func aReportAloneStaysAsItIs() throws {
    var report = ReportSamples.report([ReportSamples.composeFinding(), ReportSamples.finding()].ranked())
    report.images = [ReportSamples.image()]
    report.suppressed = [ReportSamples.suppressed(.baseline)]
    #expect(try JSONReport.render(ReportMerge.merge([report])) == JSONReport.render(report))
  }
}
