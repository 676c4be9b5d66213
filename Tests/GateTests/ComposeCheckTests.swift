import Compose
import Findings
import Policies
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

struct ComposeCheckTests {
  private func check(_ files: [String: String], today: String? = nil) -> ComposeCheck.Result {
    ComposeCheck(today: today, reader: FileReader(files)).run(Options(files: ["compose.yaml"]))
  }

  private let text = """
    services:
      # imgcheck: allow[compose-privileged] below
      app:
        image: app:1
        privileged: true   # imgcheck: allow[compose-privileged] the driver needs it until 2030-01-31
        network_mode: host # imgcheck: allow[compose-host-network]
        pid: host          # imgcheck: allow[compose-privileged] wrong rule
    """

  @Test func anExceptionWithAReasonHoldsForItsLineUntilItsDay() {
    let held = check(["compose.yaml": text], today: "2030-01-31")
    #expect(!held.findings.contains { $0.rule == "compose-privileged" })
    #expect(held.findings.contains { $0.rule == "compose-host-network" })
    #expect(held.findings.filter { $0.rule == "compose-bare-exception" }.map(\.location.line) == [6])
    #expect(held.notes.contains { $0.hasPrefix("1 finding is suppressed") })
    #expect(held.notes.contains { $0.hasPrefix("compose.yaml:7:24") && $0.contains("suppresses nothing") })
    let expired = check(["compose.yaml": text], today: "2030-02-01")
    #expect(expired.findings.contains { $0.rule == "compose-privileged" })
    #expect(expired.notes.contains { $0.contains("expired on 2030-01-31") })
  }

  @Test func aFileThatAddsToAnotherOneLacksNothing() {
    let rules = check(["compose.yaml": "services:\n  web:\n    ports: ['8080:80']\n    privileged: true\n"])
      .findings.map(\.rule)
    #expect(rules.sorted() == ["compose-open-port", "compose-privileged"])
  }

