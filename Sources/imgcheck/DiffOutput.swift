import ArgumentParser
import Foundation
import Reports

/// The forms of a comparison.
enum DiffFormat: String, CaseIterable {
  case text, json, markdown

  func render(_ report: DiffReport, isColoured: Bool, showAll: Bool) throws -> String {
    switch self {
    case .text: DiffText.render(report, isColoured: isColoured, showAll: showAll)
    case .json: try DiffJSON.render(report)
    case .markdown: DiffMarkdown.render(report)
    }
  }

  /// The form that a file's name asks for; nil where it asks for none.
  init?(fileName: String) {
    switch URL(fileURLWithPath: fileName).pathExtension.lowercased() {
    case "txt": self = .text
    case "json": self = .json
    case "md": self = .markdown
    default: return nil
    }
  }
}

/// Where the comparison goes, and in which form.
struct DiffOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format on standard output: \(Choice.list(DiffFormat.self)).", valueName: "format"),
    transform: { text in try Choice.read(text, "format") })
  var format = DiffFormat.text

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Also write the comparison to a file; may be repeated. Without a format the file's extension decides: .txt, .json, .md.",
      valueName: "[format=]file"),
    transform: OutputFile.init)
  var outputs: [OutputFile<DiffFormat>] = []

  @Option(
    help: ArgumentHelp("Colours: auto, always, never.", valueName: "when"),
    transform: { text in try Choice.read(text, "choice of colours") })
  var color = ColorChoice.auto

  var showsText: Bool { format == .text }

  /// Writes the files first: a closed pipe at standard output must not cost them.
  func write(_ report: DiffReport, showAll: Bool, with writer: inout OutputWriter) throws {
    for file in outputs {
      writer.write(file.path) { try file.format.render(report, isColoured: false, showAll: true) }
    }
    let text = try format.render(report, isColoured: color.isColoured, showAll: showAll)
    do throws(ValidationError) { try Terminal.output(text) } catch { writer.note(error) }
  }
}

extension DiffFormat: FileFormat {
  static let example = "markdown=diff.md"
}
