/// Takes out of a build step, before it is shown, what its names say is secret.
///
/// A report goes to logs that more people read than may pull the image.
package enum SecretMask {
  package static let mark = "***"

  /// The text with the values of secret names, the passwords in addresses and what follows `-u` masked; blanks
  /// between words stay.
  package static func masked(_ text: String) -> String {
    guard text.contains(where: { "=@:".contains($0) }) || text.contains("--") else { return text }
    var previous = Substring()
    var rest = Rest.none
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      if word.isEmpty { return "" }
      defer { previous = word }
      switch rest {
      case .none: break
      case .word:
        rest = Rest(opening: word)
        return word.hasPrefix("$") || word.hasPrefix("-") ? String(word) : mark
      case .quoted(let quote):
        if word.contains(quote) { rest = .none }
        return mark
      }
      return shown(word, after: previous, &rest)
    }.joined(separator: " ")
  }

  /// How much of what follows belongs to a value.
  private enum Rest {
    case none
    case word
    /// Up to the word with this mark.
    case quoted(Character)

    /// What follows a word in which a quotation mark may be open.
    init(opening word: Substring) {
      let open = ["\"", "'"].first { quote in word.count { $0 == quote } % 2 == 1 } as Character?
      self = open.map { .quoted($0) } ?? .none
    }
  }

  private static func shown(_ word: Substring, after previous: Substring, _ rest: inout Rest) -> String {
    let header = word.lowercased().filter { $0 != "'" && $0 != "\"" }
    if ["authorization:", "private-token:", "x-api-key:"].contains(where: header.hasSuffix) {
      rest = Rest(opening: word)
      if case .none = rest { rest = .word }
      return String(word)
    }
    if previous == "-u" || previous == "--user", let colon = word.firstIndex(of: ":") {
      return word[...colon] + mark
    }
    if let equals = word.firstIndex(of: "=") {
      let value = word[word.index(after: equals)...]
      let name = String(
        word[..<equals].reversed().prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }.reversed())
      let open = Rest(opening: value)
      var isOpen = false
      if case .quoted = open { isOpen = SecretName.isSecret(name) }
      if isOpen || SecretName.isSecret(name, value: value) {
        rest = open
        return word[...equals] + mark
      }
    }
    if word.hasPrefix("--"), !word.contains("="), !word.hasSuffix("-stdin"), SecretName.isSecret(word) {
      rest = .word
    }
    return address(word)
  }

  private static func address(_ word: Substring) -> String {
    guard let scheme = word.firstRange(of: "://") else { return String(word) }
    let host = word[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard let at = host.lastIndex(of: "@"), let colon = host[..<at].firstIndex(of: ":") else {
      return String(word)
    }
    return word[...colon] + mark + word[at...]
  }
}
