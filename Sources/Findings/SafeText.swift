/// Text from an image, made fit for a terminal, a CI log or a URI.
///
/// An image is untrusted: its names may hold escape sequences, line breaks, text-direction marks, or the
/// `::` and `##[` by which CI systems take commands from a log.
package enum SafeText {
  /// Bytes as text: well-formed UTF-8 stays, every other byte is written `\xNN`, then `show(String)` applies.
  package static func show(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return show(text) }
    var result = ""
    // Characters are shown together, since what opens a CI command is more than one.
    var run = ""
    var pending: [UInt8] = []
    for byte in bytes {
      pending.append(byte)
      guard let text = String(validating: pending, as: UTF8.self) else {
        if pending.count < 4, isPrefixOfCharacter(pending) { continue }
        result += show(run) + pending.map(hexEscape).joined()
        run = ""
        pending = []
        continue
      }
      run += text
      pending = []
    }
    return result + show(run) + pending.map(hexEscape).joined()
  }

  /// Text with control characters, line and direction marks and CI command openings made visible.
  package static func show(_ text: String) -> String {
    guard needsEscape(text) else { return text }
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case ":" where previous == ":": result += "\\x3a"
      case "[" where result.hasSuffix("##"): result += "\\x5b"
      default:
        if isDangerous(scalar) {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    return result
  }

  /// Text with control characters, line and direction marks made visible, for formats that escape all the rest
  /// in a way of their own.
  package static func visible(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7f }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if isDangerous(scalar) {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// JSON in which what a terminal would obey, or what turns the direction of text, is written with escapes that read the
  /// same.
  package static func escapedJSON(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 >= 0x7f }) else { return json }
    var result = ""
    for scalar in json.unicodeScalars {
      guard scalar.value >= 0x7f, isDangerous(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result
  }

  /// Bytes as a URI path: unreserved characters and `/` stay, all others are percent-encoded.
  package static func percentEncode(_ bytes: some Collection<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result.append(UInt8(ascii: "%"))
        result.append(contentsOf: hexDigits(byte, upperCase: true))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func needsEscape(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 || byte >= 0x7f { return true }
      if byte == UInt8(ascii: ":"), previous == byte { return true }
      if byte == UInt8(ascii: "["), previous == UInt8(ascii: "#") { return true }
      previous = byte
    }
    return false
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }

  /// Whether the bytes can be the start of one UTF-8 character that is not complete yet.
  private static func isPrefixOfCharacter(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    let length =
      switch first {
      case 0xc2...0xdf: 2
      case 0xe0...0xef: 3
      case 0xf0...0xf4: 4
      default: 0
      }
    return bytes.count < length && bytes.dropFirst().allSatisfy { (0x80...0xbf).contains($0) }
  }

  private static func hexEscape(_ byte: UInt8) -> String {
    byte < 0x80 && byte >= 0x20
      ? String(Unicode.Scalar(byte))
      : "\\x" + String(decoding: hexDigits(byte, upperCase: false), as: UTF8.self)
  }

  private static func hexDigits(_ byte: UInt8, upperCase: Bool) -> [UInt8] {
    let digits = Array((upperCase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
