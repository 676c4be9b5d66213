import ArgumentParser
import Findings
import Foundation
import Reports
import Rules

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert a JSON report to other formats.",
    discussion: """
      Reads what 'imgcheck -o json=FILE' wrote and does not check again: the exit status is 0 whatever the report \
      says, 2 if an output could not be written, 3 if the report could not be read.
      """)

  @Argument(help: ArgumentHelp("A JSON report, or - for standard input.", valueName: "report"))
  var input: String

  @OptionGroup var output: OutputOptions

  @Flag(name: .customLong("all"), help: "List every place of every finding in the text report.")
  var showAll = false

  func run() throws {
    let template = try output.readTemplate()
    try SandboxOptions.enter(reading: [input], writing: output.outputs.map(\.path))
    let report = try ReportInput.report(ReportInput.read(input), input)
    var writer = OutputWriter(sparing: [input] + output.inputFiles)
    try output.write(
      report, by: template, rules: Rule.descriptions(for: report), showAll: showAll, isQuiet: true,
      with: &writer)
    try writer.finish()
  }
}

/// Files that convert and merge read.
enum ReportInput {
  /// A report's bytes at most: far above the largest image's.
  private static let largest = 1 << 30

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String) throws -> [UInt8] {
    do {
      let handle =
        path == "-"
        ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let data = try handle.read(upToCount: largest) ?? Data()
      guard data.count < largest else { throw fail("\(path): is larger than any report") }
      return [UInt8](data)
    } catch let code as ExitCode {
      throw code
    } catch {
      throw fail("\(path): cannot be read: \(error.localizedDescription)")
    }
  }

  static func report(_ bytes: [UInt8], _ path: String) throws -> Report {
    do throws(ReportFile.Failure) {
      return try ReportFile.read(bytes, name: path)
    } catch {
      throw fail(error.description)
    }
  }

  /// Says why, and gives the exit status for what could not be read.
  static func fail(_ reason: String) -> ExitCode {
    Terminal.complain("imgcheck: \(SafeText.show(reason))")
    return ExitCode(3)
  }
}
