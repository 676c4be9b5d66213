import Findings

/// How a collection is written: in blocks or in brackets, with which line breaks.
struct Style {
  let source: Source
  let span: SourceSpan

  init(_ source: Source, _ span: SourceSpan) {
    self.source = source
    self.span = span
  }

  var isFlow: Bool {
    guard span.start.offset < source.bytes.count else { return false }
    return "[{".utf8.contains(source.bytes[span.start.offset])
  }

  /// The line break behind an offset; at the end of the file the one before it.
  func newline(at offset: Int) -> String {
    let bytes = source.bytes
    let next = bytes[min(offset, bytes.count)...].firstIndex { $0 == .newline || $0 == .carriageReturn }
    if let next {
      return bytes[next] == .newline
        ? "\n" : next + 1 < bytes.count && bytes[next + 1] == .newline ? "\r\n" : "\r"
    }
    guard let last = bytes.lastIndex(where: { $0 == .newline || $0 == .carriageReturn }) else { return "\n" }
    if bytes[last] == .carriageReturn { return "\r" }
    return last > 0 && bytes[last - 1] == .carriageReturn ? "\r\n" : "\n"
  }

  /// Puts an entry into a collection in brackets, behind its last one: there no comment and no comma is in the way.
  func insertion(_ text: String, behind last: Node?, isFirst: Bool) -> TextEdit {
    if let last, last.usedAt.isEmpty, !last.isNull, last.span.isInside(span) {
      return TextEdit(span: source.span(last.span.end.offset, last.span.end.offset), replacement: ", " + text)
    }
    if isFirst {
      return TextEdit(span: source.span(span.start.offset + 1, span.start.offset + 1), replacement: text)
    }
    var end = span.end.offset - 1
    while end > span.start.offset + 1, source.bytes[end - 1].isYAMLWhitespace { end -= 1 }
    let isAfterComma = source.bytes[end - 1] == UInt8(ascii: ",")
    return TextEdit(span: source.span(end, end), replacement: (isAfterComma ? " " : ", ") + text)
  }

  /// Puts lines after the line on which the collection ends.
  func insertion(afterLine lines: [String]) -> TextEdit {
    var end = span.end.offset
    while end < source.bytes.count, source.bytes[end] != .newline, source.bytes[end] != .carriageReturn {
      end += 1
    }
    let newline = newline(at: end)
    let text = lines.map { newline + $0 }.joined()
    return TextEdit(span: source.span(end, end), replacement: text)
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// A value in brackets, on one line.
  static func flow(_ value: Repair.Value) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .list(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let pairs): "{\(pairs.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// A key with its value as lines of a block.
  static func block(_ key: String, _ value: Repair.Value, indent: Int) -> [String] {
    let head = "\(blanks(indent))\(key):"
    switch value {
    case .text(let text): return ["\(head) \(scalar(text))"]
    case .list, .mapping: return [head] + block(value, indent: indent + 2)
    }
  }

  /// A value as lines of a block.
  static func block(_ value: Repair.Value, indent: Int) -> [String] {
    switch value {
    case .text(let text): [blanks(indent) + scalar(text)]
    case .list(let items): items.map { "\(blanks(indent))- \(flow($0))" }
    case .mapping(let pairs): pairs.flatMap { block($0.key, $0.value, indent: indent) }
    }
  }

  /// A text, in quotes where YAML would read something else.
  static func scalar(_ text: String) -> String {
    let isSafe = text.utf8.allSatisfy { byte in
      byte.startsName || (0x30...0x39).contains(byte) || "-./".utf8.contains(byte)
    }
    let isWord = isSafe && !text.hasPrefix("-") && !text.hasPrefix(".")
    switch Scalar.Kind(plain: text) {
    case .null: break
    case .boolean, .integer, .float: return text
    case .string:
      if isWord, Scalar(text: text, kind: .string, style: .plain).boolean == nil { return text }
    }
    return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
