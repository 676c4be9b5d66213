import ArgumentParser
import Foundation

/// A form of what is written that the name of a file can tell.
protocol FileFormat: RawRepresentable<String>, CaseIterable {
  /// The form that a file's name asks for; nil where it asks for none.
  init?(fileName: String)

  /// How an output of this kind is asked for, such as `sarif=imgcheck.sarif`.
  static var example: String { get }

  /// Other words for forms, such as the ends of files' names.
  static var otherWords: [String: Self] { get }
}

extension FileFormat {
  static var otherWords: [String: Self] { [:] }

  /// A form by its word, or another word for it.
  static func named(_ word: String) throws -> Self {
    try otherWords[word.lowercased()] ?? Choice.read(word, "format")
  }
}

/// `FORMAT=FILE`, or a file whose name says its format.
struct OutputFile<Format: FileFormat> {
  let format: Format
  let path: String

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      format = try Format.named(parts[0])
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
