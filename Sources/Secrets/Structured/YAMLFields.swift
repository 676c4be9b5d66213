/// `name: value` lines of YAML with the names above them, by their indentation.
///
/// Anchors, flow style and tags are left alone: a value written so is rare where secrets are, and the patterns
/// see it all the same.
enum YAMLFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var above: [(indent: Int, name: String)] = []
    for line in TextRanges.lines(bytes) {
      var start = line.lowerBound
      while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "-") { start += 1 }
      guard start < line.upperBound, bytes[start] != UInt8(ascii: "#"),
        let colon = colon(start..<line.upperBound, bytes)
      else { continue }
      let indent = start - line.lowerBound
      while let last = above.last, last.indent >= indent { above.removeLast() }
      let name = TextRanges.name(start..<colon, in: bytes)
      let value = TextRanges.unquoted((colon + 1)..<line.upperBound, in: bytes)
      if value.isEmpty || bytes[value.lowerBound] == UInt8(ascii: "&") {
        above.append((indent, name))
      } else {
        fields.append(Field(path: above.map(\.name) + [name], range: value))
      }
    }
    return fields
  }

  /// A colon ends a name where white space or the line's end follows it.
  private static func colon(_ line: Range<Int>, _ bytes: [UInt8]) -> Int? {
    line.first { bytes[$0] == UInt8(ascii: ":") && ($0 + 1 == line.upperBound || bytes[$0 + 1] <= 0x20) }
  }
}
