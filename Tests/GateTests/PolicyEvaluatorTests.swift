import ArchiveIO
import Compose
import Findings
import Foundation
import Images
import Policies
import PolicyPacks
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

/// What policies and baselines make of findings.
struct PolicyEvaluatorTests {
  private func findings(_ listing: String) throws -> [Finding] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    return RuleRunner(rules: Rule.image, policy: .standard).findings(image)
  }

  private func policy(_ text: String) throws -> Policy {
    let loader = PolicyLoader(
      reader: FileReader(["p.yaml": "version: 1\n" + text]), builtIn: PolicyPacks.all,
      rules: Rule.all.map(\.id))
    return try loader.load(["p.yaml"]).policy
  }

  private func judge(_ findings: [Finding], _ text: String, today: String? = nil) throws
    -> (kept: [Finding], suppressed: [Finding], notes: [String])
  {
    let severities = Dictionary(uniqueKeysWithValues: Rule.all.map { ($0.id, $0.description.severity) })
    return PolicyEvaluator(
      policy: try policy(text), today: today, severities: severities, tags: ["app": ["app:1.0"]]
    ).judge(findings)
  }

  private let listing = """
    User: 1000
    layer: COPY . /srv/app
      -rwsr-xr-x 0:0 /srv/app/tool
      -rw-r--r-- 0:0 /srv/app/.env
        | A=1
    """

  @Test func anExceptionTakesAFindingOutAndKeepsItsReason() throws {
    let all = try findings(listing)
    let result = try judge(
      all, "exceptions: [{rule: layer-set-id-file, path: /srv/**, reason: needs it, owner: me, ticket: T-1}]")
    #expect(!result.kept.contains { $0.rule == "layer-set-id-file" })
    let suppressed = try #require(result.suppressed.first)
    #expect(result.suppressed.count == 1)
    #expect(suppressed.suppression == .init(kind: .exception, reason: "needs it", owner: "me", ticket: "T-1"))
    #expect(result.kept.count + 1 == all.count)
    #expect(result.notes.isEmpty)
  }

  @Test(arguments: [
    "path: /other/**", "image: web", "service: app", "layer: sha256:00", "key: User", "hash: abc",
    "fingerprint: x",
  ])
  func anExceptionForAnotherPlaceAllowsNothingAndIsSaid(_ place: String) throws {
    let all = try findings(listing)
    let result = try judge(all, "exceptions: [{rule: layer-set-id-file, \(place), reason: r}]")
    #expect(result.kept.count == all.count)
    #expect(
      result.notes == ["p.yaml:2:14: the exception for layer-set-id-file suppresses nothing in this run"])
  }

  @Test(arguments: ["image: app", "image: 'app:1.*'", "rule: 'layer-set-*'", "path: srv/app/tool"])
  func aPlaceThatFitsIsEnough(_ place: String) throws {
    let rule = place.hasPrefix("rule") ? "" : "rule: layer-set-id-file, "
    let result = try judge(try findings(listing), "exceptions: [{\(rule)\(place), reason: r}]")
    #expect(result.suppressed.map(\.rule) == ["layer-set-id-file"])
  }

  @Test func aLayerIsNamedByTheBeginningOfItsDiffID() throws {
    let all = try findings(listing)
    let diffID = try #require(all.first { $0.rule == "layer-set-id-file" }?.location.diffID)
    let result = try judge(
      all, "exceptions: [{rule: layer-set-id-file, layer: '\(diffID.dropFirst(7).prefix(12))', reason: r}]")
    #expect(result.suppressed.count == 1)
  }

  @Test func anExceptionHoldsToItsLastDayAndIsSaidAfterwards() throws {
    let all = try findings(listing)
    let text = "exceptions: [{rule: layer-set-id-file, reason: r, until: 2030-01-31}]"
    #expect(try judge(all, text, today: "2030-01-31").suppressed.count == 1)
    let after = try judge(all, text, today: "2030-02-01")
    #expect(after.suppressed.isEmpty)
    #expect(
      after.notes == [
        "p.yaml:2:14: the exception for layer-set-id-file expired on 2030-01-31, so its findings count again"
      ])
  }

  @Test func aSeverityOfThePolicyShiftsWhatFactsLowered() throws {
    let finding = try #require(try findings(listing).first { $0.rule == "layer-set-id-file" })
    var lowered = finding
    lowered.severity = finding.severity.lowered
    let result = try judge([finding, lowered], "rules: {layer-set-id-file: critical}")
    #expect(result.kept.map(\.severity) == [.critical, .high])
  }

  @Test func aLabelOfTheImageGrantsNothing() throws {
    let all = try findings(listing + "\nLabels: imgcheck.allow=layer-set-id-file")
    #expect(all.contains { $0.rule == "layer-set-id-file" })
    #expect(try judge(all, "").suppressed.isEmpty)
  }

  private func baseline(_ findings: [Finding], sarif: Bool = false) throws -> Baseline {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: "1"),
      summary: Report.Summary(findings, failOn: .high, isComplete: true))
    report.findings = findings
    let text =
      sarif
      ? try SARIFReport.render(report, RenderOptions(rules: Rule.image.map(\.description)))
      : try JSONReport.render(report)
    return try Baseline(file: "b.json", data: Data(text.utf8))
  }

  @Test(arguments: [false, true])
  func aBaselineSurvivesARebuildWithOtherLayersAndLines(_ isSARIF: Bool) throws {
    let secret = "AKIA" + "IOSFODNN7" + "ABCDEFG"
    func image(_ layers: String, _ lines: String) throws -> [Finding] {
      try findings(
        """
        User: 1000
        \(layers)layer: COPY . /srv/app
          -rwsr-xr-x 0:0 /srv/app/tool
          -rw-r--r-- 0:0 /srv/app/.env
        \(lines)    | AWS_ACCESS_KEY_ID=\(secret)
        """)
    }
    let old = try image("", "")
    let new = try image("layer: RUN a\n  -rw-r--r-- 0:0 /a\n", "    | # more\n    | B=2\n")
    #expect(old.map(\.location.layer) != new.map(\.location.layer))
    let split = try baseline(old, sarif: isSARIF).suppressions.split(new)
    #expect(split.kept.isEmpty)
    #expect(split.suppressed.count == old.count)
    #expect(split.suppressed.allSatisfy { $0.suppression?.kind == .baseline })
  }

  @Test func whatIsNewIsNewAndWhatIsGoneIsSaid() throws {
    let old = try findings(listing)
    let new = try findings(listing.replacing("/srv/app/tool", with: "/srv/app/other"))
    let baseline = try baseline(old)
    let split = baseline.suppressions.split(new)
    #expect(split.kept.map(\.location.path) == ["/srv/app/other"])
    let notes = baseline.notes(new, known: split.suppressed.count)
    #expect(notes.last == "b.json: 1 finding of the earlier run is gone")
  }

  @Test func aComposeFindingSurvivesShiftedLines() throws {
    func check(_ text: String) -> [Finding] {
      ComposeCheck(reader: FileReader(["compose.yaml": text])).run(Options(files: ["compose.yaml"])).findings
    }
    let old = check(
      "services:\n  app:\n    image: app:1\n    privileged: true\n    ports: ['80:80', '5432:5432']\n")
    let new = check(
      "# more\nservices:\n  app:\n    image: app:1\n\n    ports: ['443:443', '80:80', '5432:5432']\n    privileged: true\n"
    )
    #expect(old.map(\.location.line) != new.map(\.location.line))
    #expect(try baseline(old).suppressions.split(new).kept.isEmpty)
  }

  @Test(arguments: ["[]", "{}", "{\"findings\": 3}", "{\"findings\": [{}]}", "nonsense", ""])
  func whatIsNoReportIsNoBaseline(_ text: String) {
    #expect(throws: Baseline.Failure.self) { try Baseline(file: "b.json", data: Data(text.utf8)) }
  }
}

