// Made by benchmarks/fit-weights.

/// What each clue adds to the logarithm of the odds that a value is a secret, by what its name promises.
enum ClueWeights {
  /// From here on a value is reported.
  static let leastOfSecret = 0.0
  /// From here on it has the severity of its type; below it is low.
  static let leastOfSure = 1.5

  /// The score before any clue is seen.
  static func start(isPassword: Bool) -> Double {
    isPassword ? 2.13 : 6.08
  }

  static func weight(of clue: Clue) -> (password: Double, other: Double) {
    switch clue {
    case .namesSecret: (0.00, 0.25)
    case .namesToken: (0.00, -0.13)
    case .namesOwner: (0.02, -0.02)
    case .namesInCapitals: (0.71, 0.29)
    case .quoted: (-0.05, -0.20)
    case .argument: (1.06, 0.00)
    case .listed: (-0.69, 0.03)
    case .quotedName: (-0.05, 0.08)
    case .afterEquals: (-0.14, -0.31)
    case .endsStatement: (-0.23, 0.02)
    case .settings: (0.50, 0.43)
    case .texts: (0.37, 0.08)
    case .tests: (-1.21, 0.00)
    case .comment: (-1.52, -0.10)
    case .smallLetters: (1.90, 0.48)
    case .capitalised: (-4.79, -1.31)
    case .mixedCase: (0.30, 0.20)
    case .capitals: (-0.58, 0.02)
    case .digitsInside: (1.71, 0.73)
    case .digitsAtEnd: (5.36, 0.02)
    case .hexadecimal: (0.00, 0.58)
    case .signs: (-2.36, 0.00)
    case .blanks: (0.00, 0.00)
    case .joined: (-0.36, 0.00)
    case .alternating: (1.76, 0.74)
    case .short: (-0.95, 0.00)
    case .medium: (0.04, 0.00)
    case .long: (3.18, -0.35)
    case .veryLong: (0.21, 0.47)
    case .words: (-4.93, 0.00)
    case .mostlyWords: (-1.99, 0.00)
    case .wordsInSettings: (-1.97, 0.00)
    case .partlyWords: (-0.88, -1.14)
    case .likeWords: (-0.18, -1.28)
    case .unlikeWords: (0.11, 0.89)
    case .thing: (-6.02, 0.00)
    case .setting: (-3.08, 0.00)
    case .leaked: (3.67, 0.00)
    case .sharesName: (-0.50, 0.00)
    case .account: (0.93, 0.49)
    case .schema: (-2.80, 0.00)
    case .sentences: (-2.24, 0.03)
    case .testCalls: (-1.68, 0.00)
    }
  }
}
