/// Judges a value by its letters and digits alone, where what stands around it promises a token.
enum TokenShape {
  /// Rejects what words, paths and versions are made of.
  static func verdict(on value: [UInt8]) -> Verdict { isToken(value) ? .open : .rejected }

  /// Whether a program made it: mixed, unlike words, and no name with a number.
  static func isToken(_ value: [UInt8]) -> Bool {
    guard value.count >= 12, value.first != UInt8(ascii: "/") || value.count >= 40 else { return false }
    let digits = value.count(where: \.isASCIIDigit)
    let letters = value.count(where: \.isASCIILetter)
    guard letters > 0 else { return false }
    let wordiness = Randomness.wordiness(value) ?? 0
    let changes = Randomness.changes(value)
    if value.allSatisfy({ $0.hexValue != nil || $0 == UInt8(ascii: "-") }) {
      return digits >= 2 && Randomness.entropy(value) >= 2.7
    }
    guard Randomness.entropy(value) >= 3 else { return false }
    // A token's parts are long; a name's are words and numbers of a version.
    let longest = value.split { !$0.isWord || $0 == UInt8(ascii: "_") }.map(\.count).max() ?? 0
    guard longest >= 10 else { return false }
    if digits < 2 { return value.count >= 20 && wordiness < 0.4 && changes >= 0.3 }
    // Few pairs of letters are often frequent ones by chance; no words change between cases and digits as often.
    return wordiness <= 0.5 && changes >= 0.2 || wordiness <= 0.75 && changes >= 0.4
  }

  /// Letters, digits and other signs as a generator mixes them, though it has braces, dollars or parentheses in it.
  static func oddLiteral(_ value: [UInt8]) -> Verdict {
    guard !Placeholder.isFiller(value), !Placeholder.saysSo(value) else { return .rejected }
    let raw = Array("RAW(".utf8)
    if value.starts(with: raw), value.last == UInt8(ascii: ")") {
      let inner = Array(value.dropFirst(raw.count).dropLast())
      return ChosenPassword(inner).isPassword(inConfiguration: true) ? .open : .rejected
    }
    let bare = value.filter { $0.isASCIILetter || $0.isASCIIDigit }
    let digits = bare.count(where: \.isASCIIDigit)
    guard bare.count >= 16, digits >= 2, digits < bare.count else { return .rejected }
    if bare.allSatisfy({ $0.hexValue != nil }) { return bare.count >= 24 && digits >= 4 ? .open : .rejected }
    return (Randomness.wordiness(bare) ?? 0) <= 0.4 && Randomness.changes(bare) >= 0.3
      && Randomness.entropy(bare) >= 3.4 ? .open : .rejected
  }
}
