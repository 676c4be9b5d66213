import ArgumentParser
import Findings
import Foundation
import Gate
import Reports

/// Baselines as files.
enum BaselineFile {
  /// - Throws: an error of usage where the file is no report of an earlier run.
  static func read(_ path: String) throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError(
        "The baseline '\(path)' cannot be read; pass the JSON or SARIF report of an earlier run.")
    }
    do throws(Baseline.Failure) {
      return try Baseline(file: path, data: data)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "Record today's findings, so that only new ones count.",
    subcommands: [BaselineWriteCommand.self])
}

struct BaselineWriteCommand: JudgingCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Check, and write the findings to a file for --baseline. An incomplete check exits with 3."
  )

  @OptionGroup var check: CheckCommand

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var destination = "imgcheck-baseline.json"

  func run(by origin: ConfigOrigin?) throws {
    let outcome = try check.outcome(by: origin, writing: [destination])
    let report = outcome.report
    Terminal.complain(report.configurations)
    for problem in report.incomplete {
      Terminal.complain(
        "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    // A baseline of half an image would call the other half new, or hide that it was never read.
    guard report.incomplete.isEmpty else { throw ExitCode(3) }
    var writer = OutputWriter(sparing: outcome.filesRead)
    writer.write(destination) { try JSONReport.render(report) }
    try writer.finish()
    try Terminal.output("wrote \(report.findings.count) findings to \(destination)\n")
  }

  func validate() throws { try check.validate() }
}
