/// Reads the clues of a value that is given to a name or to a call.
struct ClueReader {
  private let value: [UInt8]
  private let small: [UInt8]
  private let letters: Int
  private let digits: Int

  private init(_ value: [UInt8]) {
    self.value = value
    small = value.map(\.asciiLower)
    letters = value.count(where: \.isASCIILetter)
    digits = value.count(where: \.isASCIIDigit)
  }

  /// The clues of an assignment whose name promises `kind`.
  static func clues(
    of seen: Assignment.Candidate, _ kind: AssignmentName.Kind, beside surroundings: Surroundings,
    in context: FileContext
  ) -> ClueSet {
    var set = ClueReader(seen.value).clues(beside: surroundings, in: context)
    let names = AssignmentName.words(of: seen.name)
    set.insert(.namesSecret, if: kind == .secret || kind == .key)
    set.insert(.namesToken, if: kind == .token)
    set.insert(.namesOwner, if: names.count > 1)
    set.insert(.namesInCapitals, if: !seen.name.contains(where: \.isASCIILower))
    set.insert(.quoted, if: seen.quoting == .quoted)
    set.insert(.listed, if: seen.isListed)
    set.insert(.quotedName, if: seen.sign.first.map { "\"'".utf8.contains($0) } == true)
    set.insert(.afterEquals, if: seen.sign.allSatisfy { " \t=\"'`".utf8.contains($0) })
    let next = seen.after.drop { "\"'`".utf8.contains($0) }.first ?? 0x0A
    set.insert(.endsStatement, if: "\r\n,;)}]".utf8.contains(next))
    let words = AssignmentName.wordsOfText(seen.value)
    set.insert(.sharesName, if: names.contains { $0.utf8.count > 2 && words.contains($0) })
    return set
  }

  /// The clues of an argument of a call.
  static func clues(ofArgument value: [UInt8], beside surroundings: Surroundings, in context: FileContext)
    -> ClueSet
  {
    var set = ClueReader(value).clues(beside: surroundings, in: context)
    set.insert(.quoted)
    set.insert(.argument)
    return set
  }

  private func clues(beside surroundings: Surroundings, in context: FileContext) -> ClueSet {
    var set = ClueSet()
    readShape(&set)
    readWords(&set)
    set.insert(.settings, if: context.isSettings)
    set.insert(.wordsInSettings, if: context.isSettings && set.contains(.words))
    set.insert(.texts, if: context.isTexts)
    set.insert(.tests, if: context.isTest)
    set.insert(.comment, if: surroundings.isComment)
    let beside = surroundings.words
    set.insert(.account, if: !beside.isDisjoint(with: Surroundings.accountWords))
    set.insert(.schema, if: beside.intersection(Surroundings.schemaWords).count >= 2)
    set.insert(.testCalls, if: !beside.isDisjoint(with: Surroundings.testWords))
    set.insert(.sentences, if: surroundings.sentences >= 2)
    return set
  }

  private func readShape(_ set: inout ClueSet) {
    let isLetters = letters == value.count
    let hasUpper = value.contains(where: \.isASCIIUpper)
    let hasLower = value.contains(where: \.isASCIILower)
    set.insert(.smallLetters, if: isLetters && !hasUpper)
    set.insert(
      .capitalised,
      if: isLetters && hasLower && value[0].isASCIIUpper && !value.dropFirst().contains(where: \.isASCIIUpper)
    )
    set.insert(.mixedCase, if: isLetters && hasLower && value.dropFirst().contains(where: \.isASCIIUpper))
    set.insert(.capitals, if: !hasLower)
    let beforeDigits = value.reversed().drop(while: \.isASCIIDigit)
    set.insert(.digitsInside, if: beforeDigits.contains(where: \.isASCIIDigit))
    set.insert(.digitsAtEnd, if: digits > 0 && !beforeDigits.contains(where: \.isASCIIDigit))
    set.insert(.hexadecimal, if: digits > 0 && value.allSatisfy { $0.hexValue != nil })
    set.insert(.signs, if: value.contains { "!#$%^&*+~?=@|;".utf8.contains($0) || $0 >= 0x80 })
    set.insert(.blanks, if: value.contains(0x20))
    set.insert(.joined, if: value.contains { "_-.:/".utf8.contains($0) })
    set.insert(.alternating, if: Randomness.changes(value) >= 0.3)
    switch value.count {
    case ...7: set.insert(.short)
    case ...11: set.insert(.medium)
    case ...19: set.insert(.long)
    default: set.insert(.veryLong)
    }
  }

  private func readWords(_ set: inout ClueSet) {
    let lexicon = Lexicon.shared
    let words = AssignmentName.wordsOfText(value)
    let known = words.reduce(0) { sum, word in
      sum + (TechnicalWords.all.contains(word) ? word.utf8.count : lexicon.lettersInWords(Array(word.utf8)))
    }
    // A text in capitals and small letters by chance is cut between them, so it is also looked at as one.
    let share = letters == 0 ? 0 : Double(known) / Double(letters)
    set.insert(.words, if: share >= 0.85)
    set.insert(.mostlyWords, if: share >= 0.5 && share < 0.85)
    set.insert(.partlyWords, if: share >= 0.2 && share < 0.5)
    if let cost = lexicon.pairCost(small) {
      set.insert(.likeWords, if: cost < 3.9)
      set.insert(.unlikeWords, if: cost >= 4.9)
    }
    set.insert(
      .thing,
      if: words.contains { TechnicalWords.things.contains($0) } || TechnicalWords.isPasswordWord(small))
    set.insert(.setting, if: words.contains { TechnicalWords.settings.contains($0) })
    set.insert(.leaked, if: lexicon.usage(of: small[...]) == .password)
  }
}
