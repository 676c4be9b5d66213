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
    help: ArgumentHelp("The form on standard output: \(Choice.list(DiffFormat.self)).", valueName: "format"),
    transform: { text in try Choice.read(text, "format") })
  var format = DiffFormat.text

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write the comparison to a file too; may be given several times. Without a format the file's name says it: .txt, .json, .md.",
      valueName: "[format=]file"),
    transform: DiffFile.init)
  var outputs: [DiffFile] = []

  @Option(
    help: ArgumentHelp("Colours: auto, always, never.", valueName: "when"),
    transform: { text in try Choice.read(text, "choice of colours") })
  var color = ColorChoice.auto

  var showsText: Bool { format == .text }

  /// Writes the files first: a closed pipe at standard output must not cost them.
  func write(_ report: DiffReport, showAll: Bool) throws {
    for file in outputs {
      let text = try file.format.render(report, isColoured: false, showAll: true)
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file.path), options: .atomic)
      } catch {
        throw ValidationError(
          "The comparison cannot be written to '\(file.path)': \(error.localizedDescription)")
      }
    }
    try Terminal.output(format.render(report, isColoured: color.isColoured, showAll: showAll))
  }
}

/// `FORMAT=FILE`, or a file whose name says its format.
struct DiffFile {
  let format: DiffFormat
  let path: String

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      format = try Choice.read(parts[0], "format")
      path = parts[1]
    } else if let guessed = DiffFormat(fileName: text) {
      format = guessed
      path = text
    } else {
      throw ValidationError(
        "'\(text)' is no output: write FORMAT=FILE, such as markdown=diff.md. "
          + "There are: \(Choice.list(DiffFormat.self)).")
    }
    guard !path.isEmpty else {
      throw ValidationError("'\(text)' names no file: write FORMAT=FILE, such as markdown=diff.md.")
    }
  }
}
