/// What of a TOML text would end the process inside the parser: it calls itself for each part of a key, and ends the
/// process where a table's name should begin and something else stands.
struct TOMLGuard {
  /// Why a text is refused before it is parsed.
  struct Refusal: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  /// Parts of a key; what is read has three.
  private static let keyParts = 256

  private let bytes: [UInt8]
  private var position = 0
  /// From 1.
  private var line = 1
  /// Arrays and inline tables that are open.
  private var depth = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func check(_ text: String) throws(Refusal) {
    var check = TOMLGuard(text)
    guard !check.hasEndlessKey else {
      throw Refusal(description: "a key has more than \(keyParts) parts")
    }
    try check.run()
  }

  /// Whether a run of what keys are made of has so many points that the parser could use up its stack.
  private var hasEndlessKey: Bool {
    var points = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "."):
        points += 1
        if points > Self.keyParts { return true }
      case _ where Self.isBare(byte): continue
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "'"): continue
      default: points = 0
      }
    }
    return false
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Walks the text as the parser does up to its first error: it reads no header behind that.
  private mutating func run() throws(Refusal) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var isLineStart = true
    while let byte {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        isLineStart = true
        position += 1
        continue
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
        continue
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(quote: byte)
      case UInt8(ascii: "[") where isLineStart && depth == 0: try checkHeader()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        position += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        position += 1
      default: position += 1
      }
      isLineStart = false
    }
  }

  private mutating func skipLine() {
    while let byte, byte != UInt8(ascii: "\n") { position += 1 }
  }

  /// One that ends on its line, or one between three quotes, which two more may stand before.
  private mutating func skipString(quote: UInt8) {
    let isEscaped = quote == UInt8(ascii: "\"")
    let isLong = bytes[position...].starts(with: [quote, quote, quote])
    position += isLong ? 3 : 1
    while let byte, isLong || byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\\"), isEscaped {
        if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\n") { line += 1 }
        position += 2
        continue
      }
      guard byte == quote else {
        position += 1
        continue
      }
      let run = bytes[position...].prefix(5).prefix { $0 == quote }.count
      guard !isLong || run >= 3 else {
        position += run
        continue
      }
      position += isLong ? run : 1
      return
    }
  }

  /// A header, to the end of its line: brackets in it open nothing.
  private mutating func checkHeader() throws(Refusal) {
    let start = line
    position += 1
    if byte == UInt8(ascii: "[") { position += 1 }
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    if let byte, !Self.isBare(byte), !"\"'][".utf8.contains(byte) {
      throw Refusal(description: "line \(start): a table's name is missing after the bracket")
    }
    while let byte, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "#") { return skipLine() }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        skipString(quote: byte)
      } else {
        position += 1
      }
    }
  }
}