/// Severities and exceptions for some services.
struct ServicePolicyTests {
  private static let files = """
    services:
      db: {image: "postgres:16", labels: {tier: data}}
      web: {image: "web:1", labels: {tier: front}}
      old: {image: "old:1", labels: {tier: front, team: legacy}}
    """

  /// The rule's findings by service, and the suppressed ones with their reasons.
  private func judge(_ policy: String) throws -> (kept: [String: Severity], suppressed: [String: String]) {
    let loader = PolicyLoader(
      reader: FileReader(["p.yaml": "version: 1\n" + policy]), builtIn: PolicyPacks.all,
      rules: Rule.all.map(\.id))
    let loaded = try loader.load(["p.yaml"]).policy
    let rules = Rule.all.filter { $0.id == "compose-writable-root" && loaded.rules.isOn($0.id) }
    let result = ComposeCheck(
      rules: rules, policy: loaded, reader: FileReader(["compose.yaml": Self.files])
    ).run(Options(files: ["compose.yaml"]))
    let judged = PolicyEvaluator(
      policy: loaded, today: nil,
      severities: Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0.description.severity) }), tags: [:],
      services: ConcernedServices([result])
    ).judge(result.findings)
    func service(_ finding: Finding) -> String {
      finding.location.key.flatMap(Key.service(of:)) ?? ""
    }
    return (
      Dictionary(uniqueKeysWithValues: judged.kept.map { (service($0), $0.severity) }),
      Dictionary(uniqueKeysWithValues: judged.suppressed.map { (service($0), $0.suppression?.reason ?? "") })
    )
  }

  @Test func aSeverityHoldsForTheServicesThatItsSelectorFits() throws {
    let plain = try judge("").kept
    #expect(plain.count == 3)
    let judged = try judge(
      """
      rules:
        compose-*: {for: [{label: tier=front, severity: high}]}
        compose-writable-root:
          severity: note
          for:
            - {role: data-store, severity: critical}
            - {service: "o*", severity: medium}
      """)
    #expect(judged.kept == ["db": .critical, "web": .high, "old": .medium])
    #expect(judged.suppressed.isEmpty)
    #expect(
      try judge("rules: {compose-writable-root: {for: [{label: tier=none, severity: high}]}}").kept == plain)
  }

  @Test func aRuleIsOffForSomeServicesAndTheirFindingsAreSuppressed() throws {
    let judged = try judge("rules: {compose-writable-root: {for: [{label: team=legacy, state: off}]}}")
    #expect(Set(judged.kept.keys) == ["db", "web"])
    #expect(judged.suppressed == ["old": "The policy turns the rule off for this service."])
  }

  @Test func aRuleThatIsOffIsOnForSomeServices() throws {
    let judged = try judge(
      "rules: {compose-writable-root: {state: off, for: [{role: data-store, state: on, severity: high}]}}")
    #expect(judged.kept == ["db": .high])
    #expect(Set(judged.suppressed.keys) == ["web", "old"])
    #expect(try judge("rules: {compose-writable-root: off}").kept.isEmpty)
  }

  @Test func whatServicesShareIsSuppressedWhereExceptionsHoldForEach() throws {
    let files = """
      x-web: &web
        read_only: false
        privileged: true
      services:
        a: {<<: *web, image: "a:1"}
        b: {<<: *web, image: "b:1"}
      """
    func suppressed(_ exceptions: String, today: String? = nil) throws -> (count: Int, notes: Int) {
      let loaded = try PolicyLoader(
        reader: FileReader(["p.yaml": "version: 1\nexceptions: [\(exceptions)]"]), builtIn: PolicyPacks.all,
        rules: Rule.all.map(\.id)
      ).load(["p.yaml"]).policy
      let rules = Rule.all.filter { $0.id == "compose-privileged" }
      let result = ComposeCheck(rules: rules, policy: loaded, reader: FileReader(["compose.yaml": files]))
        .run(
          Options(files: ["compose.yaml"]))
      try #require(result.findings.count == 1)
      let judged = PolicyEvaluator(
        policy: loaded, today: today, severities: [:], tags: [:], services: ConcernedServices([result])
      ).judge(result.findings)
      return (judged.suppressed.count, judged.notes.count)
    }
    func exception(_ service: String, until: String = "2030-01-01") -> String {
      "{rule: compose-privileged, service: \(service), reason: r, until: \(until)}"
    }
    #expect(try suppressed(exception("a")) == (0, 1))
    #expect(try suppressed(exception("b")) == (0, 1))
    #expect(try suppressed(exception("[a, b]")) == (1, 0))
    #expect(try suppressed(exception("a") + "," + exception("b")) == (1, 0))
    let expired = exception("a") + "," + exception("b", until: "2020-01-01")
    #expect(try suppressed(expired, today: "2025-01-01") == (0, 1))
    #expect(try suppressed("{rule: compose-privileged, reason: r}") == (1, 0))
  }

  @Test func anExceptionIsForARoleOrALabel() throws {
    let byRole = try judge("exceptions: [{rule: compose-writable-root, role: data-store, reason: r}]")
    #expect(Set(byRole.kept.keys) == ["web", "old"])
    let byLabel = try judge("exceptions: [{rule: compose-writable-root, label: tier=front, reason: r}]")
    #expect(Set(byLabel.kept.keys) == ["db"])
    let both = try judge(
      "exceptions: [{rule: compose-writable-root, label: tier=front, role: data-store, reason: r}]")
    #expect(both.suppressed.isEmpty)
  }
}
