/// How likely a value is a secret by all its clues together, where no single rule decides.
struct ValueScore {
  let clues: ClueSet
  /// The natural logarithm of the odds.
  let logOdds: Double

  private init(_ clues: ClueSet, isPassword: Bool) {
    self.clues = clues
    logOdds = clues.clues.reduce(ClueWeights.start(isPassword: isPassword)) { sum, clue in
      let weight = ClueWeights.weight(of: clue)
      return sum + (isPassword ? weight.password : weight.other)
    }
  }

  /// The score of a value that is given to a name; nil where it is none whatever its clues say.
  init?(of candidate: Candidate, in context: FileContext) {
    let seen = candidate.assignment
    guard let kind = Assignment.kindToScore(seen, in: context) else { return nil }
    let clues = ClueReader.clues(of: seen, kind, beside: candidate.surroundings, in: context)
    // Nobody makes a token of words; in quotes after a comma they are a name as well.
    let isWords = clues.contains(.words) || clues.contains(.mostlyWords)
    guard !isWords || kind == .password && !seen.isListed else { return nil }
    self.init(clues, isPassword: kind == .password)
  }

  /// The score of a call's quoted argument.
  init?(ofArgument candidate: Candidate, in context: FileContext) {
    guard !context.isListing, let last = candidate.before.last, "\"'`".utf8.contains(last),
      Assignment.mayBeScored(candidate.value, as: .password)
    else { return nil }
    self.init(
      ClueReader.clues(ofArgument: candidate.value, beside: candidate.surroundings, in: context),
      isPassword: true)
  }

  /// Whether it is reported at all.
  func isSecret(_ options: SecretScanner.Options) -> Bool {
    options.keepsUnlikely || logOdds >= ClueWeights.leastOfSecret
  }

  /// Whether it is reported with the severity of its type; what tests use, and what a comment shows, opens little.
  var isSure: Bool {
    logOdds >= ClueWeights.leastOfSure && !clues.contains(.tests) && !clues.contains(.comment)
  }

  /// Whether words make up most of it.
  var isWords: Bool { clues.contains(.words) || clues.contains(.mostlyWords) }
}
