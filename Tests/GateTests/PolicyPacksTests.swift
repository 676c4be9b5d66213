import Compose
import Findings
import Foundation
import Policies
import PolicyPacks
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

/// The policies that the program carries.
struct PolicyPacksTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../policies")

  private func load(_ name: String) throws -> LoadedPolicy {
    var choice = PolicyChoice()
    choice.names = [name]
    return try choice.load()
  }

  @Test func theListIsTheFolder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let names = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(names.sorted() == PolicyChoice.builtIn)
    for name in names {
      let text = try String(contentsOf: Self.folder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
      #expect(PolicyPacks.all[name] == text)
    }
  }

  @Test(arguments: PolicyChoice.builtIn)
  func eachIsValidAndSaysWhatItIs(_ name: String) throws {
    let policy = try load(name).policy
    #expect(policy.name == name)
    #expect(!policy.description.isEmpty)
  }

  @Test func theSchemaIsWhatTheProgramPrints() throws {
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent("policy.schema.json"), encoding: .utf8)
    #expect(text == PolicyJSONSchema.text, "run ./dev docs")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }

  @Test func theReferenceIsWhatTheProgramPrints() throws {
    let file = Self.folder.appendingPathComponent("../docs/policy-reference.md")
    #expect(try String(contentsOf: file, encoding: .utf8) == PolicyReference.text, "run ./dev docs")
  }

  /// The lines of the starter's examples, each example by itself: a line that begins with `#` and no blank, and all that
  /// follow up to one without `#`.
  private func starterExamples(_ lines: [Substring]) -> [Range<Int>] {
    var examples: [Range<Int>] = []
    var next = 0
    for index in lines.indices where index >= next {
      let text = lines[index].drop { $0 == " " }
      guard text.hasPrefix("#"), !text.hasPrefix("# "), text != "#" else { continue }
      next = lines[index...].firstIndex { !$0.drop { $0 == " " }.hasPrefix("#") } ?? lines.count
      examples.append(index..<next)
    }
    return examples
  }

  @Test func eachExampleOfTheStarterCanBeUncommentedAndAllTogether() throws {
    let lines = PolicyStarter.text.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = starterExamples(lines)
    #expect(examples.count > 8)
    func load(_ chosen: [Range<Int>]) throws -> LoadedPolicy {
      let text = lines.enumerated().map { number, line in
        guard chosen.contains(where: { $0.contains(number) }), let sign = line.firstIndex(of: "#") else {
          return line
        }
        return line[..<sign] + line[line.index(after: sign)...]
      }.joined(separator: "\n")
      return try PolicyLoader(
        reader: FileReader(["p.yaml": text]), builtIn: PolicyPacks.all, rules: Rule.all.map(\.id)
      ).load(["p.yaml"])
    }
    let plain = try load([]).root
    for example in examples {
      let changed = try load([example]).root
      #expect(changed != plain, "\(lines[example.lowerBound]) changes nothing")
    }
    #expect(try load(examples).policy.assertions.count == 1)
  }

  @Test func theBaselinePolicyIsTheStandardOne() throws {
    var policy = try load("baseline").policy
    #expect(policy.failOn == .high)
    policy.name = ""
    policy.description = ""
    policy.promises = []
    policy.failOn = nil
    #expect(policy == .standard)
  }

  /// The controls of sections 4 and 5 of the benchmark, version 1.6.0.
  private let controls = (1...12).map { "4.\($0)" } + (1...32).map { "5.\($0)" }

  @Test func theBenchmarkHasEveryControlWithRulesOrAReason() throws {
    let benchmark = try #require(try load("cis-docker").policy.benchmark)
    #expect(benchmark.controls.map(\.id) == controls)
    for control in benchmark.controls {
      #expect(!control.rules.isEmpty || control.undecidable != nil, "\(control.id)")
    }
  }

  @Test func theBenchmarkNamesTheRulesThatNameIt() throws {
    let benchmark = try #require(try load("cis-docker").policy.benchmark)
    for control in benchmark.controls {
      let naming = Rule.all.filter { $0.description.references.contains(.cis(control.id)) }.map(\.id)
      let named = control.rules.map(\.text).filter { $0 != "secret-*" }
      #expect(Set(named) == Set(naming), "\(control.id)")
    }
  }

  @Test func eachControlGetsAnAnswer() throws {
    let policy = try load("cis-docker").policy
    let benchmark = try #require(policy.benchmark)
    var check = Check()
    check.policy = policy
    check.looksForSecrets = false
    check.images = [TestData.folder.appendingPathComponent("images/demo.tar.gz").path]
    let outcome = check.outcome()
    let rows = BenchmarkTable(benchmark, report: outcome.report, evidence: outcome.evidence).rows
    func answer(_ id: String) -> BenchmarkTable.Answer? { rows.first { $0.control.id == id }?.answer }
    #expect(answer("4.1") == .fail(1))
    #expect(answer("4.11") == .pass)
    #expect(answer("5.5") == .notChecked("no compose file was passed"))
    #expect(answer("5.23").map { if case .undecidable = $0 { true } else { false } } == true)
    let mapping = BenchmarkTable(benchmark)
    #expect(mapping.text.contains("image-root-user"))
    #expect(mapping.rows.count == rows.count && !rows.isEmpty)
    #expect(mapping.rows.allSatisfy { $0.answer.word == "rules" || $0.answer.word == "undecidable" })
  }

  @Test func whatCouldNotBeReadIsNoPass() throws {
    let policy = try load("cis-docker").policy
    let benchmark = try #require(policy.benchmark)
    var check = Check()
    check.images = ["no-such-file.tar"]
    let outcome = check.outcome()
    let rows = BenchmarkTable(benchmark, report: outcome.report, evidence: outcome.evidence).rows
    #expect(!rows.contains { $0.answer == .pass })
  }
}
