/// Reads TOML 1.0 once, from front to back; a text of any bytes ends in a document or a failure.
struct TOMLReader {
  /// Arrays and inline tables within each other; what is read has two.
  static let deepest = 32
  /// Parts of a key; what is read has three. It bounds how deep tables lie in tables.
  static let keyParts = 32

  let bytes: [UInt8]
  var position = 0
  /// From 1.
  var line = 1
  private var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  func failure(_ reason: String) -> TOMLFailure { TOMLFailure(line: line, reason: reason) }

  // MARK: Bytes

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  func isAt(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  /// Passes over a text if it stands here.
  mutating func take(_ text: String) -> Bool {
    guard isAt(text) else { return false }
    position += text.utf8.count
    return true
  }

  mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
  }

  /// Passes over the end of a line if it is here.
  mutating func takeLineEnd() -> Bool {
    guard take("\n") || take("\r\n") else { return false }
    line += 1
    return true
  }

  /// Passes over a comment if one is here, not over the end of its line.
  mutating func skipComment() throws(TOMLFailure) {
    guard take("#") else { return }
    while let byte, byte != UInt8(ascii: "\n"), !isAt("\r\n") {
      guard !Self.isControl(byte) else { throw failure("a comment has a control character") }
      position += 1
    }
  }

  /// Those that no comment and no string may have as they are.
  static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7f
  }

  /// Passes over all that may stand between the elements of an array.
  private mutating func skipLines() throws(TOMLFailure) {
    repeat {
      skipBlanks()
      try skipComment()
    } while takeLineEnd()
  }

  // MARK: Document

  mutating func document() throws(TOMLFailure) -> TOMLTable {
    let root = TOMLTable(.header)
    var current = root
    while position < bytes.count {
      skipBlanks()
      switch byte {
      case nil, UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "["): current = try header(in: root)
      default: try pair(in: current)
      }
      skipBlanks()
      try skipComment()
      guard takeLineEnd() || byte == nil else { throw failure("the line should end here") }
    }
    return root
  }

  /// `[a.b]` or `[[a.b]]`; answers with the table that the lines behind it fill.
  private mutating func header(in root: TOMLTable) throws(TOMLFailure) -> TOMLTable {
    let isOfMany = take("[[")
    if !isOfMany { position += 1 }
    let key = try key()
    guard isOfMany ? take("]]") : take("]") else {
      throw failure("the header of '\(name(key))' is not closed")
    }
    var table = root
    for part in key.dropLast() { table = try parent(part, in: table, of: key) }
    let last = key[key.count - 1]
    guard isOfMany else { return try opened(last, in: table, key) }
    let new = TOMLTable(.header)
    switch table.values.removeValue(forKey: last) {
    case nil: table.values[last] = .tables([new])
    case .tables(var tables):
      tables.append(new)
      table.values[last] = .tables(tables)
    default: throw failure("'\(name(key))' is defined twice, and before as no array of tables")
    }
    return new
  }

  /// The table that a part of a header's name before the last leads to.
  private func parent(_ part: String, in table: TOMLTable, of key: [String]) throws(TOMLFailure) -> TOMLTable
  {
    switch table.values[part] {
    case nil:
      let new = TOMLTable(.innerHeader)
      table.values[part] = .table(new)
      return new
    case .table(let inner) where inner.origin != .inline: return inner
    case .tables(let tables) where !tables.isEmpty: return tables[tables.count - 1]
    default: throw failure("the table '\(name(key))' is in '\(part)', which takes none")
    }
  }

  private func opened(_ last: String, in table: TOMLTable, _ key: [String]) throws(TOMLFailure) -> TOMLTable {
    switch table.values[last] {
    case nil:
      let new = TOMLTable(.header)
      table.values[last] = .table(new)
      return new
    case .table(let known) where known.origin == .innerHeader:
      known.origin = .header
      return known
    default: throw failure("'\(name(key))' is defined twice")
    }
  }

  private func name(_ key: [String]) -> String { key.joined(separator: ".") }

  // MARK: Keys

  /// `key = value`.
  private mutating func pair(in table: TOMLTable) throws(TOMLFailure) {
    let key = try key()
    guard take("=") else { throw failure("'\(name(key))' has no equals sign") }
    var table = table
    for part in key.dropLast() {
      switch table.values[part] {
      case nil:
        let new = TOMLTable(.dottedKey)
        table.values[part] = .table(new)
        table = new
      case .table(let inner) where inner.origin == .dottedKey: table = inner
      default: throw failure("'\(name(key))' adds to '\(part)', which is complete")
      }
    }
    let last = key[key.count - 1]
    guard table.values[last] == nil else { throw failure("'\(name(key))' is defined twice") }
    skipBlanks()
    table.values[last] = try value()
  }

  /// Its parts, with the blanks around them: letters, digits, `_` and `-`, or strings of one line.
  private mutating func key() throws(TOMLFailure) -> [String] {
    var parts: [String] = []
    repeat {
      guard parts.count < Self.keyParts else { throw failure("a key has more than \(Self.keyParts) parts") }
      skipBlanks()
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard !isAt("\"\"\""), !isAt("'''") else { throw failure("a key has more than one line") }
        parts.append(try string())
      } else {
        let start = position
        while let byte, Self.isBare(byte) { position += 1 }
        guard start < position else { throw failure("the name of a key or a table is missing") }
        parts.append(String(decoding: bytes[start..<position], as: UTF8.self))
      }
      skipBlanks()
    } while take(".")
    return parts
  }

  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Values

  private mutating func value() throws(TOMLFailure) -> TOMLValue {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): .string(try string())
    case UInt8(ascii: "["): try nested { reader throws(TOMLFailure) in .array(try reader.array()) }
    case UInt8(ascii: "{"): try nested { reader throws(TOMLFailure) in .table(try reader.inlineTable()) }
    default: try scalar()
    }
  }

  /// Reads what stands in brackets or braces, which may have some of their own.
  private mutating func nested(_ read: (inout TOMLReader) throws(TOMLFailure) -> TOMLValue)
    throws(TOMLFailure) -> TOMLValue
  {
    guard depth < Self.deepest else { throw failure("values nest deeper than \(Self.deepest)") }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try read(&self)
  }

  private mutating func array() throws(TOMLFailure) -> [TOMLValue] {
    var elements: [TOMLValue] = []
    try skipLines()
    while !take("]") {
      guard byte != nil else { throw failure("an array is not closed") }
      elements.append(try value())
      try skipLines()
      guard take(",") || byte == UInt8(ascii: "]") else {
        throw failure("an array lacks a comma or its closing bracket")
      }
      try skipLines()
    }
    return elements
  }

  private mutating func inlineTable() throws(TOMLFailure) -> TOMLTable {
    let table = TOMLTable(.inline)
    skipBlanks()
    if take("}") { return table }
    repeat {
      skipBlanks()
      try pair(in: table)
      skipBlanks()
    } while take(",")
    guard take("}") else {
      throw failure("an inline table lacks a comma, or its closing brace on the same line")
    }
    close(table)
    return table
  }

  /// Keys with points make tables in an inline table; these are as complete as it.
  private func close(_ table: TOMLTable) {
    table.origin = .inline
    for case .table(let inner) in table.values.values where inner.origin == .dottedKey { close(inner) }
  }
}
