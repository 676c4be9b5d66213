import Digests

/// The notation of examples: text with `{count kind}` where a value of chance stands.
///
/// No example holds a whole token, so that the repository itself has nothing that a scanner would report, and
/// each test run sees the same values: chance is a hash of the text and the place.
///
///     ghp_{36 b62}       36 letters and digits
///     {uuid} {jwt} {pem} things with a structure
package enum ExampleText {
  /// The text with every value put in; unknown notation stays as it is.
  ///
  /// `variant` gives other values for the same notation; `lineBreak` stands for those inside of values.
  package static func expanded(_ text: String, variant: Int = 0, lineBreak: String = "\n") -> String {
    var result = ""
    var rest = Substring(text)
    var place = 0
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let notation = rest[rest.index(after: open)..<close]
      var chance = Chance(seed: "\(notation) \(place) \(variant)")
      guard let value = ExampleValue.make(notation, with: &chance) else {
        result += "{"
        rest = rest[rest.index(after: open)...]
        continue
      }
      result += lineBreak == "\n" ? value : value.replacing("\n", with: lineBreak)
      rest = rest[rest.index(after: close)...]
      place += 1
    }
    return result + rest
  }
}

/// Numbers that look like chance and are the same in every run (SplitMix64 over a hash).
struct Chance {
  private var state: UInt64

  init(seed: String) {
    state = MessageDigest.sha256Prefix(seed.utf8)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func text(_ count: Int, of alphabet: String) -> String {
    let letters = Array(alphabet)
    return String((0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] })
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
