import ArgumentParser
import Findings
import Foundation
import Images
import Reports

/// Which of an archive's images.
struct ImageChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only this image of an archive: NAME, NAME:TAG, a tag, or its number from 0.", valueName: "image"))
  var image: String?

  @Option(
    help: ArgumentHelp("Only images of this platform.", valueName: "os/arch[/variant]"),
    transform: { text in
      guard let platform = Platform(text) else {
        throw ValidationError(
          "'\(text)' is no platform: write os/arch or os/arch/variant, such as linux/arm64.")
      }
      return platform
    })
  var platform: Platform?

  var selection: ImageSelection { ImageSelection(image: image, platform: platform) }
}

/// Where the report goes, and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The report's form on standard output: \(Choice.list(ReportFormat.self)).", valueName: "format"),
    transform: { text in try Choice.read(text, "format") })
  var format = ReportFormat.text

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write the report to a file too; may be given several times.", valueName: "format=file"),
    transform: OutputFile.init)
  var outputs: [OutputFile] = []

  @Option(
    help: ArgumentHelp("Colours: auto, always, never.", valueName: "when"),
    transform: { text in try Choice.read(text, "choice of colours") })
  var color = ColorChoice.auto

  /// Writes the files first: a closed pipe at standard output must not cost them.
  func write(_ report: Report, rules: [RuleDescription], showAll: Bool) throws {
    for output in outputs {
      let text = try output.format.render(report, rules: rules, isColoured: false, showAll: true)
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: output.path), options: .atomic)
      } catch {
        throw ValidationError(
          "The report cannot be written to '\(output.path)': \(error.localizedDescription)")
      }
    }
    let text = try format.render(report, rules: rules, isColoured: color.isColoured, showAll: showAll)
    try Terminal.output(text)
  }
}

/// `FORMAT=FILE`.
struct OutputFile {
  let format: ReportFormat
  let path: String

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ValidationError("'\(text)' is no output: write FORMAT=FILE, such as sarif=imgcheck.sarif.")
    }
    format = try Choice.read(parts[0], "format")
    path = parts[1]
  }
}

/// The forms of a report.
enum ReportFormat: String, CaseIterable {
  case text, json, sarif, html

  func render(_ report: Report, rules: [RuleDescription], isColoured: Bool, showAll: Bool) throws -> String {
    switch self {
    case .text: TextReport.render(report, isColoured: isColoured, showAll: showAll)
    case .json: try JSONReport.render(report)
    case .sarif: try SARIFReport.render(report, rules: rules)
    case .html: HTMLReport.render(report, rules: rules)
    }
  }
}

/// Values out of a fixed set, with an error that lists them.
enum Choice {
  static func read<Value: RawRepresentable<String> & CaseIterable>(_ text: String, _ what: String) throws
    -> Value
  {
    guard let value = Value(rawValue: text.lowercased()) else {
      throw ValidationError("'\(text)' is no \(what). There are: \(list(Value.self)).")
    }
    return value
  }

  static func list<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
