/// Quoted strings of any program text, each with the name that it is given to.
enum QuotedFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    for line in TextRanges.lines(bytes) {
      var index = line.lowerBound
      while index < line.upperBound {
        guard bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
          index += 1
          continue
        }
        let quote = bytes[index]
        var end = index + 1
        while end < line.upperBound, bytes[end] != quote { end += bytes[end] == 0x5C ? 2 : 1 }
        end = min(end, line.upperBound)
        if let name = name(before: index, from: line.lowerBound, bytes) {
          fields.append(Field(path: [name], range: (index + 1)..<end))
        }
        index = end + 1
      }
    }
    return fields
  }

  /// The word or string before a sign of assignment that stands before `place`.
  private static func name(before place: Int, from start: Int, _ bytes: [UInt8]) -> String? {
    var end = place
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    let signEnd = end
    while end > start, "=>:,".utf8.contains(bytes[end - 1]) { end -= 1 }
    guard end < signEnd else { return nil }
    while end > start, bytes[end - 1] <= 0x20 || "\"'])".utf8.contains(bytes[end - 1]) { end -= 1 }
    var first = end
    while first > start, bytes[first - 1].isWord || bytes[first - 1] == UInt8(ascii: "-") { first -= 1 }
    return first < end ? String(decoding: bytes[first..<end], as: UTF8.self).lowercased() : nil
  }
}
