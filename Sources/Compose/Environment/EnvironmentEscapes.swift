/// The escapes that Compose reads between double quotes of an environment file.
enum EnvironmentEscapes {
  /// The text with each escape replaced; `\$` becomes `$$`, which interpolation reads as a dollar.
  static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        result.append(byte)
        continue
      }
      if escaped == .dollar {
        result += [.dollar, .dollar]
      } else if let character = characters[escaped] {
        result.append(character)
      } else if escaped == UInt8(ascii: "0"), let value = octal(rest.prefix(3)) {
        result.append(value)
        rest = rest.dropFirst(3)
      } else {
        result += [byte, escaped]
      }
    }
    return result
  }

  private static let characters: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): .newline,
    UInt8(ascii: "r"): .carriageReturn, UInt8(ascii: "t"): .tab, UInt8(ascii: "v"): 0x0B,
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  /// The byte of three octal digits, such as `101`; nil for anything else.
  private static func octal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 3 else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
  }
}
