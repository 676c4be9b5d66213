extension TOMLReader {
  /// A string (TOML 1.0, "String"): basic or literal, of one line or of several.
  mutating func string() throws(TOMLFailure) -> String {
    let start = line
    let isBasic = byte == UInt8(ascii: "\"")
    let quote = isBasic ? "\"" : "'"
    let long = isBasic ? "\"\"\"" : "'''"
    let isLong = take(long)
    if isLong { _ = takeLineEnd() } else { position += 1 }
    var text: [UInt8] = []
    while let byte {
      if isLong, isAt(long) {
        position += 3
        // Two quotes may stand before the three that end it.
        for _ in 0..<2 where take(quote) { text += quote.utf8 }
        return String(decoding: text, as: UTF8.self)
      }
      if !isLong, take(quote) { return String(decoding: text, as: UTF8.self) }
      if isBasic, byte == UInt8(ascii: "\\") {
        try escape(to: &text, isLong: isLong)
        continue
      }
      if takeLineEnd() {
        guard isLong else { break }
        text.append(UInt8(ascii: "\n"))
        continue
      }
      guard !Self.isControl(byte) else { throw failure("a string has a control character") }
      text.append(byte)
      position += 1
    }
    throw TOMLFailure(line: start, reason: "a string is not closed")
  }

  /// What follows a backslash; at the end of a line it joins the next text to it.
  private mutating func escape(to text: inout [UInt8], isLong: Bool) throws(TOMLFailure) {
    position += 1
    guard let byte else { return }
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"): return try scalar(digits: 4, to: &text)
    case UInt8(ascii: "U"): return try scalar(digits: 8, to: &text)
    default:
      skipBlanks()
      guard isLong, takeLineEnd() else { throw failure("a string has an unknown escape") }
      repeat { skipBlanks() } while takeLineEnd()
      return
    }
    position += 1
  }

  private mutating func scalar(digits: Int, to text: inout [UInt8]) throws(TOMLFailure) {
    position += 1
    let written = bytes[position...].prefix(digits)
    guard written.count == digits, written.allSatisfy(Self.isHexadecimal),
      let value = UInt32(String(decoding: written, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw failure("a string's escape names no character") }
    position += digits
    text += String(scalar).utf8
  }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
