import PatternScan

/// Long runs of Base64, in which any short literal occurs by chance: hashes of packages, images in pages.
enum EncodedRun {
  private enum Limit {
    /// Characters that are looked at on each side.
    static let reach = 48
    /// Characters that a run has at least on one side.
    static let least = 10
  }

  /// Whether the match is a part of a longer run: a plus sign or a slash joins it to what can be no path, or it follows
  /// the name of a hash (`sha512-`).
  static func surrounds(_ match: Range<Int>, in block: Span<UInt8>) -> Bool {
    let before = match.lowerBound > 0 ? block[match.lowerBound - 1] : 0
    if before == UInt8(ascii: "-"), isAfterHashName(match.lowerBound - 1, in: block) { return true }
    if isJoint(before) {
      var first = match.lowerBound
      let end = max(0, match.lowerBound - Limit.reach)
      while first > end, isEncoded(block[first - 1]) { first -= 1 }
      if isChance(first..<match.lowerBound, in: block) { return true }
    }
    guard match.upperBound < block.count, isJoint(block[match.upperBound]) else { return false }
    var last = match.upperBound
    let end = min(block.count, match.upperBound + Limit.reach)
    while last < end, isEncoded(block[last]) { last += 1 }
    return isChance(match.upperBound..<last, in: block)
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  private static func isEncoded(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || isJoint(byte)
  }

  /// Whether small letters, capitals and digits are mixed as in no path.
  private static func isChance(_ range: Range<Int>, in block: Span<UInt8>) -> Bool {
    guard range.count >= Limit.least else { return false }
    let bytes = block.array(range)
    return bytes.contains(where: \.isASCIIUpper) && bytes.contains(where: \.isASCIILower)
      && bytes.contains(where: \.isASCIIDigit) && Randomness.changes(bytes) >= 0.3
  }

  private static func isAfterHashName(_ dash: Int, in block: Span<UInt8>) -> Bool {
    hashNames.contains { name in
      dash >= name.count && block.array((dash - name.count)..<dash).elementsEqual(name)
    }
  }

  private static let hashNames = ["sha1", "sha256", "sha384", "sha512"].map { Array($0.utf8) }
}
