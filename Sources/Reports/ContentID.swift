import Findings

/// A UUID that is made of what it names, and so is the same for the same content (RFC 9562, version 8).
struct ContentID: Hashable {
  /// In lower case.
  let text: String

  init(_ parts: [String]) {
    var digits = Array(Fingerprint(parts: parts).text)
    // Version 8: a meaning of our own; variant 10.
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][Int(digits[16].hexDigitValue ?? 0) & 3]
    let ranges = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    text = ranges.map { String(digits[$0]) }.joined(separator: "-")
  }
}
