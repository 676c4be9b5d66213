import Findings

/// A file of `KEY=value` lines, in the grammar that Compose reads for `.env` and `env_file`.
package struct EnvironmentFile: Sendable {
  /// One variable of the file.
  package struct Entry: Sendable, Equatable {
    package var key: String
    /// nil for a bare key, which takes its value from elsewhere.
    package var value: String?
    /// Where the value (or bare key) stands.
    package var span: SourceSpan
    /// The variables the value used.
    package var variables: [Variable] = []
  }

  /// The lines in their order; a key may stand several times, the last counts.
  package private(set) var entries: [Entry] = []

  private let source: Source
  private var variables: Variables
  private let limits: Limits
  private var room: Int
  private var index = 0
  private var bytes: [UInt8] { source.bytes }

  /// Reads a file.
  /// - Parameters:
  ///   - variables: what values may refer to; earlier lines come after them.
  ///   - raw: whether the file is `format: raw`, without quotes, comments and variables.
  /// - Throws: `LoadError.environment` with the line for what Compose refuses.
  package init(
    _ source: Source, variables: Variables = Variables(), raw: Bool = false, limits: Limits = Limits()
  ) throws(LoadError) {
    self.source = source
    self.limits = limits
    self.room = limits.expandedBytes
    self.variables = variables.over([])
    if raw { readRaw() } else { try read() }
  }

  private mutating func readRaw() {
    for number in 1...max(1, source.lineCount) {
      let line = source.line(number)
      guard let first = line.first, first != .hash else { continue }
      let key = line.prefix { $0 != UInt8(ascii: "=") }
      let value = line.dropFirst(key.count + 1)
      let hasValue = key.endIndex < line.endIndex
      entries.append(
        Entry(
          key: String(decoding: key, as: UTF8.self),
          value: hasValue ? String(decoding: value, as: UTF8.self) : nil,
          span: source.span(hasValue ? value.startIndex : line.startIndex, line.endIndex)))
    }
  }

  private mutating func read() throws(LoadError) {
    while let entry = try next() {
      if entry.key.utf8.first.map({ (0x30...0x39).contains($0) }) ?? true { continue }
      entries.append(entry)
      variables.define(entry)
    }
  }

  private mutating func next() throws(LoadError) -> Entry? {
    skipBlankLines()
    guard index < bytes.count else { return nil }
    skipExport()
    let start = index
    while index < bytes.count, bytes[index].isKeyByte { index += 1 }
    let key = String(decoding: bytes[start..<index], as: UTF8.self)
    let keyEnd = index
    skipSpaces()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") || bytes[index] == .colon else {
      guard index >= bytes.count || bytes[index].endsLine || bytes[index] == .hash else {
        throw problem("a key must be followed by \"=\"; found \"\(character)\"", at: index)
      }
      skipLine()
      return Entry(key: key, value: nil, span: source.span(start, keyEnd))
    }
    index += 1
    skipSpaces()
    return try value(of: key)
  }

  private mutating func value(of key: String) throws(LoadError) -> Entry {
    let start = index
    guard index < bytes.count else { return Entry(key: key, value: "", span: source.span(start, start)) }
    switch bytes[index] {
    case UInt8(ascii: "'"):
      let text = try quoted(UInt8(ascii: "'"))
      let span = source.span(start, index)
      skipLine()
      return Entry(key: key, value: String(decoding: text, as: UTF8.self), span: span)
    case UInt8(ascii: "\""):
      let text = try quoted(UInt8(ascii: "\""))
      let span = source.span(start, index)
      skipLine()
      return try expand(EnvironmentEscapes.unescaped(text), key: key, span: span)
    default:
      while index < bytes.count, !bytes[index].endsLine { index += 1 }
      var text = bytes[start..<index]
      for position in text.indices.dropFirst() where text[position] == .hash && text[position - 1] == .space {
        text = text[..<position]
        break
      }
      if text.first == .hash { text = text.prefix(0) }
      while let last = text.last, last == .space || last == .tab { text = text.dropLast() }
      return try expand(Array(text), key: key, span: source.span(start, text.endIndex))
    }
  }

  private mutating func expand(_ text: [UInt8], key: String, span: SourceSpan) throws(LoadError) -> Entry {
    if !text.contains(.dollar), text.count <= min(limits.valueBytes, room) {
      room -= text.count
      return Entry(key: key, value: String(decoding: text, as: UTF8.self), span: span, variables: [])
    }
    let template: Template
    do {
      template = try Template(String(decoding: text, as: UTF8.self))
    } catch {
      throw .environment(file: source.file, line: span.start.line, error.reason)
    }
    let filled = template.filled(with: variables, limit: min(limits.valueBytes, room))
    guard !filled.isCut else {
      throw .environment(
        file: source.file, line: span.start.line,
        "the value of \(key) becomes too large when its variables are filled in")
    }
    room -= filled.text.utf8.count
    return Entry(key: key, value: filled.text, span: span, variables: filled.variables)
  }

  /// The text between quotes, with the escapes still in it.
  private mutating func quoted(_ quote: UInt8) throws(LoadError) -> [UInt8] {
    let start = index
    var text: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != quote {
      // Before a quote of the kind around it, a backslash is left out; any other stays with what follows.
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if bytes[index + 1] != quote { text.append(bytes[index]) }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    guard index < bytes.count else { throw problem("a quoted value is not closed", at: start) }
    index += 1
    return text
  }

  private mutating func skipBlankLines() {
    while index < bytes.count {
      if bytes[index].isYAMLWhitespace {
        index += 1
      } else if bytes[index] == .hash {
        skipLine()
      } else {
        return
      }
    }
  }

  /// `export` and the blanks or tabs after it.
  private mutating func skipExport() {
    let word = "export"
    let end = index + word.utf8.count
    guard end < bytes.count, bytes[index...].starts(with: word.utf8),
      bytes[end] == .space || bytes[end] == .tab
    else { return }
    index = end
    skipSpaces()
  }

  private mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == .space || bytes[index] == .tab { index += 1 }
  }

  private mutating func skipLine() {
    while index < bytes.count, !bytes[index].endsLine { index += 1 }
  }

  private var character: String {
    String(decoding: bytes[index...].prefix(while: { !$0.isYAMLWhitespace }).prefix(8), as: UTF8.self)
  }

  private func problem(_ text: String, at offset: Int) -> LoadError {
    .environment(file: source.file, line: source.position(at: offset).line, text)
  }
}

extension UInt8 {
  fileprivate var endsLine: Bool { self == .newline || self == .carriageReturn }

  /// Letters of every script are allowed; beyond ASCII each byte counts as one.
  fileprivate var isKeyByte: Bool {
    startsName || self >= 0x80 || (0x30...0x39).contains(self) || ".-[]".utf8.contains(self)
  }
}
