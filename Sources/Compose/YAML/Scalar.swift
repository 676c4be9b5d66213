/// A YAML scalar: its text, how it was written, and what an untagged reading makes of it.
package struct Scalar: Sendable, Equatable {
  /// What the core schema resolves the text to.
  package enum Kind: Sendable, Equatable {
    case null
    case boolean
    case integer
    case float
    case string
  }

  /// How the scalar is written.
  package enum Style: Sendable, Equatable {
    case plain
    case singleQuoted
    case doubleQuoted
    case block
  }

  package var text: String
  package var kind: Kind
  package var style: Style

  package init(text: String, kind: Kind, style: Style) {
    self.text = text
    self.kind = kind
    self.style = style
  }
}

extension Scalar.Kind {
  /// Resolves a plain scalar as go-yaml does: YAML 1.2 core with the older octal and no sexagesimals.
  init(plain text: String) {
    guard Self.mayBeOther(text) else {
      self = .string
      return
    }
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE", "false", "False", "FALSE": self = .boolean
    default:
      if Self.isInteger(text) {
        self = .integer
      } else {
        self = Self.isFloat(text) ? .float : .string
      }
    }
  }

  /// Whether the first byte is one that something other than a string starts with.
  private static func mayBeOther(_ text: String) -> Bool {
    switch text.utf8.first {
    case nil: true
    case let first?:
      switch first {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: "~nNtTfF".utf8.contains(first)
      }
    }
  }

  private static func isInteger(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    guard let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    // What almost all numbers are, and what versions and addresses are not, is told without a copy.
    guard digits.allSatisfy(\.isDigitOrHexadecimal) else { return false }
    let body = String(Substring(digits)).lowercased().filter { $0 != "_" }
    if body.hasPrefix("0x") { return Int(body.dropFirst(2), radix: 16) != nil }
    if body.hasPrefix("0o") { return Int(body.dropFirst(2), radix: 8) != nil }
    if body.hasPrefix("0b") { return Int(body.dropFirst(2), radix: 2) != nil }
    return body.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isFloat(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      let plain = text.lowercased()
      if [".inf", "-.inf", "+.inf", ".nan"].contains(plain) { return true }
      let allowed = plain.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || [0x2B, 0x2D, 0x2E, 0x65].contains($0)
      }
      return allowed && Double(text) != nil
    default:
      return false
    }
  }
}

extension Scalar {
  /// The scalar as a boolean, in the spellings Compose casts; nil for anything else.
  package var boolean: Bool? {
    switch text.lowercased() {
    case "true", "y", "yes", "on", "1": true
    case "false", "n", "no", "off", "0": false
    default: nil
    }
  }

  /// The scalar as an integer, in decimal or with a `0x`, `0o` or `0b` prefix; nil for anything else.
  package var integer: Int? {
    let body = text.replacing("_", with: "").lowercased()
    let negative = body.hasPrefix("-")
    let digits = body.drop { $0 == "-" || $0 == "+" }
    guard body.count - digits.count <= 1 else { return nil }
    let value: Int? =
      if digits.hasPrefix("0x") {
        Int(digits.dropFirst(2), radix: 16)
      } else if digits.hasPrefix("0o") {
        Int(digits.dropFirst(2), radix: 8)
      } else if digits.hasPrefix("0b") {
        Int(digits.dropFirst(2), radix: 2)
      } else {
        Int(digits)
      }
    return value.map { negative ? -$0 : $0 }
  }

  /// The scalar as a finite number; nil for anything else.
  package var number: Double? {
    guard let value = Double(text), value.isFinite else { return integer.map(Double.init) }
    return value
  }
}

extension UInt8 {
  /// What may stand in an integer: digits of any base, its mark, and `_` between them.
  fileprivate var isDigitOrHexadecimal: Bool {
    switch self | 0x20 {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    case UInt8(ascii: "x"), UInt8(ascii: "o"): true
    default: self == UInt8(ascii: "_")
    }
  }
}
