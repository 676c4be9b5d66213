/// Splits a command that Compose takes as one text into words: at blanks, with quotes and backslashes as a shell
/// has them, and nothing expanded.
enum ShellWords {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    // A word may be empty: two quotes begin one.
    var isInWord = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
        isInWord = true
      } else if let mark = quote {
        if character == mark { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isInWord = true
      } else if character.isWhitespace {
        if isInWord { words.append(word) }
        (word, isInWord) = ("", false)
      } else {
        word.append(character)
        isInWord = true
      }
    }
    return words + (isInWord ? [word] : [])
  }
}
