import Findings
import TestSupport
import Testing

@testable import Reports

struct AlikeServicesTests {
  private static func finding(
    _ rule: String, _ service: String, line: Int, severity: Severity = .medium, message: String? = nil
  ) -> Finding {
    var location = Location()
    location.file = "compose.yaml"
    location.line = line
    location.column = 3
    location.key = "services.\(service)"
    return Finding(
      rule: rule, severity: severity, confidence: .certain,
      message: message ?? "Service \(service) lacks it.",
      fix: "Mend \(rule).", fingerprint: Fingerprint(parts: [rule, service]), location: location)
  }

  private static func text(_ findings: [Finding], showAll: Bool = false) -> String {
    var report = Report(
      tool: .init(name: "imgcheck", version: "0"),
      summary: .init(findings, failOn: .medium, isComplete: true))
    report.compose = [.init(files: ["compose.yaml"], name: "shop", services: ["web", "db", "app"])]
    report.findings = findings
    return TextReport.render(report, isColoured: false, showAll: showAll)
  }

  private static let memory = [
    finding("compose-unlimited-memory", "web", line: 2), finding("compose-unlimited-memory", "db", line: 5),
    finding("compose-unlimited-memory", "app", line: 9),
  ]

  @Test func whatServicesLackAlikeIsOneLineBehindWhatIsParticular() throws {
    let text = Self.text(Self.memory + [Self.finding("compose-host-path", "db", line: 7)])
    #expect(text.contains("MEDIUM  4\n  compose-host-path\n    Service db lacks it.\n"))
    #expect(
      text.contains(
        "  compose-unlimited-memory\n    no memory limit: web, db, app\n      at compose.yaml:2, 5, 9\n    fix: Mend"
      ))
    #expect(!text.contains("Service web lacks it."))
  }

  @Test func allIsListedOnRequestAndWhereFewLackIt() {
    #expect(Self.text(Self.memory, showAll: true).contains("Service app lacks it."))
    #expect(Self.text(Array(Self.memory.prefix(2))).contains("Service db lacks it."))
  }

  /// An exposed proxy beside a data store is more than what services share.
  @Test func whatIsMoreThanLowOfASharedNetworkStaysByItself() {
    let rule = "compose-edge-beside-data-store"
    let services = ["web", "db", "app"]
    let low = services.map { Self.finding(rule, $0, line: 2, severity: .low) }
    #expect(Self.text(low).contains("data stores that they do not use: web, db, app"))
    #expect(Self.text(services.map { Self.finding(rule, $0, line: 2) }).contains("Service web lacks it."))
  }

  @Test func aLineBehindAnAnchorNamesTheOtherServices() {
    var finding = Self.finding("compose-host-path", "web", line: 2)
    var other = finding.location
    other.key = "services.app"
    finding.related = [.init(location: other, message: "the same here")]
    let text = Self.text([finding])
    #expect(text.contains("      at compose.yaml:2:3\n      the same line counts for service app\n"))
    #expect(!text.contains("the same here"))
  }

  private static func credential(_ name: String, _ service: String, line: Int) -> Finding {
    finding(
      "compose-literal-credential", service, line: line,
      message: "\(name) in the environment of service \(service) has a credential as its default.")
  }

  @Test func aCredentialOfSeveralServicesIsListedOnceWithAllOfThem() {
    let findings = [
      Self.credential("DB_PASSWORD", "web", line: 4), Self.credential("TOKEN", "web", line: 5),
      Self.credential("DB_PASSWORD", "db", line: 12), Self.credential("DB_PASSWORD", "app", line: 20),
    ]
    let text = Self.text(findings)
    #expect(text.contains("MEDIUM  4\n"))
    #expect(
      text.contains(
        """
            DB_PASSWORD in the environment of service web has a credential as its default.
              at compose.yaml:4:3
              also in services db (line 12), app (line 20)
            TOKEN in the environment of service web has a credential as its default.
              at compose.yaml:5:3
            fix:
        """))
    #expect(!text.contains("of service db"))
    #expect(Self.text(findings, showAll: true).contains("of service db has"))
  }

  @Test func credentialsThatOtherFilesOrRulesHaveTooStayByThemselves() {
    var other = Self.credential("DB_PASSWORD", "db", line: 12)
    other.location.file = "other.yaml"
    #expect(Self.text([Self.credential("DB_PASSWORD", "web", line: 4), other]).contains("of service db has"))
    other = Self.credential("DB_PASSWORD", "db", line: 12)
    other.alsoRules = ["secret-generic-password"]
    #expect(Self.text([Self.credential("DB_PASSWORD", "web", line: 4), other]).contains("of service db has"))
  }
}
