import Compose
import Findings
import Testing

@testable import Policies

/// Loads policies from texts.
func load(
  _ files: [String: String], _ names: [String] = ["p.yaml"], environment: String? = nil
) throws(PolicyError) -> LoadedPolicy {
  let loader = PolicyLoader(
    reader: FileReader(files),
    builtIn: ["base": "version: 1\nimage: {max-size: 1MB, required-labels: [a]}\n", "other": "version: 1\n"],
    rules: [
      "image-root-user", "image-too-large", "layer-compiler", "layer-debugger", "compose-open-port",
      "secret-jwt",
    ])
  return try loader.load(names, environment: environment)
}

extension LoadedPolicy {
  /// The labels that the policy asks for, in its order.
  fileprivate var requiredLabels: [String] {
    policy.image.requirements.compactMap { requirement in
      if case .has(.label, let name, _) = requirement.kind { name.text } else { nil }
    }
  }
}

/// What is said of a policy that cannot be used.
func problems(_ text: String, _ more: [String: String] = [:]) -> [String] {
  do throws(PolicyError) {
    _ = try load(more.merging(["p.yaml": text]) { $1 })
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

@Suite struct PolicyLoadingTests {
  @Test func laterPoliciesGoOverEarlierOnes() throws {
    let loaded = try load([
      "p.yaml": """
      version: 1
      extends: [base, sub/team.yaml]
      image: {max-size: 3MB}
      """,
      "sub/team.yaml": """
      version: 1
      extends: below.yaml
      fail-on: low
      image: {max-size: 2MB, required-labels: [b, a]}
      """,
      "sub/below.yaml": "version: 1\nfail-on: note\nimage: {max-layers: 7}\n",
    ])
    #expect(loaded.policy.image.maximumSize == 3_000_000)
    #expect(loaded.requiredLabels == ["a", "b"])
    #expect(loaded.policy.image.maximumLayers == 7)
    #expect(loaded.policy.failOn == .low)
    #expect(loaded.sources == ["p.yaml", "built-in:base", "sub/team.yaml", "sub/below.yaml"])
  }

  @Test func overrideReplacesAListAndResetTakesBack() throws {
    let loaded = try load([
      "p.yaml": "version: 1\nextends: base\nimage: {required-labels: !override [b], max-size: !reset null}\n"
    ])
    #expect(loaded.requiredLabels == ["b"])
    #expect(loaded.policy.image.maximumSize == Policy.standard.image.maximumSize)
  }

  @Test func anEnvironmentGoesOverTheRest() throws {
    let files = [
      "p.yaml": """
      version: 1
      fail-on: high
      environments:
        staging: {fail-on: critical, rules: {layer-compiler: off}}
      """
    ]
    #expect(try load(files).policy.failOn == .high)
    let staging = try load(files, environment: "staging")
    #expect(staging.policy.failOn == .critical)
    #expect(!staging.policy.rules.isOn("layer-compiler"))
    let error = #expect(throws: PolicyError.self) { try load(files, environment: "stagin") }
    #expect(error?.description.contains("Did you mean 'staging'?") == true)
  }

  @Test func severalPoliciesHoldInTheirOrder() throws {
    let loaded = try load(
      ["a.yaml": "version: 1\nfail-on: low\n", "b.yaml": "version: 1\nfail-on: note\n"],
      ["a.yaml", "base", "b.yaml"])
    #expect(loaded.policy.failOn == .note)
    #expect(loaded.policy.image.maximumSize == 1_000_000)
  }

  @Test func aCircleIsAnErrorAtThePlaceThatClosesIt() {
    let said = problems(
      "version: 1\nextends: [q.yaml]\n", ["q.yaml": "version: 1\nextends:\n  - p.yaml\n"])
    #expect(said == ["q.yaml:3:5: p.yaml -> q.yaml -> p.yaml refers back to itself; break the circle"])
  }

  @Test(arguments: [
    (
      "version: 1\nimage: {max-sise: 1MB}\n",
      "p.yaml:2:9: image has no key \"max-sise\"; did you mean \"max-size\"?"
    ),
    (
      "version: 1\nfail_on: low\n", "p.yaml:2:1: a policy has no key \"fail_on\"; did you mean \"fail-on\"?"
    ),
    ("version: 2\n", "p.yaml:1:10: version must be one of 1, not \"2\""),
    ("fail-on: low\n", "p.yaml:1:1: a policy needs the key \"version\""),
    (
      "version: 1\nimage: {max-size: lots}\n",
      "p.yaml:2:19: image.max-size must be a size such as 300MB, 512MiB or 2g, not \"lots\""
    ),
    (
      "version: 1\nrules: {image-root-usr: off}\n",
      "p.yaml:2:9: rule \"image-root-usr\" does not exist; did you mean \"image-root-user\"?"
    ),
    (
      "version: 1\nsecrets: {off: [jwt, secret-jwt, jwr]}\n",
      "p.yaml:2:34: rule \"secret-jwr\" does not exist; did you mean \"secret-jwt\"?"
    ),
    (
      "version: 1\nrules: {image-*: high, leyer-*: off}\n",
      "p.yaml:2:24: rule \"leyer-*\" does not exist; `imgcheck rules` lists all"
    ),
    (
      "version: 1\nrules: {image-root-user: loud}\n",
      "p.yaml:2:26: rules.image-root-user must be one of off, on, note, low, medium, high, critical or a mapping, not \"loud\""
    ),
    (
      "version: 1\nexceptions: [{rule: image-root-user}]\n",
      "p.yaml:2:14: exceptions[0] needs the key \"reason\""
    ),
    (
      "version: 1\nexceptions: [{rule: image-root-user, reason: ' '}]\n",
      "p.yaml:2:46: exceptions[0].reason must be a reason in a few words, not \" \""
    ),
    (
      "version: 1\nextends: bas\n",
      "p.yaml:2:10: 'bas' is not a built-in policy. Did you mean 'base'? Choose base, other; a policy file ends in .yaml or has a / in its path"
    ),
    (
      "version: 1\nextends: ./no.yaml\n",
      "p.yaml:2:10: policy file no.yaml does not exist; correct the path or add the file"
    ),
    ("version: 1\nimage:\n", "p.yaml:2:7: image must be a mapping; it is empty"),
    ("- 1\n", "p.yaml:1:1: a policy must be a mapping, not a list"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ said: String) {
    #expect(problems(text) == [said])
  }

  @Test func allProblemsAreSaidAtOnce() {
    #expect(problems("version: 1\nfail_on: low\nimage: {max-layers: -1, x: 2}\n").count == 3)
  }

  @Test func problemsOfAllFilesAndOfTheirMeaningAreSaidAtOnceInTheirOrder() {
    let said = problems(
      """
      version: 1
      extends: [sub/team.yaml, ./absent.yaml]
      fail-on: hihg
      rules: {layer-compilr: off, image-root-user: crtical}
      """,
      ["sub/team.yaml": "version: 1\nimage: {max-layer: 3}\nfail-on: loww\n"])
    #expect(
      said == [
        "p.yaml:2:26: policy file absent.yaml does not exist; correct the path or add the file",
        "p.yaml:3:10: fail-on must be one of note, low, medium, high, critical, not \"hihg\"; did you mean \"high\"?",
        "p.yaml:4:9: rule \"layer-compilr\" does not exist; did you mean \"layer-compiler\"?",
        "p.yaml:4:46: rules.image-root-user must be one of off, on, note, low, medium, high, critical or a mapping, not \"crtical\"; did you mean \"critical\"?",
        "sub/team.yaml:2:9: image has no key \"max-layer\"; did you mean \"max-layers\"?",
        "sub/team.yaml:3:10: fail-on must be one of note, low, medium, high, critical, not \"loww\"; did you mean \"low\"?",
      ])
  }

  @Test func ofAPolicyWhoseBaseIsMissingOnlyWhatTheBaseMayDefineIsNotSaid() {
    let said = problems(
      """
      version: 1
      extends: bas
      rules: {image-root-usr: off, assert-theirs: off, secret-theirs: off}
      compose: {limits: [{memory: {min: 2g, max: 1g}}]}
      zones: {edge: {reaches: [theirs]}}
      assertions: [{name: own, that: servces.size() == 0, message: m}]
      """)
    #expect(said.map { $0.prefix(9) } == ["p.yaml:2:", "p.yaml:3:", "p.yaml:4:", "p.yaml:6:"], "\(said)")
  }

  @Test func whatHasNoSenseIsSaidBesideWhatHasTheWrongShapeAndInEveryEnvironment() {
    let said = problems(
      """
      version: 1
      rules: {layer-compilr: off}
      compose: {limits: [{memory: {min: 2g, max: 1g}, cpu: {max: 1}}]}
      environments:
        test: {rules: {layer-debuger: off}}
        other: {rules: {layer-debuger: off}}
      """)
    #expect(said.count == 5)
    #expect(said[0].contains("did you mean \"layer-compiler\"?"))
    #expect(said[1].contains("the minimum of \"memory\", 2g, is above its maximum, 1g"))
    #expect(said[2].contains("has no key \"cpu\"; did you mean \"cpus\"?"))
    #expect(said[3].hasPrefix("p.yaml:5:18:") && said[4].hasPrefix("p.yaml:6:19:"))
  }

  @Test func damagedTextIsAnErrorWithItsPlace() {
    #expect(problems("version: 1\nrules: [\n").first?.hasPrefix("p.yaml:3:1:") == true)
    #expect(problems("").first?.contains("is empty") == true)
    #expect(
      problems("version: 1\n---\nversion: 1\n").first?.hasPrefix("p.yaml:3:1: a policy is one YAML document")
        == true)
    #expect(problems("version: 1\nversion: 1\n").first?.contains("is repeated") == true)
  }

  @Test func ownKeysStartWithX() {
    #expect(problems("version: 1\nx-team: {a: b}\nimage: {x-note: c}\n").isEmpty)
  }
}

@Suite struct RuleSettingTests {
  @Test func aRulesOwnEntryWinsOverGlobsAndOfGlobsTheLast() throws {
    let rules = try load([
      "p.yaml": """
      version: 1
      rules:
        layer-compiler: on
        "*": off
        layer-*: low
        layer-debugger: {severity: critical, state: off}
      """
    ]).policy.rules
    #expect(rules.isOn("layer-compiler"))
    #expect(rules.severity(of: "layer-compiler") == .low)
    #expect(!rules.isOn("layer-debugger"))
    #expect(rules.severity(of: "layer-debugger") == .critical)
    #expect(!rules.isOn("image-root-user"))
  }

  @Test func aRuleTakesItsParameters() throws {
    let policy = try load(["p.yaml": "version: 1\nrules: {image-too-large: {max-size: 3MB, severity: low}}\n"]
    ).policy
    #expect(policy.image.maximumSize == 3_000_000)
    #expect(policy.rules.severity(of: "image-too-large") == .low)
    #expect(problems("version: 1\nrules: {image-root-user: {max-size: 3MB}}\n").count == 1)
  }

  @Test func aSeverityTurnsARuleOnThatAnotherPolicyTurnedOff() throws {
    let rules = try load(
      [
        "a.yaml": "version: 1\nrules: {layer-compiler: off}\n",
        "b.yaml": "version: 1\nrules: {layer-compiler: high}\n",
      ],
      ["a.yaml", "b.yaml"]
    ).policy.rules
    #expect(rules.isOn("layer-compiler"))
  }
}

@Suite struct PolicyTextTests {
  @Test func showsWhereEachValueComesFrom() throws {
    let loaded = try load(["p.yaml": "version: 1\nextends: base\nfail-on: low\nimage:\n  max-size: 2MB\n"])
    let text = PolicyText(loaded, hasOrigins: true).text
    #expect(text.contains("fail-on: low  # p.yaml:3:10\n"))
    #expect(text.contains("  max-size: \"2MB\"  # p.yaml:5:13, replaces built-in:base:2:19\n"))
    #expect(text.contains("  max-layers: 60  # built in\n"))
    #expect(text.contains("    - a  # built-in:base:2:42\n"))
  }

  @Test func whatIsShownIsAPolicyThatSaysTheSame() throws {
    let loaded = try load([
      "p.yaml": """
      version: 1
      extends: base
      rules: {layer-*: off, image-too-large: {max-size: 7MB}}
      exceptions: [{rule: secret-jwt, reason: "a: b", until: 2030-01-01, path: [a, b]}]
      compose: {public-ports: [8443]}
      """
    ])
    let again = try load(["p.yaml": PolicyText(loaded, hasOrigins: false).text])
    #expect(again.policy.image == loaded.policy.image)
    #expect(again.policy.compose == loaded.policy.compose)
    #expect(again.policy.rules == loaded.policy.rules)
    #expect(again.policy.exceptions.map(\.reason) == ["a: b"])
  }

  @Test func theDifferenceIsByValue() throws {
    let old = try load(["p.yaml": "version: 1\nfail-on: low\nimage: {required-labels: [a, b]}\n"])
    let new = try load(["p.yaml": "version: 1\nimage: {required-labels: [b, c], max-layers: 3}\n"])
    let changes = PolicyDifference(old, new).changes
    #expect(
      changes.map(\.key) == [
        "fail-on", "image.max-layers", "image.required-labels[a]", "image.required-labels[c]",
      ])
    #expect(changes[0].new == nil)
    #expect(changes[1].new?.text == "3")
    #expect(PolicyDifference(old, old).changes.isEmpty)
  }

  @Test func theStarterIsAPolicy() throws {
    let problems = problems(PolicyStarter.text, [:]).filter { !$0.contains("rule \"") }
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.contains("'production' is not a built-in policy") })
  }
}
