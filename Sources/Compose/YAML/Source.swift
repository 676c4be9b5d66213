import Findings

/// The text of one file with the table that turns lines and columns into offsets and back.
package struct Source: Sendable {
  /// The file's path as it was given or found.
  package let file: String
  /// The text without its byte order mark.
  package let text: String
  /// The same text as UTF-8.
  package let bytes: [UInt8]
  private let name: FileName
  private let lineStarts: [Int]
  /// Whether the file begins with a byte order mark.
  package let hasByteOrderMark: Bool
  /// Whether a carriage return is anywhere in it.
  let hasCarriageReturns: Bool

  /// Takes the bytes of a file.
  /// - Throws: `LoadError.notText` when they are not UTF-8.
  package init(file: String, bytes: [UInt8]) throws(LoadError) {
    var content = bytes[...]
    let hasMark = content.starts(with: Self.byteOrderMark)
    if hasMark { content = content.dropFirst(Self.byteOrderMark.count) }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw LoadError.notText(file: file)
    }
    self.init(file: file, text: text, bytes: Array(content), hasByteOrderMark: hasMark)
  }

  package init(file: String, text: String) {
    self.init(file: file, text: text, bytes: Array(text.utf8), hasByteOrderMark: false)
  }

  /// UTF-8's, which some editors write.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private init(file: String, text: String, bytes: [UInt8], hasByteOrderMark: Bool) {
    self.hasByteOrderMark = hasByteOrderMark
    self.file = file
    self.name = FileName(file)
    self.text = text
    self.bytes = bytes
    self.lineStarts = Self.lineStarts(in: bytes)
    self.hasCarriageReturns = bytes.contains(.carriageReturn)
  }

  /// How many lines the text has.
  package var lineCount: Int { lineStarts.count }

  /// The bytes of a line, counted from 1, without its line break.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= lineStarts.count else { return [] }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == .newline || bytes[end - 1] == .carriageReturn { end -= 1 }
    return bytes[start..<end]
  }

  /// The position of a line and column, both counted from 1; past the end it is the end.
  package func position(line: Int, column: Int) -> SourcePosition {
    guard line >= 1, line <= lineStarts.count else { return position(at: bytes.count) }
    var offset = lineStarts[line - 1]
    var left = column - 1
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return SourcePosition(line: line, column: column, offset: min(offset, bytes.count))
  }

  /// The same, reached from a place that is known: on a long line it costs what lies between. A place on another line,
  /// or behind the one that is looked for, is of no use.
  func position(line: Int, column: Int, from known: SourcePosition) -> SourcePosition {
    guard known.line == line, known.column <= column, known.offset <= bytes.count else {
      return position(line: line, column: column)
    }
    var (offset, left) = (known.offset, column - known.column)
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return SourcePosition(line: line, column: column, offset: offset)
  }

  /// The same for an offset.
  func position(at offset: Int, from known: SourcePosition) -> SourcePosition {
    let isSameLine = known.line == lineStarts.count || offset < lineStarts[known.line]
    guard isSameLine, offset >= known.offset else { return position(at: offset) }
    let end = min(offset, bytes.count)
    var column = known.column
    for index in known.offset..<max(known.offset, end) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return SourcePosition(line: known.line, column: column, offset: end)
  }

  /// The position of an offset in bytes.
  package func position(at offset: Int) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for index in lineStarts[low]..<max(lineStarts[low], min(offset, bytes.count)) {
      if bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
    return SourcePosition(line: low + 1, column: column, offset: min(offset, bytes.count))
  }

  /// The piece between two offsets.
  package func span(_ start: Int, _ end: Int) -> SourceSpan {
    span(from: position(at: start), max(start, end))
  }

  /// The piece between two known positions.
  func span(_ start: SourcePosition, _ end: SourcePosition) -> SourceSpan {
    SourceSpan(name, start: start, end: end)
  }

  /// The piece between a known position and an offset behind it, which mostly is on the same line.
  func span(from start: SourcePosition, _ end: Int) -> SourceSpan {
    SourceSpan(name, start: start, end: position(at: end, from: start))
  }

  /// Line breaks as libyaml counts them: LF, CR, CRLF, NEL, LS and PS.
  private static func lineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case .newline:
        starts.append(index)
      case .carriageReturn:
        if index < bytes.count, bytes[index] == .newline { index += 1 }
        starts.append(index)
      case 0xC2 where index < bytes.count && bytes[index] == 0x85:
        index += 1
        starts.append(index)
      case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80 && bytes[index + 1] & 0xFE == 0xA8:
        index += 2
        starts.append(index)
      default:
        continue
      }
    }
    return starts
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let star = UInt8(ascii: "*")

  /// A space, tab or line break.
  var isYAMLWhitespace: Bool {
    self == .space || self == .tab || self == .newline || self == .carriageReturn
  }
}
