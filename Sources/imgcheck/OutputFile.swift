import ArgumentParser
import Foundation

/// A form of what is written that the name of a file can tell.
protocol FileFormat: RawRepresentable<String>, CaseIterable {
  /// The form that a file's name asks for; nil where it asks for none.
  init?(fileName: String)

  /// How an output of this kind is asked for, such as `sarif=imgcheck.sarif`.
  static var example: String { get }
}

/// `FORMAT=FILE`, or a file whose name says its format.
struct OutputFile<Format: FileFormat> {
  let format: Format
  let path: String

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      format = try Choice.read(parts[0], "format")
      path = parts[1]
    } else if let guessed = Format(fileName: text) {
      format = guessed
      path = text
    } else {
      throw ValidationError(
        "'\(text)' is not an output; write FORMAT=FILE, for example \(Format.example). "
          + "Formats: \(Choice.list(Format.self)).")
    }
    guard !path.isEmpty else {
      throw ValidationError("'\(text)' names no file; write FORMAT=FILE, for example \(Format.example).")
    }
  }
}
