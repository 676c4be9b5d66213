import Findings

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
    var splitter = Splitter(escape: escape?.unicodeScalars.first, quotes: quotes)
    for scalar in String(text).unicodeScalars { splitter.take(scalar) }
    return splitter.finish()
  }

  private struct Splitter {
    let escape: Unicode.Scalar?
    let quotes: Quotes
    private var words: [String] = []
    /// The word at hand.
    private var word: [UInt8] = []
    private var isInWord = false
    private var quote: Unicode.Scalar?
    private var isEscaped = false

    init(escape: Unicode.Scalar?, quotes: Quotes) { (self.escape, self.quotes) = (escape, quotes) }

    mutating func take(_ scalar: Unicode.Scalar) {
      var isMark = false
      if isEscaped {
        isEscaped = false
      } else if scalar == escape, quote != "'" {
        isEscaped = true
        isMark = true
      } else if scalar == quote {
        quote = nil
        isMark = true
      } else if quote == nil, scalar == "\"" || scalar == "'" {
        quote = scalar
        isMark = true
      } else if quote == nil, scalar.isWhiteSpace {
        return end()
      }
      isInWord = true
      guard !isMark || quotes == .kept else { return }
      word += scalar.utf8
    }

    private mutating func end() {
      if isInWord { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
      isInWord = false
    }

    mutating func finish() -> [String] {
      end()
      return words
    }
  }
}
