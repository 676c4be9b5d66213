import Foundation

/// One line of a text, without its line feed.
struct Line {
  /// Counted from 1.
  let number: Int
  let bytes: ArraySlice<UInt8>
}

/// The lines of a text, split at line feeds only, as the system's own parsers do.
struct Lines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var start = 0
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// How many lines a text has, the last one counted whether it ends or not.
  static func count(_ bytes: [UInt8]) -> Int {
    bytes.count { $0 == .lineFeed } + (bytes.last == .lineFeed || bytes.isEmpty ? 0 : 1)
  }

  mutating func next() -> Line? {
    guard start < bytes.count else { return nil }
    number += 1
    let end = lineEnd
    defer { start = end + 1 }
    return Line(number: number, bytes: bytes[start..<end])
  }

  /// Where the line that begins at `start` ends, by the C library's search.
  private var lineEnd: Int {
    unsafe bytes.withUnsafeBytes { text in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: text[start...])
      guard let begin = rest.baseAddress, let end = unsafe memchr(begin, Int32(UInt8.lineFeed), rest.count)
      else { return text.count }
      return unsafe start + (UnsafeRawPointer(end) - begin)
    }
  }
}

/// A line of a fact file that its format does not allow, and that was passed over.
///
/// A database without lines counts its records. The text itself is not kept: it may be a password hash.
package struct LineProblem: Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Unit: String, Codable, Sendable, Hashable { case line, record }

  /// Counted from 1.
  package let line: Int
  package let unit: Unit
  package let reason: String

  package init(line: Int, unit: Unit = .line, reason: String) {
    self.line = line
    self.unit = unit
    self.reason = reason
  }

  package var description: String { "\(unit.rawValue) \(line): \(reason)" }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let tab = UInt8(ascii: "\t")
  static let space = UInt8(ascii: " ")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")

  var isBlank: Bool { self == .space || self == .tab || self == .carriageReturn }
  var isHexDigit: Bool {
    isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "f"))
  }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension ArraySlice<UInt8> {
  /// The bytes as text; what is not UTF-8 becomes U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Without blanks (space, tab, carriage return) at either end.
  var trimmed: ArraySlice<UInt8> {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return self[endIndex...] }
    return self[first...last]
  }

  func hasPrefix(_ prefix: String) -> Bool { starts(with: prefix.utf8) }

  func hasSuffix(_ suffix: String) -> Bool {
    count >= suffix.utf8.count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  static func == (slice: Self, text: String) -> Bool { slice.elementsEqual(text.utf8) }

  /// What stands before and after the first `separator`; nil if there is none.
  func split(at separator: UInt8) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
    guard let place = firstIndex(of: separator) else { return nil }
    return (self[..<place], self[(place + 1)...])
  }

  /// The number that decimal digits alone write, at most `UInt32.max`; nil for anything else.
  var decimal: UInt32? {
    guard !isEmpty, count <= 10 else { return nil }
    var value: UInt64 = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return UInt32(exactly: value)
  }
}
