/// Bytes with one thing wrong.
package enum Damage {
  private static let signs = Array("\"'=:#,;{}[]<>\\/\n\r\t @$&|-!\u{0}".utf8) + [0xFF]

  /// All beginnings and ends, and the bytes with one left out, doubled, or a sign in its place: letters and digits are
  /// replaced among the first `most` only, signs everywhere.
  package static func variants(of bytes: [UInt8], most: Int = 48) -> [[UInt8]] {
    var all: [[UInt8]] = [[], bytes]
    for index in bytes.indices {
      all.append(Array(bytes[..<index]))
      all.append(Array(bytes[index...]))
      all.append(Array(bytes[..<index] + bytes[(index + 1)...]))
      all.append(Array(bytes[...index] + bytes[index...]))
      guard index < most || !isWord(bytes[index]) else { continue }
      for sign in signs { all.append(Array(bytes[..<index] + [sign] + bytes[(index + 1)...])) }
      for sign in signs { all.append(Array(bytes[..<index] + [sign])) }
    }
    return all
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
