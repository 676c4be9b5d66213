/// One thing that is seen of a value, its name and its place, and speaks for or against a secret (`ClueWeights`).
package enum Clue: String, Sendable, CaseIterable {
  // What the name says.
  /// The name says `secret`, or a key that people choose.
  case namesSecret
  /// The name says `token`, or a key that programs make.
  case namesToken
  /// The name says more than that: `db_password`, `smtpPass`.
  case namesOwner
  /// The name is written in capitals, as variables of the environment are.
  case namesInCapitals

  // How it is written.
  /// Quotes stand around the value.
  case quoted
  /// The value is an argument of a call.
  case argument
  /// A comma or a comparison stands between name and value.
  case listed
  /// The name is written as a text of its own: `"password": ...`.
  case quotedName
  /// Nothing but an equals sign and blanks stands between name and value.
  case afterEquals
  /// The value ends its line, or a comma, semicolon, or bracket follows.
  case endsStatement

  // What the file is.
  /// Its values are settings.
  case settings
  /// It is a text for people.
  case texts
  /// It belongs to tests or examples.
  case tests
  /// The line is a comment.
  case comment

  // How the value is made up.
  /// It consists of small letters.
  case smallLetters
  /// It consists of letters, the first a capital.
  case capitalised
  /// It consists of letters, with capitals after small ones.
  case mixedCase
  /// It has no small letter.
  case capitals
  /// Digits stand between or before its letters.
  case digitsInside
  /// Digits stand behind its letters alone.
  case digitsAtEnd
  /// It consists of hexadecimal digits, some of them decimal.
  case hexadecimal
  /// It has signs that names of things do not have.
  case signs
  /// It has blanks.
  case blanks
  /// Its parts are joined by `_`, `-`, `.`, `:` or `/`.
  case joined
  /// Letters and digits or both cases alternate, as chance makes them.
  case alternating
  /// It has at most seven characters.
  case short
  /// It has eight to eleven characters.
  case medium
  /// It has twelve to nineteen characters.
  case long
  /// It has twenty characters and more.
  case veryLong

  // What its letters say.
  /// It consists of words.
  case words
  /// More than half of its letters stand in words.
  case mostlyWords
  /// It consists of words, and stands where a value is a literal and nothing else.
  case wordsInSettings
  /// A fifth to a half of its letters stand in words.
  case partlyWords
  /// Its letters follow each other as in words.
  case likeWords
  /// Its letters follow each other as in no word.
  case unlikeWords
  /// A word in it names a thing of programs: `field`, `user`, `token`.
  case thing
  /// A word in it is one by which settings are set: `required`, `none`, `bcrypt`.
  case setting
  /// It is a password that leaked often.
  case leaked
  /// It has a word of its own name.
  case sharesName

  // What stands beside it.
  /// A user, a host, or an address is given within a few lines.
  case account
  /// A form, a schema, or a declaration is described within a few lines.
  case schema
  /// Sentences stand within a few lines, as in a translation.
  case sentences
  /// A test calls something within a few lines.
  case testCalls
}

/// The clues that are seen of one value.
package struct ClueSet: Codable, Sendable, Hashable {
  private var bits: UInt64 = 0

  package func contains(_ clue: Clue) -> Bool { bits >> clue.bit & 1 == 1 }

  mutating func insert(_ clue: Clue, if isSeen: Bool = true) {
    if isSeen { bits |= 1 << clue.bit }
  }

  /// The clues in the order of their declaration.
  package var clues: [Clue] { Clue.allCases.filter(contains) }
}

extension Clue {
  fileprivate var bit: UInt64 { UInt64(Clue.places[self] ?? 63) }

  private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}
