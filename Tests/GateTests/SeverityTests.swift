import Findings
import Foundation
import Policies
import Reports
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

/// One fact, one severity: a harder password is never judged milder, and no rule takes another's word away.
struct SeverityTests {
  private static let names = [
    "DB_PASSWORD", "SECRET_KEY", "JWT_SECRET", "API_KEY", "MYSQL_ROOT_PASSWORD", "ADMIN_PASSWORD",
    "POSTGRES_PASSWORD", "SMTP_PASS", "AUTH_TOKEN", "ENCRYPTION_KEY", "PGPASSWORD", "REDIS_PASSWORD",
    "CLIENT_SECRET",
  ]

  /// Values from what everybody tries first to what nobody guesses, each kind in several forms.
  private static let values: [[String]] = [
    ["postgres", "bananensplit", "correct-horse"],
    ["{wordyear}", "{leet}"],
    ["{16 b62}", "{24 b62}", "{32 b62}", "{40 b62}", "{32 hex}", "{20 low}9{4 low}7"],
  ]

  private static func value(_ notation: String, _ variant: Int) -> String {
    ExampleText.expanded(notation, variant: variant)
  }

  @Test(arguments: SecretPlace.allCases)
  func aHarderPasswordIsNeverJudgedMilder(_ place: SecretPlace) throws {
    let verdicts = SecretVerdicts()
    // The worst that was said of a weaker value of each name.
    var worst = [Int](repeating: -1, count: Self.names.count)
    for notations in Self.values {
      var most = worst
      for (notation, variant) in notations.flatMap({ notation in (0..<4).map { (notation, $0) } }) {
        let given = Self.names.enumerated().map { ($1, Self.value(notation, $0 * 10 + variant)) }
        for (index, rank) in try place.ranks(given, verdicts).enumerated() {
          #expect(
            rank >= worst[index],
            "\(place) \(Self.names[index]) \(notation) \(variant): \(rank) after \(worst[index])")
          most[index] = max(most[index], rank)
        }
      }
      worst = most
    }
    // Nothing would be held if nothing were found.
    #expect(worst.allSatisfy { $0 >= Severity.medium.rank }, "\(worst)")
  }

  /// What one rule reports does not depend on which others are on.
  @Test func noRuleTakesAnothersPlacesAway() throws {
    let recognised = ExampleText.expanded("ghp_{crc62 30}")
    for notation in ["bananensplit", "{leet}", "{24 b62}", recognised] {
      let value = Self.value(notation, 3)
      let listing = """
        Env: DB_PASSWORD=\(value)
        Env: MODE=\(value)
        Labels: com.example.deploy-token=\(value)
        history: ARG NPM_TOKEN=\(value)
        history: ENV DB_PASSWORD=\(value) MODE=\(value)
        history: LABEL com.example.deploy-token=\(value)
        history: RUN |2 NPM_TOKEN=\(value) OTHER=x /bin/sh -c npm ci # buildkit
        history: RUN /bin/sh -c export API_KEY=\(value) && curl -u ci:\(value) https://example.com/a
        history: ENV OLD_SECRET=\(value)
        history: ENV OLD_SECRET=
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/app.conf
            | db_password = "\(value)"
            | token = "\(value)"
        """
      let all = SecretVerdicts().rules
      let image = try SecretVerdicts.image(listing)
      func places(_ rules: [Rule]) -> Set<String> {
        Set(SecretVerdicts.places(SecretVerdicts(rules: rules).findings(image)).keys)
      }
      let speaking = all.filter { !places([$0]).isEmpty }
      try #require(speaking.count >= 4, "\(notation)")
      let alone = speaking.map { places([$0]) }
      for off in speaking.indices {
        let others = alone.indices.filter { $0 != off }.reduce(into: Set<String>()) {
          $0.formUnion(alone[$1])
        }
        #expect(
          places(all.filter { $0.id != speaking[off].id }) == others,
          "\(notation) without \(speaking[off].id)")
      }
      let named = zip(speaking, alone).filter { !$0.0.isSecret }.reduce(into: Set<String>()) {
        $0.formUnion($1.1)
      }
      #expect(places(all.filter { !$0.isSecret }) == named, "\(notation) without types")
    }
  }

  @Test(arguments: names)
  func aChancePasswordInTheEnvironmentFailsTheRun(_ name: String) throws {
    let found = try SecretVerdicts().findings("Env: \(name)=\(Self.value("{16 b62}", 5))")
    #expect(found.map(\.severity) == [.high], "\(found.map(\.rule))")
    #expect(found.first?.rules.contains("image-secret-environment") == true)
  }

  @Test func theVerdictStandsWithTheTypesOff() throws {
    let archive = try ImageListing("User: 1000\nEnv: DB_PASSWORD=\(Self.value("{16 b62}", 6))").builder
      .archive()
    let file = FileManager.default.temporaryDirectory.appending(path: "severity-\(UUID()).tar")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(archive).write(to: file)
    var check = Check()
    check.images = [file.path]
    for rules in [
      Rule.all, Rule.all.filter { $0.id != "secret-generic-assignment" }, Rule.all.filter { !$0.isSecret },
    ] {
      check.rules = rules
      let report = check.run()
      #expect(report.findings.filter { $0.severity >= .high }.map(\.rule) == ["image-secret-environment"])
      #expect(report.summary.verdict == .fail)
    }
  }

  // MARK: One finding for one fact

  @Test func aVariableAndItsLineInTheHistoryAreOneFinding() throws {
    for notation in ["bananensplit", "{16 b62}"] {
      let value = Self.value(notation, 7)
      let found = try SecretVerdicts().findings(
        "Env: DB_PASSWORD=\(value)\nhistory: ENV DB_PASSWORD=\(value) MODE=a\nhistory: ENV OTHER=b")
      #expect(found.map(\.rule) == ["image-secret-environment"], "\(notation)")
      #expect(found.first?.related.compactMap(\.location.key) == ["history[0]"])
    }
  }

  @Test func twoSecretsOfOneStepStayTwo() throws {
    let (first, second) = (Self.value("{20 b62}", 8), Self.value("{20 b62}", 9))
    let found = try SecretVerdicts().findings(
      "history: RUN |2 A_TOKEN=\(first) B_TOKEN=\(second) /bin/sh -c make # buildkit")
    #expect(found.map(\.rule) == ["image-secret-build-argument", "image-secret-build-argument"])
    #expect(found.allSatisfy { $0.alsoRules == ["secret-generic-assignment"] && $0.severity == .high })
  }

  @Test func theStrongerOfTwoSurvivesWhicheverItIs() throws {
    let token = ExampleText.expanded("ghp_{crc62 30}")
    let found = try SecretVerdicts().findings("Env: GITHUB_TOKEN=\(token)")
    #expect(found.map(\.rule) == ["secret-github-personal-token"])
    #expect(found.first?.severity == .critical && found.first?.alsoRules == ["image-secret-environment"])
    let compose = try SecretVerdicts().compose(
      "services:\n  a:\n    image: a:1\n    environment: {GITHUB_TOKEN: \(token)}\n")
    #expect(compose.map(\.rule) == ["secret-github-personal-token"])
    #expect(compose.first?.severity == .critical)
  }

  @Test func anExceptionForOneRuleLeavesTheOthersWord() throws {
    let value = Self.value("{16 b62}", 10)
    let text = """
      services:
        a:
          image: a:1
          environment:
            DB_PASSWORD: \(value) # imgcheck: allow[compose-literal-credential] known
      """
    let found = try SecretVerdicts().compose(text)
    #expect(found.map(\.rule) == ["secret-generic-assignment"])
  }

  @Test func aKeyFileAndItsKeyAreOneFinding() throws {
    let key = ExampleText.expanded("{pem}", lineBreak: "\n    | ")
    var verdicts = SecretVerdicts()
    verdicts.rules = Rule.all.filter { $0.isSecret || $0.id == "layer-private-key" }
    let found = try verdicts.findings(
      "layer: COPY . /root\n  -rw------- 0:0 /root/.ssh/id_rsa\n    | \(key)")
    #expect(found.map(\.rule) == ["secret-private-key"])
    #expect(found.first?.alsoRules == ["layer-private-key"])
  }

  @Test func everyPlaceOfASecretIsListed() throws {
    let token = ExampleText.expanded("ghp_{crc62 30}")
    let files = (0..<150).map { "  -rw-r--r-- 0:0 /srv/f\($0).conf\n    | token = \(token)" }
    let found = try SecretVerdicts().findings("layer: COPY . /srv\n" + files.joined(separator: "\n"))
    #expect(found.count == 1)
    #expect(found.first?.related.count == 149)
    let lines = (0..<150).map { "    | token\($0) = \(ExampleText.expanded("ghp_{crc62 30}", variant: $0))" }
    let many = try SecretVerdicts().findings(
      "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/f.conf\n" + lines.joined(separator: "\n"))
    #expect(many.count == 150)
  }
}
