/// The strings of a JSON text with the names before them; comments and trailing commas do no harm.
enum JSONFields {
  private enum Limit {
    /// Levels whose names are kept; deeper ones are read without.
    static let depth = 64
  }

  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var path: [String] = []
    var depth = 0
    var name: String?
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let string = string(at: index, bytes)
        index = string.upperBound
        var next = index + 1
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
          name = String(decoding: bytes[string], as: UTF8.self).lowercased()
        } else {
          fields.append(Field(path: path + [name ?? path.last ?? ""], range: string))
          name = nil
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth <= Limit.depth { path.append(name ?? "") }
        name = nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth <= Limit.depth, !path.isEmpty { path.removeLast() }
        depth = max(0, depth - 1)
        name = nil
      case UInt8(ascii: ","): name = nil
      default: break
      }
      index += 1
    }
    return fields
  }

  /// The bytes between the quote at `start` and the one that ends it.
  private static func string(at start: Int, _ bytes: [UInt8]) -> Range<Int> {
    var end = start + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == 0x5C ? 2 : 1 }
    return (start + 1)..<min(end, bytes.count)
  }
}
