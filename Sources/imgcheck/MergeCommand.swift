import ArgumentParser
import Findings
import Foundation
import Reports
import Rules

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merge several JSON reports, or several SARIF logs, into one.",
    discussion: """
      JSON reports become one report, in any format. SARIF logs become one log: runs of one tool and category, which \
      GitHub would refuse, become one run if they are imgcheck's. The exit status is 0 whatever the reports say, \
      2 if they do not go together, 3 if one could not be read.
      """)

  @Argument(help: ArgumentHelp("Reports: all JSON, or all SARIF.", valueName: "report"))
  var inputs: [String]

  @Option(
    help: ArgumentHelp("The threshold of the merged report, if theirs differ.", valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var failOn: Severity?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let template = try output.readTemplate()
    try SandboxOptions.enter(reading: inputs, writing: output.outputs.map(\.path))
    let files = try inputs.map { ($0, try ReportInput.read($0)) }
    let logs = files.filter { SARIFMerge.isLog($0.1) }
    guard !logs.isEmpty else { return try mergeReports(files, by: template) }
    guard logs.count == files.count else {
      let other = files.first { !SARIFMerge.isLog($0.1) }?.0 ?? ""
      throw ValidationError(
        "'\(logs[0].0)' is SARIF and '\(SafeText.show(other))' is not: merge reports of one format, all JSON or all SARIF."
      )
    }
    try mergeLogs(logs)
  }

  private func mergeReports(_ files: [(String, [UInt8])], by template: TemplateReport?) throws {
    let reports = try files.map { try ReportInput.report($0.1, $0.0) }
    let merged: Report
    do throws(ReportMerge.Failure) {
      merged = try ReportMerge.merge(reports, failOn: failOn)
    } catch {
      throw ValidationError(error.description)
    }
    var writer = OutputWriter(sparing: inputs + output.inputFiles)
    try output.write(
      merged, by: template, rules: Rule.descriptions(for: merged), showAll: false, isQuiet: true,
      with: &writer)
    try writer.finish()
  }

  private func mergeLogs(_ files: [(String, [UInt8])]) throws {
    guard output.category == nil, !output.showSuppressed, output.template == nil, output.severity == nil
    else {
      throw ValidationError(
        "SARIF logs are merged unchanged; use --category, --show-suppressed, --severity and --template in the runs that write them."
      )
    }
    let others = output.outputs.map(\.format) + [output.format].compactMap(\.self)
    guard others.allSatisfy({ $0 == .sarif }) else {
      throw ValidationError(
        "SARIF logs can be merged only into SARIF; write -o sarif=FILE, or merge JSON reports.")
    }
    let merged: String
    do {
      merged = try SARIFMerge.merge(files)
    } catch let failure as SARIFMerge.Failure {
      guard failure.isUnreadable else { throw ValidationError(failure.description) }
      throw ReportInput.fail(failure.description)
    }
    var writer = OutputWriter(sparing: inputs)
    for file in output.outputs { writer.write(file.path) { merged } }
    if output.outputs.isEmpty || output.format != nil || !writer.failures.isEmpty {
      do throws(ValidationError) { try Terminal.output(merged) } catch { writer.note(error) }
    }
    try writer.finish()
  }
}
