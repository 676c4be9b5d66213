import Findings
import Yams

/// Finds both places of a key that stands twice in one mapping.
enum DuplicateKeys {
  /// The first place is known; in block style the second has the same indentation.
  static func locate(_ key: String, in source: Source, near mark: Mark) -> LoadError {
    let start = source.position(line: mark.line, column: mark.column)
    let first = source.span(start.offset, start.offset + key.utf8.count)
    var number = mark.line + 1
    while number <= source.lineCount {
      let line = source.line(number)
      if let found = column(of: key, in: line, indent: mark.column - 1) {
        let position = source.position(line: number, column: found)
        return .duplicateKey(
          key, first: first, second: source.span(position.offset, position.offset + key.utf8.count))
      }
      number += 1
    }
    return .duplicateKey(key, first: first, second: first)
  }

  /// The column of a key that starts a line after an indentation, counted from 1.
  private static func column(of key: String, in line: ArraySlice<UInt8>, indent: Int) -> Int? {
    let blanks = line.prefix { $0 == .space }
    guard blanks.count == indent else { return nil }
    var rest = line.dropFirst(indent)
    let quote = rest.first.flatMap { "\"'".utf8.contains($0) ? $0 : nil }
    if quote != nil { rest = rest.dropFirst() }
    guard rest.starts(with: key.utf8) else { return nil }
    rest = rest.dropFirst(key.utf8.count)
    if let quote {
      guard rest.first == quote else { return nil }
      rest = rest.dropFirst()
    }
    return rest.drop { $0 == .space }.first == .colon ? indent + 1 : nil
  }
}

extension Source {
  /// Whether a text that is not YAML has the marks of a template language.
  var looksLikeTemplate: Bool { firstTemplate != nil }

  /// The first `{{`, `{%` or `<%`.
  var firstTemplate: SourceSpan? {
    for index in bytes.indices.dropLast() {
      let next = bytes[index + 1]
      let opens =
        bytes[index] == UInt8(ascii: "{") && (next == UInt8(ascii: "{") || next == UInt8(ascii: "%"))
      if opens || bytes[index] == UInt8(ascii: "<") && next == UInt8(ascii: "%") {
        return span(index, index + 2)
      }
    }
    return nil
  }
}
