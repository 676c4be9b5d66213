/// What is known of words: which ones there are, and which letters follow each other in them.
///
/// The table is read when the first value asks for it: most runs never do.
struct Lexicon: Sendable {
  static let shared = Lexicon(
    words: WordTable.words, count: WordTable.count, pairs: WordTable.pairs, technical: TechnicalWords.all)

  /// How usual a word is.
  enum Usage: UInt64 {
    case usual = 0
    case frequent = 1
    case password = 2
  }

  /// Letters that a word of the table has at most.
  private static let longest = 12
  private static let bitsOfLetter = 5
  private static let bitsOfUsage: UInt64 = 4

  /// The words in order, five bits for each letter from the top, and the usage in the lowest bits.
  private let words: [UInt64]
  /// What the second of two letters costs after the first, in half bits.
  private let costs: [UInt8]

  /// `technical` are words besides the table's, each as good as a frequent one.
  init(words text: String, count: Int, pairs: String, technical: Set<String>) {
    var words: [UInt64] = []
    words.reserveCapacity(count)
    var letters: [UInt8] = []
    func close(_ usage: Usage) { words.append(Lexicon.packed(letters[...]) | usage.rawValue) }
    var isOpen = false
    for byte in text.utf8 {
      if byte.isASCIIUpper {
        if isOpen { close(.usual) }
        letters.removeLast(letters.count - Int(byte - UInt8(ascii: "A")))
        isOpen = true
      } else if byte.isASCIIDigit {
        close(byte == UInt8(ascii: "1") ? .frequent : .password)
        isOpen = false
      } else {
        letters.append(byte)
      }
    }
    if isOpen { close(.usual) }
    words += technical.filter { (3...Lexicon.longest).contains($0.utf8.count) }.map {
      Lexicon.packed(Array($0.utf8)[...]) | Usage.frequent.rawValue
    }
    self.words = words.sorted()
    costs = pairs.utf8.map { $0 &- UInt8(ascii: "a") }
  }

  /// How usual the word is, in small letters; nil where it is none.
  func usage(of word: ArraySlice<UInt8>) -> Usage? {
    guard (3...Lexicon.longest).contains(word.count) else { return nil }
    return usage(packed: Lexicon.packed(word))
  }

  /// How many of the letters stand in words, where the text is cut into words in the best way.
  ///
  /// A word of three letters counts where it is frequent, and a bit less than its letters: chance makes them too.
  func lettersInWords(_ text: [UInt8]) -> Int {
    var best = [Int](repeating: 0, count: text.count + 1)
    for start in text.indices.reversed() {
      best[start] = best[start + 1]
      var packed: UInt64 = 0
      for index in start..<min(start + Lexicon.longest, text.count) {
        let length = index - start + 1
        guard let bits = Lexicon.bits(of: text[index], at: length - 1) else { break }
        packed |= bits
        guard length >= 3, let usage = usage(packed: packed), length > 3 || usage == .frequent else {
          continue
        }
        best[start] = max(best[start], best[index + 1] + length - (length == 3 ? 1 : 0))
      }
    }
    return best[0]
  }

  /// What a letter costs after the one before it, in bits on average; nil below four pairs.
  ///
  /// Words cost 3.4, chance 5.8.
  func pairCost(_ text: [UInt8]) -> Double? {
    var sum = 0
    var pairs = 0
    for (left, right) in zip(text, text.dropFirst()) where left.isASCIILower && right.isASCIILower {
      sum += Int(costs[Int(left - UInt8(ascii: "a")) * 26 + Int(right - UInt8(ascii: "a"))])
      pairs += 1
    }
    return pairs < 4 ? nil : Double(sum) / 2 / Double(pairs)
  }

  private func usage(packed: UInt64) -> Usage? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < packed { low = middle + 1 } else { high = middle }
    }
    guard low < words.count, words[low] >> Lexicon.bitsOfUsage == packed >> Lexicon.bitsOfUsage else {
      return nil
    }
    return Usage(rawValue: words[low] & 0xF)
  }

  private static func packed(_ word: ArraySlice<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for (index, letter) in word.enumerated() { packed |= bits(of: letter, at: index) ?? 0 }
    return packed
  }

  private static func bits(of letter: UInt8, at index: Int) -> UInt64? {
    guard letter.isASCIILower, index < longest else { return nil }
    return UInt64(letter - UInt8(ascii: "a") + 1) << UInt64(64 - bitsOfLetter * (index + 1))
  }
}
