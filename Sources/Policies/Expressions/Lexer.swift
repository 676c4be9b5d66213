/// Cuts an expression into words, by the lexical rules of the CEL specification.
struct Lexer {
  private let bytes: [UInt8]
  private var at = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The words of a text, with `.end` behind the last.
  static func tokens(of text: String) throws(ExpressionProblem) -> [PlacedToken] {
    var lexer = Lexer(text)
    var tokens: [PlacedToken] = []
    while true {
      lexer.skipBlanks()
      let start = lexer.at
      let token = try lexer.next()
      tokens.append(PlacedToken(token: token, offset: start))
      if token == .end { return tokens }
    }
  }

  private static let keywords: Set<String> = ["true", "false", "null", "in"]
  /// Words that CEL keeps for the languages around it.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
  /// The longer before those that they begin with.
  private static let signs = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}", "+",
    "-", "*", "/", "%",
  ]

  private var first: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func isAhead(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

  private mutating func skipBlanks() {
    while let byte = first {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        at += 1
      } else if isAhead("//") {
        while let byte = first, byte != 0x0A {
          _ = byte
          at += 1
        }
      } else {
        return
      }
    }
  }

  private mutating func next() throws(ExpressionProblem) -> Token {
    guard let byte = first else { return .end }
    if byte.isQuote { return .string(try string(isRaw: false)) }
    if byte.isDigit || byte == UInt8(ascii: ".") && at + 1 < bytes.count && bytes[at + 1].isDigit {
      return try number()
    }
    if byte.startsWord { return try word() }
    guard let sign = Self.signs.first(where: isAhead) else {
      let text = String(decoding: bytes[at...].prefix(4), as: UTF8.self).prefix(1)
      throw ExpressionProblem(
        message: text == "=" || text == "&" || text == "|"
          ? "'\(text)' is not an operator; write '\(text)\(text)'" : "'\(text)' has no meaning here",
        offset: at)
    }
    at += sign.utf8.count
    return .sign(sign)
  }

  private mutating func word() throws(ExpressionProblem) -> Token {
    let start = at
    while let byte = first, byte.startsWord || byte.isDigit { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if let byte = first, byte.isQuote {
      switch text {
      case "r", "R": return .string(try string(isRaw: true))
      case "b", "B", "br", "rb", "bR", "Rb", "Br", "rB", "BR", "RB":
        throw ExpressionProblem(message: "bytes are not supported; use a string", offset: start)
      default: break
      }
    }
    if Self.keywords.contains(text) { return .keyword(text) }
    guard !Self.reserved.contains(text) else {
      throw ExpressionProblem(message: "'\(text)' is a reserved word", offset: start)
    }
    return .name(text)
  }

  // MARK: Numbers

  private mutating func number() throws(ExpressionProblem) -> Token {
    let start = at
    if isAhead("0x") || isAhead("0X") {
      at += 2
      let digits = take { $0.isHexDigit }
      guard let value = Int64(digits, radix: 16) else { throw unusable(start) }
      try endOfNumber(start)
      return .int(value)
    }
    var text = take(\.isDigit)
    var isDouble = false
    if first == UInt8(ascii: "."), at + 1 < bytes.count, bytes[at + 1].isDigit {
      at += 1
      text += "." + take(\.isDigit)
      isDouble = true
    }
    if first == UInt8(ascii: "e") || first == UInt8(ascii: "E") {
      at += 1
      text += "e"
      if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
        text += first == UInt8(ascii: "-") ? "-" : ""
        at += 1
      }
      text += take(\.isDigit)
      isDouble = true
    }
    try endOfNumber(start)
    if isDouble {
      guard let value = Double(text.hasPrefix(".") ? "0" + text : text) else { throw unusable(start) }
      return .double(value)
    }
    if let value = Int64(text) { return .int(value) }
    if text == "9223372036854775808" { return .leastInt }
    throw unusable(start)
  }

  private mutating func take(_ isPart: (UInt8) -> Bool) -> String {
    let start = at
    while let byte = first, isPart(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private func endOfNumber(_ start: Int) throws(ExpressionProblem) {
    guard let byte = first, byte.startsWord || byte.isDigit else { return }
    if byte | 0x20 == UInt8(ascii: "u") {
      throw ExpressionProblem(message: "unsigned numbers are not supported; leave out the u", offset: at)
    }
    throw unusable(start)
  }

  private func unusable(_ start: Int) -> ExpressionProblem {
    ExpressionProblem(message: "this is not a number of 64 bits", offset: start)
  }

  // MARK: Strings

  private mutating func string(isRaw: Bool) throws(ExpressionProblem) -> String {
    let start = at
    let quote = bytes[at]
    let isTriple = at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
    let width = isTriple ? 3 : 1
    at += width
    var content: [UInt8] = []
    while let byte = first {
      if byte == quote, !isTriple || at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
      {
        at += width
        return String(decoding: content, as: UTF8.self)
      }
      if byte == 0x0A || byte == 0x0D, !isTriple { break }
      at += 1
      if byte == UInt8(ascii: "\\"), !isRaw {
        content += Array(String(try escape()).utf8)
      } else {
        content.append(byte)
      }
    }
    throw ExpressionProblem(message: "the string is not closed", offset: start)
  }

  private mutating func escape() throws(ExpressionProblem) -> Unicode.Scalar {
    let start = at - 1
    guard let byte = first else {
      throw ExpressionProblem(message: "the string is not closed", offset: start)
    }
    at += 1
    switch byte {
    case UInt8(ascii: "a"): return "\u{07}"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "v"): return "\u{0B}"
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "?"):
      return Unicode.Scalar(byte)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try scalar(2, 16, start)
    case UInt8(ascii: "u"): return try scalar(4, 16, start)
    case UInt8(ascii: "U"): return try scalar(8, 16, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      at -= 1
      return try scalar(3, 8, start)
    default:
      throw ExpressionProblem(
        message:
          "'\\\(Character(Unicode.Scalar(byte)))' is not an escape; write r'...' for a regular expression",
        offset: start)
    }
  }

  private mutating func scalar(_ count: Int, _ radix: Int, _ start: Int) throws(ExpressionProblem)
    -> Unicode.Scalar
  {
    let digits = String(decoding: bytes[at...].prefix(count), as: UTF8.self)
    guard digits.utf8.count == count, let value = UInt32(digits, radix: radix), digits.first != "+",
      let scalar = Unicode.Scalar(value)
    else { throw ExpressionProblem(message: "this escape is not a character", offset: start) }
    at += count
    return scalar
  }
}

extension UInt8 {
  fileprivate var isQuote: Bool { self == UInt8(ascii: "'") || self == UInt8(ascii: "\"") }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
  fileprivate var startsWord: Bool {
    self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
