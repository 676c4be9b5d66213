import Findings
import TestSupport
import Testing

@testable import Reports

struct HardeningDefaultsTests {
  private static func finding(
    _ rule: String, _ service: String, severity: Severity = .note, key: String? = nil
  ) -> Finding {
    var location = Location()
    location.file = "compose.yaml"
    location.line = 3
    location.key = key ?? "services.\(service)"
    return Finding(
      rule: rule, severity: severity, confidence: .certain, message: "Service \(service) keeps \(rule).",
      fix: "Mend \(rule).", fingerprint: Fingerprint(parts: [rule, service]), location: location)
  }

  private static func report(_ findings: [Finding], failOn: Severity = .high) -> Report {
    var report = Report(
      tool: .init(name: "imgcheck", version: "0"), summary: .init(findings, failOn: failOn, isComplete: true))
    report.compose = [.init(files: ["compose.yaml"], name: "shop", services: ["web", "db", "a.b"])]
    report.findings = findings
    return report
  }

  private static let several = [
    finding("compose-unlimited-pids", "web"), finding("compose-unlimited-pids", "db"),
    finding("compose-unlimited-pids", "a.b", key: "services[\"a.b\"]"),
    finding("compose-kept-capabilities", "web", severity: .low),
    finding("compose-host-path", "web", severity: .low),
  ]

  @Test func defaultsOfAProjectAreOneWithTheirServices() throws {
    let defaults = HardeningDefaults(Self.report(Self.several))
    #expect(defaults.rest.map(\.rule) == ["compose-host-path"])
    let project = try #require(defaults.projects.first)
    #expect(project.name == "shop")
    #expect(project.count == 4)
    #expect(project.kept.map(\.rule) == ["compose-kept-capabilities", "compose-unlimited-pids"])
    #expect(project.kept.map(\.services) == [["web"], ["a.b", "db", "web"]])
    #expect(project.fix == ["x-hardening: &hardening", "  cap_drop: [ALL]", "  pids_limit: 200"])
  }

  @Test func whatFailsTheRunOrIsMoreThanLowStaysByItself() {
    let raised = Self.several + [Self.finding("compose-writable-root", "db", severity: .medium)]
    #expect(
      HardeningDefaults(Self.report(raised)).rest.map(\.rule) == [
        "compose-host-path", "compose-writable-root",
      ])
    let failing = HardeningDefaults(Self.report(Self.several, failOn: .note))
    #expect(failing.projects.isEmpty)
    #expect(failing.rest == Self.several)
  }

  @Test func fewDefaultsAndAllAreListedOneByOne() {
    #expect(HardeningDefaults(Self.report(Array(Self.several.prefix(3)))).projects.isEmpty)
    #expect(HardeningDefaults(Self.report(Self.several), showAll: true).rest == Self.several)
  }

  @Test func everyFindingOfTheRuleIsInTheTextOrCounted() {
    let report = Self.report(Self.several)
    let text = TextReport.render(report, isColoured: false)
    #expect(text.contains("HARDENING DEFAULTS  4"))
    #expect(text.contains("no process limit (compose-unlimited-pids): a.b, db, web"))
    #expect(
      text.contains("\n      x-hardening: &hardening\n        cap_drop: [ALL]\n        pids_limit: 200\n"))
    #expect(!text.contains("Service db keeps compose-unlimited-pids."))
    #expect(text.contains("5 findings: 2 low, 3 note"))
    let all = TextReport.render(report, isColoured: false, showAll: true)
    #expect(all.contains("Service db keeps compose-unlimited-pids."))
    #expect(!all.contains("HARDENING DEFAULTS"))
  }

  @Test func sarifHasOneResultForEachDefaultWithTheServicesAsPlaces() throws {
    let log = try SARIFReport.render(Self.report(Self.several), RenderOptions(rules: []))
    #expect(log.contains("3 services of shop keep the engine's default: no process limit (a.b, db, web)."))
    #expect(log.ranges(of: "\"ruleId\"").count == 3)
    #expect(log.contains("Service db keeps compose-unlimited-pids."))
    // What one service keeps stays as it is.
    #expect(log.contains("Service web keeps compose-kept-capabilities."))
  }

  @Test func thePageFoldsThemIntoOneGroupWithEachServicesLine() {
    let page = HTMLReport.render(Self.report(Self.several), rules: [])
    #expect(page.contains("Services of shop keep the engine"))
    #expect(page.contains("no process limit: a.b, db, web"))
    #expect(page.contains("data-rule=\"compose-unlimited-pids\" data-severity=\"note\""))
    // The filter for words reads what is shown.
    #expect(page.contains("<span class=\"tag\">compose-unlimited-pids</span>"))
    #expect(page.ranges(of: "class=\"item\"").count == Self.several.count)
  }

  @Test func markdownHasATableOfThem() {
    let text = MarkdownReport.render(Self.report(Self.several), RenderOptions(rules: []))
    #expect(text.contains("Hardening defaults of shop (4)"))
    #expect(text.contains("| <code>compose-unlimited-pids</code> | no process limit | a.b, db, web |"))
    #expect(!text.contains("Service db keeps compose-unlimited-pids."))
    #expect(text.contains("  pids_limit: 200"))
  }
}
