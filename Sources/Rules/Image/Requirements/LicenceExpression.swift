/// What a package says of its licence, as far as it is an expression: SPDX, what Debian's copyright files write, and
/// the older forms of npm and Cargo. A text of another form is one licence with that name.
indirect enum LicenceExpression: Sendable, Hashable {
  case licence(String)
  case either([LicenceExpression])
  case all([LicenceExpression])

  init(_ text: String) {
    var words = Self.words(text)[...]
    self = Self.alternatives(&words, depth: 0)
  }

  /// Whether one may take it under licences that are all in order.
  func isSatisfied(_ isInOrder: (String) -> Bool) -> Bool {
    switch self {
    case .licence(let name): isInOrder(name)
    case .either(let choices): choices.contains { $0.isSatisfied(isInOrder) }
    case .all(let parts): parts.allSatisfy { $0.isSatisfied(isInOrder) }
    }
  }

  /// Parentheses within parentheses that are followed.
  private static let depth = 50

  private static func words(_ text: String) -> [String] {
    let hasAddress = text.contains("://")
    var spaced = ""
    for character in text {
      switch character {
      case "(", ")", "|": spaced += " \(character) "
      case "/": spaced += hasAddress ? "/" : " or "
      default: spaced.append(character)
      }
    }
    let words = spaced.split(whereSeparator: \.isWhitespace).map(String.init)
    // Debian writes a comma before `and` and `or`.
    return words.indices.map { index in
      let next = index + 1 < words.count ? words[index + 1] : ""
      return words[index].hasSuffix(",") && (isOr(next) || isAnd(next))
        ? String(words[index].dropLast()) : words[index]
    }
  }

  private static func alternatives(_ words: inout ArraySlice<String>, depth: Int) -> LicenceExpression {
    var choices = [conjunction(&words, depth: depth)]
    while let word = words.first, isOr(word) {
      words.removeFirst()
      choices.append(conjunction(&words, depth: depth))
    }
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private static func conjunction(_ words: inout ArraySlice<String>, depth: Int) -> LicenceExpression {
    var parts = [name(&words, depth: depth)]
    while let word = words.first, !isOr(word), word != ")" {
      if isAnd(word) { words.removeFirst() }
      parts.append(name(&words, depth: depth))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private static func name(_ words: inout ArraySlice<String>, depth: Int) -> LicenceExpression {
    if words.first == "(", depth < Self.depth {
      words.removeFirst()
      let inner = alternatives(&words, depth: depth + 1)
      if words.first == ")" { words.removeFirst() }
      return inner
    }
    var parts: [String] = []
    while let word = words.first, !isOr(word), !isAnd(word), word != ")", word != "(" || parts.isEmpty {
      words.removeFirst()
      parts.append(word)
    }
    return .licence(parts.joined(separator: " "))
  }

  private static func isAnd(_ word: String) -> Bool { word.lowercased() == "and" }

  private static func isOr(_ word: String) -> Bool { word == "|" || word.lowercased() == "or" }
}
