/// A point in a source file. Numbers are stored in 32 bits, since a model holds very many points.
package struct SourcePosition: Sendable, Hashable, Comparable {
  private var storedLine: UInt32
  private var storedColumn: UInt32
  private var storedOffset: UInt32

  package init(line: Int, column: Int, offset: Int) {
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
    storedOffset = UInt32(clamping: offset)
  }

  /// Line, counted from 1.
  package var line: Int { Int(storedLine) }

  /// Column in Unicode scalars, counted from 1.
  package var column: Int {
    get { Int(storedColumn) }
    set { storedColumn = UInt32(clamping: newValue) }
  }

  /// Offset in UTF-8 bytes from the start of the file, without a byte order mark.
  package var offset: Int {
    get { Int(storedOffset) }
    set { storedOffset = UInt32(clamping: newValue) }
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.storedOffset < right.storedOffset
  }
}

/// A piece of a source file, from its first character to just after its last.
package struct SourceSpan: Sendable, Hashable {
  private var name: FileName
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: String, start: SourcePosition, end: SourcePosition) {
    self.init(FileName(file), start: start, end: end)
  }

  package init(_ name: FileName, start: SourcePosition, end: SourcePosition) {
    self.name = name
    self.start = start
    self.end = end
  }

  /// The file's path as it was given or found.
  package var file: String { name.path }

  /// Whether both pieces are of one file.
  package func isInFile(of other: SourceSpan) -> Bool { name == other.name }
}

extension SourceSpan: CustomStringConvertible {
  package var description: String { "\(file):\(start.line):\(start.column)" }
}

extension SourceSpan: Comparable {
  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    if left.name != right.name { return left.name < right.name }
    return (left.start.offset, left.end.offset) < (right.start.offset, right.end.offset)
  }
}
