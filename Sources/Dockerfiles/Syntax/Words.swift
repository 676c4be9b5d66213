/// Words of an instruction, quotes and all.
package enum Words {
  /// Splits at blanks outside quotes; quotes and escapes stay where they are.
  ///
  /// - Parameter escape: what takes the meaning of the next character; nil where nothing does, as in values of a history.
  package static func split(_ text: some StringProtocol, escape: Character?) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if character == escape, quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else if quote == nil, character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
