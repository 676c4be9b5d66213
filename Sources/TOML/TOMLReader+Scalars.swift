extension TOMLReader {
  /// A boolean, a number, a date or a time.
  mutating func scalar() throws(TOMLFailure) -> TOMLValue {
    let start = position
    while let byte, Self.isBare(byte) || ".:+".utf8.contains(byte) { position += 1 }
    guard start < position else { throw failure("a value is missing") }
    // A blank may part a date from its time.
    if position - start == 10, byte == UInt8(ascii: " "), TOMLMoment.isDate(bytes[start..<position]),
      position + 1 < bytes.count, Self.isDigit(bytes[position + 1])
    {
      position += 1
      while let byte, Self.isBare(byte) || ".:+".utf8.contains(byte) { position += 1 }
    }
    let written = bytes[start..<position]
    let text = String(decoding: written, as: UTF8.self)
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if TOMLMoment.isOne(written) { return .moment(text) }
    return try number(text)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func number(_ text: String) throws(TOMLFailure) -> TOMLValue {
    guard Self.hasUnderscoresBetweenDigits(text) else {
      throw failure("'\(text)' has an underscore that is not between digits")
    }
    let plain = text.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
      let digits = plain.dropFirst(2)
      guard let first = digits.utf8.first, Self.isHexadecimal(first), let value = Int(digits, radix: radix)
      else {
        throw failure("'\(text)' is no integer of 64 bits")
      }
      return .integer(value)
    }
    let unsigned = plain.drop { $0 == "+" || $0 == "-" }
    guard plain.count - unsigned.count <= 1 else { throw failure("'\(text)' is no value") }
    if unsigned == "inf" { return .float(plain.hasPrefix("-") ? -.infinity : .infinity) }
    if unsigned == "nan" { return .float(.nan) }
    let whole = unsigned.utf8.prefix(while: Self.isDigit)
    guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
      throw failure("'\(text)' is no value")
    }
    if whole.count == unsigned.utf8.count {
      guard let value = Int(plain) else { throw failure("'\(text)' is no integer of 64 bits") }
      return .integer(value)
    }
    guard Self.isFraction(unsigned.utf8.dropFirst(whole.count)), let value = Double(plain) else {
      throw failure("'\(text)' is no value")
    }
    return .float(value)
  }

  /// Each has a digit before and behind it.
  private static func hasUnderscoresBetweenDigits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isOne = text.hasPrefix("0x") ? isHexadecimal : isDigit
    return bytes.indices.allSatisfy { index in
      bytes[index] != UInt8(ascii: "_")
        || index > 0 && isOne(bytes[index - 1]) && index + 1 < bytes.count && isOne(bytes[index + 1])
    }
  }

  /// A point and digits, an exponent, or both.
  private static func isFraction(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let mark = rest.first else { return true }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}
