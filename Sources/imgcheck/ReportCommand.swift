import ArgumentParser
import Findings
import Gate
import Policies
import Reports

struct ReportCommand: JudgingCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Print the result of each control of a benchmark; without an input, the rules that decide each.",
    usage: "imgcheck report --benchmark <policy> [<image or compose file> ...] [options]")

  @Option(
    help: ArgumentHelp(
      "A policy that lists the controls of a benchmark, for example cis-docker.", valueName: "policy"),
    completion: .list(PolicyChoice.builtIn))
  var benchmark: String

  @OptionGroup var check: CheckCommand

  func run(by origin: ConfigOrigin?) throws {
    var check = check
    check.policies.policy.insert(benchmark, at: 0)
    let policy = try check.policies.load().policy
    guard let list = policy.benchmark else {
      throw ValidationError("The policy '\(benchmark)' lists no controls of a benchmark.")
    }
    guard check.hasInput else {
      return try Terminal.output(BenchmarkTable(list).text)
    }
    let outcome = try check.outcome(by: origin)
    let report = outcome.report
    try Terminal.output(BenchmarkTable(list, report: report, evidence: outcome.evidence).text)
    for problem in report.incomplete {
      Terminal.complain(
        "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    Terminal.complain(report.configurations)
    if report.exitCode != 0 { throw ExitCode(Int32(report.exitCode)) }
  }

  func validate() throws { if check.hasInput { try check.validate() } }
}
