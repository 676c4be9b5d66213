/// Splits a line into words at blanks, with quotes and escapes as a shell has them (POSIX XCU 2.2), and nothing expanded.
package enum ShellWords {
  /// What becomes of quotes and escapes.
  package enum Quotes {
    /// They stay where they are, for whoever looks at how a word is written.
    case kept
    /// A word is what a program would get; two quotes make an empty one.
    case removed
  }

  /// - Parameter escape: what takes the meaning of the next character; nil where nothing does, as in values of a history.
  package static func split(
    _ text: some StringProtocol, escape: Character? = "\\", quotes: Quotes = .removed
  ) -> [String] {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      var isMark = false
      if isEscaped {
        isEscaped = false
      } else if character == escape, quote != "'" {
        isEscaped = true
        isMark = true
      } else if character == quote {
        quote = nil
        isMark = true
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        isMark = true
      } else if quote == nil, character.isWhitespace {
        if isInWord { words.append(word) }
        (word, isInWord) = ("", false)
        continue
      }
      isInWord = true
      if !isMark || quotes == .kept { word.append(character) }
    }
    return words + (isInWord ? [word] : [])
  }
}
