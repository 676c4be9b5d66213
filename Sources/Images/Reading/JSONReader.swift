/// Where and why JSON is none.
package struct JSONDamage: Codable, Error, Hashable, CustomStringConvertible {
  /// In bytes from the start of the text.
  package let offset: Int
  package let reason: String

  package var description: String { "invalid JSON at byte \(offset): \(reason); write the file again" }
}

/// Reads JSON (RFC 8259) once, from front to back, and keeps only what the caller asks for.
///
/// An image holds thousands of `package.json` files of which three members are wanted; decoding all of each
/// would cost more than everything else that is done with it.
struct JSONReader {
  enum Kind {
    case object
    case array
    case string
    case number
    case bool
    case null
  }

  /// Objects and arrays within each other.
  private static let deepest = 128

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark, which npm passes over too.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  /// What the next value is.
  mutating func kind() throws(JSONDamage) -> Kind {
    skipBlanks()
    guard offset < bytes.count else { throw damage("the text ends early") }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case .quote: return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw damage("a value is missing")
    }
  }

  /// Reads an object; `member` is called after each name and must read or skip the value.
  mutating func object(_ member: (inout JSONReader, String) throws(JSONDamage) -> Void)
    throws(JSONDamage)
  {
    try list(from: "{", to: "}") { reader throws(JSONDamage) in
      let name = try reader.string()
      reader.skipBlanks()
      try reader.take(":")
      try member(&reader, name)
    }
  }

  /// Reads an array; `element` is called before each element and must read or skip it.
  mutating func array(_ element: (inout JSONReader) throws(JSONDamage) -> Void) throws(JSONDamage) {
    try list(from: "[", to: "]", element)
  }

  /// Reads a string; a lone surrogate becomes U+FFFD.
  mutating func string() throws(JSONDamage) -> String {
    skipBlanks()
    try take("\"")
    let start = offset
    while offset < bytes.count, bytes[offset] != .quote, bytes[offset] != .backslash, bytes[offset] >= 0x20 {
      offset += 1
    }
    var text = bytes[start..<offset].text
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case .quote: return text
      case .backslash: try text.unicodeScalars.append(escape())
      case ..<0x20: throw damage("a control character in a string")
      default:
        let from = offset - 1
        while offset < bytes.count, bytes[offset] != .quote, bytes[offset] != .backslash,
          bytes[offset] >= 0x20
        { offset += 1 }
        text += bytes[from..<offset].text
      }
    }
    throw damage("an unterminated string")
  }

  /// The next value if it is a string; another one is skipped.
  mutating func stringIfAny() throws(JSONDamage) -> String? {
    if try kind() == .string { return try string() }
    try skip()
    return nil
  }

  /// The next value if it is true or false; another one is skipped.
  mutating func boolIfAny() throws(JSONDamage) -> Bool? {
    guard try kind() == .bool else {
      try skip()
      return nil
    }
    let isTrue = bytes[offset] == UInt8(ascii: "t")
    try take(isTrue ? "true" : "false")
    return isTrue
  }

  /// Passes over the next value.
  mutating func skip() throws(JSONDamage) {
    switch try kind() {
    case .object: try object { reader, _ throws(JSONDamage) in try reader.skip() }
    case .array: try array { reader throws(JSONDamage) in try reader.skip() }
    case .string: _ = try string()
    case .bool: _ = try boolIfAny()
    case .null: try take("null")
    case .number:
      while offset < bytes.count, bytes[offset].isDigit || "+-.eE".utf8.contains(bytes[offset]) {
        offset += 1
      }
    }
  }

  /// Nothing but blanks may follow.
  mutating func finish() throws(JSONDamage) {
    skipBlanks()
    guard offset == bytes.count else { throw damage("text after the value") }
  }

  private mutating func list(
    from open: String, to close: Unicode.Scalar, _ element: (inout JSONReader) throws(JSONDamage) -> Void
  ) throws(JSONDamage) {
    skipBlanks()
    try take(open)
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw damage("values nested deeper than \(Self.deepest)") }
    skipBlanks()
    if offset < bytes.count, bytes[offset] == UInt8(ascii: close) {
      offset += 1
      return
    }
    while true {
      try element(&self)
      skipBlanks()
      if offset < bytes.count, bytes[offset] == UInt8(ascii: close) {
        offset += 1
        return
      }
      try take(",")
    }
  }

  /// The scalar after a backslash.
  private mutating func escape() throws(JSONDamage) -> Unicode.Scalar {
    guard offset < bytes.count else { throw damage("an unterminated string") }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case .quote, .backslash, .slash: return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw damage("an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(JSONDamage) -> Unicode.Scalar {
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, bytes[offset...].hasPrefix("\\u") else { return "\u{fffd}" }
    let back = offset
    offset += 2
    let second = try hexDigits()
    guard (0xdc00...0xdfff).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) - 0xdc00))
    else {
      offset = back
      return "\u{fffd}"
    }
    return scalar
  }

  private mutating func hexDigits() throws(JSONDamage) -> UInt16 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt16(digits.text, radix: 16)
    else { throw damage("four hexadecimal digits are missing") }
    offset += 4
    return value
  }

  private mutating func take(_ token: String) throws(JSONDamage) {
    guard bytes[offset...].hasPrefix(token) else { throw damage("`\(token)` is expected") }
    offset += token.utf8.count
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset].isBlank || bytes[offset] == .lineFeed { offset += 1 }
  }

  /// An error at this place of the text.
  func damage(_ reason: String) -> JSONDamage { JSONDamage(offset: offset, reason: reason) }
}
