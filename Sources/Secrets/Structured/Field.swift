/// A value that a file gives to a name.
struct Field: Sendable, Hashable {
  /// The names on the way to the value, the outermost first, in small letters.
  let path: [String]
  /// The value's bytes in the file, without quotes.
  let range: Range<Int>

  var name: String { path.last ?? "" }
}

/// How a file writes names and values. Each reader takes any bytes: what it does not understand, it leaves out.
enum FieldFormat: Sendable, Hashable {
  /// `name = value` or `name: value` on a line, with `[sections]`.
  case lines
  /// `name value` on a line.
  case words
  case json
  case xml
  case yaml
  /// Any program text: quoted strings with a name, `=`, `:`, `=>` or `,` before them.
  case quoted
  /// A table with colons; the number of the column that is secret, from 0.
  case columns(secret: Int)
  /// A table with white space; the number of the column that is secret, from 0.
  case wordColumns(secret: Int)
  /// A table whose last column is secret, after the line's last colon.
  case lastColumn
  /// `user: password, role` on a line.
  case realm
  /// `name=value` anywhere on a line, also several of them, also in quotes.
  case pairs
  /// `machine` entries (netrc).
  case netrc
  /// One address with credentials on a line.
  case addresses
  /// A table whose first row names the columns: CSV, or a table of Markdown.
  case table
  /// The whole file is the value.
  case whole

  /// Whether the bytes may hold a field at all; cheap, and for most formats always so.
  func mayHold(_ bytes: Span<UInt8>) -> Bool {
    switch self {
    case .table: TableFields.mayHold(bytes)
    case .lines, .words, .json, .xml, .yaml, .quoted, .columns, .wordColumns, .lastColumn, .realm, .pairs,
      .netrc, .addresses, .whole:
      true
    }
  }

  func fields(in bytes: [UInt8]) -> [Field] {
    switch self {
    case .lines: LineFields.read(bytes)
    case .words: WordFields.read(bytes)
    case .json: JSONFields.read(bytes)
    case .xml: XMLFields.read(bytes)
    case .yaml: YAMLFields.read(bytes)
    case .quoted: QuotedFields.read(bytes)
    case .columns(let secret): ColumnFields.read(bytes, secret: secret)
    case .wordColumns(let secret): WordColumnFields.read(bytes, secret: secret)
    case .lastColumn: LastColumnFields.read(bytes)
    case .realm: RealmFields.read(bytes)
    case .pairs: PairFields.read(bytes)
    case .netrc: NetrcFields.read(bytes)
    case .addresses: AddressFields.read(bytes)
    case .table: TableFields.read(bytes)
    case .whole: WholeField.read(bytes)
    }
  }
}

/// Lines and words of bytes, by their ranges.
enum TextRanges {
  static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(start..<(index > start && bytes[index - 1] == 0x0D ? index - 1 : index))
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }

  static func words(_ range: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    bytes[range].split(whereSeparator: { $0 <= 0x20 }).map { $0.startIndex..<$0.endIndex }
  }

  /// Words of which some are in double quotes, with white space in them.
  static func quotedWords(_ range: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    var isQuoted = false
    return bytes[range].split(whereSeparator: { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return byte <= 0x20 && !isQuoted
    }).map { $0.startIndex..<$0.endIndex }
  }

  /// Without the quotes around it, or, where it is bare, without a comment after it.
  static func unquoted(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let range = trimmed(range, in: bytes)
    guard let first = range.first, let last = range.last else { return range }
    let quote = bytes[first]
    let isTripled = range.count > 6 && bytes[range].prefix(3).allSatisfy { $0 == quote }
    if isTripled, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return unquoted((first + 2)..<range.upperBound, in: bytes)
    }
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      // A quote that is all of the value, where the text begins on the next line.
      let rest = bytes[(first + 1)..<(last + 1)]
      if let end = rest.firstIndex(of: quote) { return (first + 1)..<end }
      return (first + 1)..<range.upperBound
    }
    for index in range.dropFirst() where bytes[index] == UInt8(ascii: "#") && bytes[index - 1] <= 0x20 {
      return trimmed(range.lowerBound..<index, in: bytes)
    }
    return range
  }

  /// A name in small letters, without quotes.
  static func name(_ range: Range<Int>, in bytes: [UInt8]) -> String {
    String(decoding: bytes[unquoted(range, in: bytes)], as: UTF8.self).lowercased()
  }
}
