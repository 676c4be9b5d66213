import Findings
import Foundation
import Reports
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What Jenkins' schema (xunit-plugin, junit-10.xsd) lets stand where.
private final class JenkinsReader: NSObject, XMLParserDelegate {
  private static let attributes: [String: (required: Set<String>, optional: Set<String>)] = [
    "testsuites": ([], ["name", "time", "tests", "failures", "errors"]),
    "testsuite": (["name", "tests", "failures", "errors"], ["skipped", "time", "timestamp", "file"]),
    "testcase": (["name"], ["classname", "time", "group"]), "failure": ([], ["type", "message"]),
    "error": ([], ["type", "message"]), "skipped": ([], ["type", "message"]), "system-out": ([], []),
  ]
  private static let children: [String: Set<String>] = [
    "": ["testsuites"], "testsuites": ["testsuite"], "testsuite": ["testcase"],
    "testcase": ["failure", "error", "skipped", "system-out"],
  ]
  private(set) var problems: [String] = []
  /// Name and attributes of each element, in order.
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private var path: [String] = []

  static func read(_ text: String) -> JenkinsReader {
    let reader = JenkinsReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    if !parser.parse() { reader.problems.append("not well-formed: line \(parser.lineNumber)") }
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if Self.children[path.last ?? ""]?.contains(name) != true { problems.append("\(name) in \(path)") }
    let known = Self.attributes[name] ?? ([], [])
    if !known.required.isSubset(of: attributes.keys) { problems.append("\(name) lacks attributes") }
    let others = Set(attributes.keys).subtracting(known.required).subtracting(known.optional)
    if !others.isEmpty { problems.append("\(name) has \(others)") }
    elements.append((name, attributes))
    path.append(name)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { path.removeLast() }

  func names(_ name: String) -> [[String: String]] { elements.filter { $0.name == name }.map(\.attributes) }
}

struct JUnitReportTests {
  private func read(_ report: Report, _ change: (inout RenderOptions) -> Void = { _ in }) -> JenkinsReader {
    var options = ReportSamples.options
    change(&options)
    let reader = JenkinsReader.read(JUnitReport.render(report, options))
    #expect(reader.problems == [])
    for suite in reader.names("testsuites") {
      #expect(suite["tests"] == String(reader.names("testcase").count))
      #expect(suite["failures"] == String(reader.names("failure").count))
      #expect(suite["errors"] == String(reader.names("error").count))
    }
    return reader
  }

  private func report(_ findings: [Finding], incomplete: [Incomplete] = []) -> Report {
    var report = ReportSamples.report(findings, incomplete: incomplete)
    report.images = [ReportSamples.image()]
    return report
  }

  @Test func whatFailsTheRunFailsATest() {
    let reader = read(report([ReportSamples.finding(1), ReportSamples.finding(2, severity: .low)]))
    #expect(reader.names("testsuite").map { $0["name"] } == ["registry.example.org/team/app"])
    #expect(reader.names("testcase").map { $0["name"] } == ["/srv/app/a b", "/srv/app/a b (2)"])
    #expect(reader.names("testcase").allSatisfy { $0["classname"] == "layer-sample" })
    #expect(reader.names("failure").map { $0["type"] } == ["high"])
    #expect(reader.names("system-out").count == 1)
  }

  @Test func aRuleWithoutFindingsIsATestThatPasses() {
    let reader = read(report([]))
    #expect(reader.names("testcase").map { $0["classname"] } == ["layer-sample"])
    #expect(reader.names("failure").isEmpty)
  }

  @Test func ofWhatWasNotCheckedNothingPasses() {
    let reader = read(report([], incomplete: [Incomplete(what: "layer 1", why: "is absent")]))
    #expect(reader.names("testcase").map { $0["name"] } == ["layer 1"])
    #expect(reader.names("error").map { $0["message"] } == ["is absent"])
  }

  @Test func aFindingOfNoTargetIsStillThere() {
    #expect(read(ReportSamples.report([ReportSamples.finding()])).names("failure").count == 1)
  }

  @Test func anImageIsKnownByItsRelatedPlaceWhenTheFindingIsInAFile() {
    var place = Location()
    place.file = "Dockerfile"
    place.line = 3
    let inFile = Finding(
      rule: "layer-sample", severity: .high, confidence: .firm, message: "m.", fix: "f.",
      fingerprint: Fingerprint(parts: ["d"]), location: place,
      related: [Finding.Related(location: ReportSamples.finding().location, message: "in the image")])
    #expect(read(report([inFile])).names("testsuite").map { $0["name"] } == ["registry.example.org/team/app"])
  }

  @Test func suppressedFindingsAreSkippedTestsOnRequest() {
    var report = report([])
    report.suppressed = [ReportSamples.suppressed(.exception)]
    #expect(read(report).names("skipped").isEmpty)
    #expect(
      read(report) { $0.showsSuppressed = true }.names("skipped").map { $0["message"] } == [
        "It is known. (until 2030-01-01)"
      ])
  }

  @Test func hostileTextIsText() {
    let reader = read(ReportSamples.hostileReport) { $0.showsSuppressed = true }
    #expect(reader.names("failure").count == 2)
    #expect(reader.names("failure").first?["message"]?.contains("<script>") == true, "escaped, and read back")
    #expect(read(ReportSamples.report([])).names("testcase").isEmpty)
  }
}
