import Findings
import Policies
import TestSupport
import Testing

@testable import Gate

/// The answers of the CIS benchmark's table: a pass only where a rule could have said no.
struct BenchmarkTests {
  private static func answer(_ id: String, _ input: String) throws -> BenchmarkTable.Answer {
    let run = try PackRun(input, under: ["cis-docker"], looksForSecrets: id == "4.10")
    let benchmark = try #require(run.policy.benchmark)
    let table = BenchmarkTable(benchmark, report: run.report, evidence: run.evidence)
    return try #require(table.rows.first { $0.control.id == id }).answer
  }

  private static func controls() throws -> [Benchmark.Control] {
    var choice = PolicyChoice()
    choice.names = ["cis-docker"]
    return try #require(try choice.load().policy.benchmark).controls
  }

  @Test func everyControlHasACaseForEachAnswerThatItCanGive() throws {
    let controls = try Self.controls()
    #expect(Set(BenchmarkCase.all.keys) == Set(controls.map(\.id)))
    for control in controls {
      let cases = try #require(BenchmarkCase.all[control.id])
      #expect(!cases.open.isEmpty, "\(control.id)")
      #expect(cases.fails.isEmpty == control.rules.isEmpty, "\(control.id)")
      #expect(cases.passes.isEmpty == (control.undecidable != nil), "\(control.id)")
    }
  }

  @Test(arguments: BenchmarkCase.all.keys.sorted())
  func theControlAnswersEachWay(_ id: String) throws {
    let cases = try #require(BenchmarkCase.all[id])
    for input in cases.fails {
      let answer = try Self.answer(id, input)
      #expect(answer.word == "fail", "\(id): \(answer)\n\(input)")
    }
    for input in cases.passes {
      #expect(try Self.answer(id, input) == .pass, "\(id)\n\(input)")
    }
    for input in cases.open {
      let answer = try Self.answer(id, input)
      guard case .undecidable(let why) = answer else {
        Issue.record("\(id): \(answer)\n\(input)")
        continue
      }
      #expect(!why.isEmpty)
    }
  }

  @Test func nothingGivenAndNothingCheckedIsNoPass() throws {
    let controls = try Self.controls()
    let inputs = ["# compose\nservices: {}", "# image\nimage: app:1.0"]
    for input in inputs {
      let run = try PackRun(input, under: ["cis-docker"])
      let table = BenchmarkTable(
        try #require(run.policy.benchmark), report: run.report, evidence: run.evidence)
      let isCompose = input.hasPrefix("# compose")
      for row in table.rows where row.control.id.hasPrefix(isCompose ? "" : "5.") && row.control.id != "5.7" {
        #expect(row.answer != .pass, "\(row.control.id)")
      }
    }
    // Secrets that nobody looked for.
    let clean = "# image\nEnv: A=b\nlayer: COPY app /srv/app # buildkit\n  -rwxr-xr-x 0:0 /srv/app 10"
    let run = try PackRun(clean, under: ["cis-docker"])
    let table = BenchmarkTable(try #require(run.policy.benchmark), report: run.report, evidence: run.evidence)
    #expect(
      table.rows.first { $0.control.id == "4.10" }?.answer
        == .notChecked("files were not searched for secrets"))
    #expect(controls.count == table.rows.count)
  }

  @Test func whatIsAllowedOrSwitchedOffIsNoPass() throws {
    let service = "# compose\nservices:\n  app:\n    image: app:1.0\n    privileged: true\n# policy\n"
    #expect(
      try Self.answer("5.5", service + "exceptions: [{rule: compose-privileged, reason: needs it}]")
        == .notChecked("1 finding is suppressed"))
    #expect(
      try Self.answer("5.5", service + "rules: {compose-privileged: off}")
        == .notChecked("the policy turns compose-privileged off"))
    let limits = "# compose\nservices:\n  app:\n    image: app:1.0\n# policy\n"
    #expect(
      try Self.answer("5.11", limits + "compose: {limits: [{memory: {max: 1g}, required: true}]}")
        == .notChecked("the policy's compose.limits replace the rules"))
    let port = "# compose\nservices:\n  app:\n    image: app:1.0\n    ports: [\"443:443\"]\n# policy\n"
    #expect(
      try Self.answer("5.14", port + "compose: {public-ports: [443]}")
        == .notChecked("the policy lets every service open port 443 (compose.public-ports)"))
  }
}
