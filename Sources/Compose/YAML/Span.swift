/// A point in a source file.
package struct Position: Sendable, Hashable, Comparable {
  /// Line, counted from 1.
  package var line: Int
  /// Column in Unicode scalars, counted from 1.
  package var column: Int
  /// Offset in UTF-8 bytes from the start of the file, without a byte order mark.
  package var offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  package static func < (left: Position, right: Position) -> Bool { left.offset < right.offset }
}

/// A piece of a source file, from its first character to just after its last.
package struct Span: Sendable, Hashable {
  /// The file's path as it was given or found.
  package var file: String
  package var start: Position
  package var end: Position

  package init(file: String, start: Position, end: Position) {
    self.file = file
    self.start = start
    self.end = end
  }
}

extension Span: CustomStringConvertible {
  package var description: String { "\(file):\(start.line):\(start.column)" }
}

extension Span: Comparable {
  package static func < (left: Span, right: Span) -> Bool {
    (left.file, left.start.offset, left.end.offset) < (right.file, right.start.offset, right.end.offset)
  }
}
