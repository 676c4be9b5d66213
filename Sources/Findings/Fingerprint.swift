import Digests

/// A name for a finding that stays the same as long as the cause stays the same.
///
/// It is made from the rule, the stable name of the image or the file, the place without layer number and
/// line, and the subject; so it survives a rebuild, a shifted line and a renumbered layer. Two findings of one
/// run never share one: `numbered` adds a counter to repeats.
package struct Fingerprint: Sendable, Hashable, Codable, Comparable {
  /// 32 lower-case hexadecimal digits, and `-2`, `-3`, ... on repeats.
  package let text: String

  package init(text: String) { self.text = text }

  /// Hashes the parts; no part can run into the next.
  package init(parts: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count + 4 })
    for part in parts {
      Self.append(part.utf8.count, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes += part.utf8
    }
    text = Hexadecimal.text(MessageDigest.sha256(bytes).prefix(16))
  }

  /// Appends the decimal digits of a number, without a text of their own.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number > 9 { append(number / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// The fingerprint of the n-th finding (from 1) that would otherwise have the same.
  package func numbered(_ n: Int) -> Fingerprint { n < 2 ? self : Fingerprint(text: "\(text)-\(n)") }

  package static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.text < right.text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
