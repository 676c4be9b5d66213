import Images

/// The order of versions: deb-version(7) for the packages of systems, and for those of languages the same with
/// letters before the end meaning something that comes before a release (`1.0-rc.1`, `2.0b3`).
struct VersionOrder {
  let ecosystem: Ecosystem

  enum Result { case before, same, after }

  /// How `left` stands to `right`.
  func compare(_ left: String, _ right: String) -> Result {
    guard ecosystem.isSystem else { return part(Self.release(left), Self.release(right)) }
    let (leftEpoch, leftRest) = Self.epoch(left)
    let (rightEpoch, rightRest) = Self.epoch(right)
    if leftEpoch != rightEpoch { return leftEpoch < rightEpoch ? .before : .after }
    return part(Array(leftRest.utf8)[...], Array(rightRest.utf8)[...])
  }

  private static func epoch(_ version: String) -> (Int, Substring) {
    guard let colon = version.firstIndex(of: ":"), let number = Int(version[..<colon]) else {
      return (0, version[...])
    }
    return (number, version[version.index(after: colon)...])
  }

  /// Without a `v` before it and what semver calls build metadata, letters marked as coming before the release.
  private static func release(_ version: String) -> ArraySlice<UInt8> {
    let bare = version.first == "v" ? version.dropFirst() : version[...]
    var result: [UInt8] = []
    for byte in bare.prefix(while: { $0 != "+" }).utf8 {
      let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      let isAfterLetter =
        result.last.map { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") } == true
      if isLetter, !isAfterLetter, !result.contains(tilde) {
        if let last = result.last, separators.contains(last) { result.removeLast() }
        result.append(tilde)
      }
      result.append(byte)
    }
    return result[...]
  }

  private static let tilde = UInt8(ascii: "~")
  private static let separators = Array("-._".utf8)

  /// Parts without digits and numbers take turns.
  private func part(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Result {
    var left = left
    var right = right
    while !left.isEmpty || !right.isEmpty {
      while Self.isText(left) || Self.isText(right) {
        let (a, b) = (
          Self.isText(left) ? Self.weight(left.first) : 0, Self.isText(right) ? Self.weight(right.first) : 0
        )
        if a != b { return a < b ? .before : .after }
        if Self.isText(left) { left.removeFirst() }
        if Self.isText(right) { right.removeFirst() }
      }
      let (a, b) = (Self.number(&left), Self.number(&right))
      if a.count != b.count { return a.count < b.count ? .before : .after }
      if a != b { return a.lexicographicallyPrecedes(b) ? .before : .after }
    }
    return .same
  }

  private static func isText(_ rest: ArraySlice<UInt8>) -> Bool { rest.first.map { !isDigit($0) } ?? false }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A tilde comes before the end, letters before all other characters.
  private static func weight(_ byte: UInt8?) -> Int {
    guard let byte else { return 0 }
    if byte == tilde { return -1 }
    let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    return isLetter ? Int(byte) : Int(byte) + 256
  }

  /// The digits of a number without leading zeros.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }
}
