import Compose
import Findings
import Testing

@testable import Policies

@Suite struct RequirementTests {
  private func load(_ files: [String: String]) throws(PolicyError) -> LoadedPolicy {
    let loader = PolicyLoader(reader: FileReader(files), builtIn: [:], rules: [])
    return try loader.load(["p.yaml"])
  }

  private func problems(_ text: String) -> [String] {
    do throws(PolicyError) {
      _ = try load(["p.yaml": text])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private func requirements(_ text: String) throws -> [Requirement] {
    try load(["p.yaml": "version: 1\nimage:\n" + text]).policy.image.requirements
  }

  @Test func eachItemOfAListIsARequirementAtItsPlace() throws {
    let found = try requirements("  forbidden-ports: [22,\n    9222]\n  workdir: /srv\n")
    #expect(
      found.map(\.kind) == [
        .hasNo(.port, try #require(ValuePattern("22"))), .hasNo(.port, try #require(ValuePattern("9222"))),
        .sets(.workingDirectory, ["/srv"]),
      ])
    #expect(found.map { $0.span?.start.line } == [3, 4, 5])
  }

  @Test func allowedListsAreOneRequirement() throws {
    let found = try requirements("  users: [app, 10001]\n  allowed-volumes: []\n")
    #expect(
      found.map(\.kind) == [
        .hasOnly(.user, ["app", "10001"].compactMap(ValuePattern.init)), .hasOnly(.volume, []),
      ])
  }

  @Test func listsOfSeveralPoliciesAreJoined() throws {
    let policy = try load([
      "p.yaml": "version: 1\nextends: q.yaml\nimage: {required-labels: [b], users: [b]}\n",
      "q.yaml": "version: 1\nimage: {required-labels: [a], users: [a]}\n",
    ]).policy
    let labels = policy.image.requirements.compactMap { requirement in
      if case .has(.label, let name, _) = requirement.kind { name.text } else { nil }
    }
    #expect(labels == ["a", "b"])
    #expect(
      policy.image.requirements.contains {
        $0.kind == .hasOnly(.user, ["a", "b"].compactMap(ValuePattern.init))
      })
  }

  @Test func filesTakeAllTheirKeys() throws {
    let found = try requirements(
      """
        files:
          - path: /usr/**/vector.control
            image: [postgres*, db]
            reason: vectors
            severity: critical
          - {path: /a, exists: false}
          - {path: /b, exists: optional, mode: "0640", min-mode: "400", max-mode: "4755", owner: app, group: 0,
             type: file, executable-by: any, min-size: 1, max-size: 1kB, contains: "^a$", lacks: [b, c]}

      """)
    #expect(found.count == 3)
    #expect(found[0].images.map(\.text) == ["postgres*", "db"])
    #expect(found[0].severity == .critical)
    #expect(found[0].isFor(["x", "postgres:16"]))
    #expect(!found[0].isFor(["web:1"]))
    guard case .file(let forbidden) = found[1].kind, case .file(let file) = found[2].kind else {
      Issue.record("no files")
      return
    }
    #expect(forbidden.presence == .forbidden)
    #expect(forbidden.countsHidden)
    #expect(file.presence == .optional)
    #expect(file.mode == 0o640)
    #expect(file.leastMode == 0o400)
    #expect(file.mostMode == 0o4755)
    #expect(file.owner == "app")
    #expect(file.group == "0")
    #expect(file.type == .file)
    #expect(file.executor == .any)
    #expect(file.leastSize == 1)
    #expect(file.mostSize == 1000)
    #expect(file.contained.map(\.text) == ["^a$"])
    #expect(file.lacking.map(\.text) == ["b", "c"])
  }

  @Test(arguments: [
    ("files: [{exists: true}]", "p.yaml:2:17: image.files[0] needs the key \"path\""),
    (
      "files: [{path: /a, contains: '['}]",
      "p.yaml:2:38: image.files[0].contains must be a valid regular expression or a list, not \"[\""
    ),
    (
      "files: [{path: /a, exists: maybe}]",
      "p.yaml:2:36: image.files[0].exists must be true or false or one of optional, not \"maybe\""
    ),
    ("max-age: 3 weeks", "p.yaml:2:18: image.max-age must be a number of days such as 90d, not \"3 weeks\""),
    (
      "forbiden-ports: [1]",
      "p.yaml:2:9: image has no key \"forbiden-ports\"; did you mean \"forbidden-ports\"?"
    ),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ said: String) {
    #expect(problems("version: 1\nimage: {\(text)}\n") == [said])
  }

  @Test(arguments: ["/[/", "{a", ""]) func refusesPatterns(_ text: String) {
    #expect(ValuePattern(text) == nil)
  }

  @Test(
    arguments: [
      ("v*", "v1.2", true), ("v*", "1.2", false), ("/^[0-9a-f]{7,40}$/", "0f3c2a1", true),
      ("/^[0-9a-f]{7,40}$/", "latest", false), ("/app", "/app", true), ("/b/", "abc", true),
    ] as [(String, String, Bool)])
  func matchesValues(_ pattern: String, _ value: String, _ isFitting: Bool) throws {
    #expect(try #require(ValuePattern(pattern)).matches(value) == isFitting)
  }

  @Test func readsPackages() throws {
    let pattern = try #require(PackagePattern("deb:openssl* >= 3.0"))
    #expect(pattern.ecosystem == "dpkg")
    #expect(pattern.name.text == "openssl*")
    #expect(pattern.bound == .init(relation: .atLeast, version: "3.0"))
    #expect(try #require(PackagePattern("npm:@types/*")).name.text == "@types/*")
    #expect(try #require(PackagePattern("gcc")).bound == nil)
    #expect(try #require(PackagePattern("a=1")).bound?.relation == .equal)
  }

  @Test(arguments: ["", "cran:x", "a >=", "a b", ">= 3", "a >= 3 < 4", "npm:"])
  func refusesPackages(_ text: String) { #expect(PackagePattern(text) == nil) }

  @Test func anExpressionThatRunsOnIsGivenUp() throws {
    let expression = try TextExpression("(a|aa)+$")
    #expect(expression.find(in: [UInt8](repeating: UInt8(ascii: "a"), count: 5000) + [0]) == .unknown)
    #expect(try TextExpression("^b$", byLine: true).find(in: Array("a\nb\nc".utf8)) == .found(at: 2))
    #expect(try TextExpression("^b$").find(in: Array("a\nb\nc".utf8)) == .absent)
  }
}