  @Test func portsOfOneNumberAreToldApartByTheirTransport() {
    let text = "services:\n  log:\n    image: app:1\n    ports: ['514:514', '514:514/udp', '53/udp']\n"
    let messages = check(["compose.yaml": text]).findings.filter { $0.rule == "compose-open-port" }.map(
      \.message)
    #expect(
      messages == [
        "Service log publishes port 514 on every address of the host.",
        "Service log publishes port 514/udp on every address of the host.",
        "Service log publishes port 53/udp (at a random host port) on every address of the host.",
      ])
  }

  @Test func anImagesOwnPortIsNoDebuggers() {
    func severity(_ image: String) -> Severity? {
      let text = "services:\n  app:\n    image: \(image)\n    ports: ['5678:5678']\n"
      return check(["compose.yaml": text]).findings.first { $0.rule == "compose-open-port" }?.severity
    }
    #expect(severity("app:1") == .medium)
    #expect(severity("docker.n8n.io/n8nio/n8n:1.2.3") == .low)
    #expect(severity("n8nio/n8n:1.2.3") == .low)
  }

  @Test func aFindingStandsAtItsValueWithItsPlaces() throws {
    let result = check([
      "compose.yaml": "services:\n  app:\n    image: app:${TAG}\n    privileged: ${P}\n",
      ".env": "TAG=1\nP=yes\n",
    ])
    let finding = try #require(result.findings.first { $0.rule == "compose-privileged" })
    #expect(finding.location.file == "compose.yaml")
    #expect((finding.location.line, finding.location.column, finding.location.endColumn) == (4, 17, 21))
    #expect(finding.location.key == "services.app.privileged")
    #expect(
      finding.related.map { "\($0.location.file ?? ""):\($0.location.line ?? 0) \($0.message)" } == [
        ".env:2 P is set here"
      ])
  }

  @Test func imageRulesJudgeWhatAServiceStatesAtItsLine() throws {
    let text = """
      x-base: &base
        image: app:1
        environment: {PATH: ".:/bin"}
      services:
        a: *base
        b: *base
        c:
          image: app:1
          working_dir: /etc
          labels: {api-token: a1b2c3d4e5}
      """
    let findings = check(["compose.yaml": text]).findings
    let path = try #require(findings.first { $0.rule == "image-relative-search-path" })
    #expect((path.location.file, path.location.line) == ("compose.yaml", 3))
    #expect(path.location.key == "services.a.environment.PATH")
    #expect(path.related.map(\.message) == ["the same here"])
    #expect(path.fix.contains("`PATH`"))
    #expect(findings.filter { $0.rule == "image-dangerous-working-directory" }.map(\.location.line) == [9])
    // Twins say it, and the image rule is silent.
    #expect(findings.filter { $0.location.line == 10 }.map(\.rule) == ["compose-literal-credential"])
  }

  @Test func oneCauseIsOneResult() {
    let text = """
      x-base: &base
        image: app:1
        privileged: true
      services:
        a: *base
        b: *base
        c: {<<: *base}
      """
    let findings = check(["compose.yaml": text]).findings.filter { $0.rule == "compose-privileged" }
    #expect(findings.count == 1)
    #expect(findings.first?.related.count { $0.message == "the same here" } == 2)
  }

  @Test func fingerprintsOutliveShiftedLines() {
    let shifted = check(["compose.yaml": "# one\n\n" + text])
    #expect(shifted.findings.map(\.fingerprint) == check(["compose.yaml": text]).findings.map(\.fingerprint))
    #expect(Set(shifted.findings.map(\.fingerprint)).count == shifted.findings.count)
  }

  @Test func whatComposeRefusesAndWhatIsUnknownIsSaid() {
    let result = check(["compose.yaml": "services:\n  a:\n    image: a:${T}\n    imag: b\n    user: ${U}\n"])
    #expect(result.incomplete.map(\.what) == ["compose.yaml:4:5"])
    #expect(
      result.notes == [
        "compose.yaml:3:12: known only at run time: variable T is not set; Compose uses an empty string (and 1 more)"
      ])
    #expect(check(["compose.yaml": "- a"]).incomplete.first?.why.contains("not a compose file") == true)
    #expect(check([:]).incomplete.count == 1)
  }

  @Test func theSameFilesGiveTheSameFindings() {
    let first = check(["compose.yaml": text]).findings
    for _ in 0..<3 { #expect(check(["compose.yaml": text]).findings == first) }
  }

  @Test func secretsThatNoNameGivesAwayAreFoundByTheirForm() throws {
    let token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    let text = """
      services:
        app:
          image: app:1
          environment: {NOTE: \(token), API_TOKEN: \(token)}
          command: run \(token)
      """
    let scanner = try BuiltInScanner.get()
    let result = ComposeCheck(secrets: scanner, reader: FileReader(["compose.yaml": text])).run(
      Options(files: ["compose.yaml"]))
    let lines = SameFact.merged(result.findings).filter {
      $0.rule.hasPrefix("secret-") || $0.rule == "compose-literal-credential"
    }
    #expect(lines.map(\.location.line).sorted { ($0 ?? 0) < ($1 ?? 0) } == [4, 4, 5])
    #expect(!result.findings.contains { $0.message.contains(token) })
    #expect(
      ComposeCheck(reader: FileReader(["compose.yaml": text])).run(Options(files: ["compose.yaml"])).findings
        .allSatisfy { !$0.rule.hasPrefix("secret-") })
  }

  @Test func aPolicyMayAskThatEverythingIsKnown() {
    let files = ["compose.yaml": "services:\n  a:\n    image: a:${T}\n"]
    var policy = Policy.standard
    policy.compose.mustBeKnown = true
    let strict = ComposeCheck(policy: policy, reader: FileReader(files)).run(Options(files: ["compose.yaml"]))
    #expect(strict.incomplete.map(\.what) == ["compose.yaml:3:12"])
    #expect(strict.notes.isEmpty)
    #expect(check(files).incomplete.isEmpty)
  }

  @Test func aServiceOfAProfileSaysSo() throws {
    let text = "services:\n  a:\n    image: a:1\n    privileged: true\n    profiles: [debug]\n"
    let finding = try #require(
      check(["compose.yaml": text]).findings.first { $0.rule == "compose-privileged" })
    #expect(finding.message.hasSuffix("It runs only in the profile debug."))
  }
}

/// Passwords that no name gives away, in a variable's default and in the file itself.
struct ComposeDefaultSecretTests {
  @Test(arguments: [
    ("postgresql://app:Trug5k0vPlim92Xq@db/app", Severity.high),
    ("${DATABASE:-postgresql://app:Trug5k0vPlim92Xq@db/app}", .medium),
    ("${DATABASE-postgresql://app:Trug5k0vPlim92Xq@db/app}", .medium),
    ("${NAME}postgresql://app:Trug5k0vPlim92Xq@db/app", .high),
  ]) func aPasswordThatAVariableFallsBackToIsMedium(value: String, severity: Severity) throws {
    let text = "services:\n  app:\n    image: app:1\n    command: serve \(value)\n"
    let check = ComposeCheck(secrets: try BuiltInScanner.get(), reader: FileReader(["compose.yaml": text]))
    let found = check.run(Options(files: ["compose.yaml"])).findings.filter { $0.rule.hasPrefix("secret-") }
    #expect(found.map(\.severity) == [severity])
  }
}
