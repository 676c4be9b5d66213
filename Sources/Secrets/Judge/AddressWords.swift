/// User and password of an address that are words for both: `myuser:mypass@`, `mailto:somebody@`.
enum AddressWords {
  /// `before` is the match up to the password: `scheme://user:`.
  static func areBlanks(before: [UInt8], password: [UInt8]) -> Bool {
    let start = before.indices.last { before[$0] == UInt8(ascii: "/") }.map { $0 + 1 } ?? 0
    return areBlanks(user: before[start...].dropLast(), password: password)
  }

  static func areBlanks(user: ArraySlice<UInt8>, password: [UInt8]) -> Bool {
    let user = String(decoding: user.map(\.asciiLower), as: UTF8.self)
    // `https://mailto:somebody@...`, where an address of mail is taken for one of a page.
    if user == "mailto" { return true }
    let word = String(decoding: password.map(\.asciiLower), as: UTF8.self)
    if isNothingBut(passwordEndings, word), isNothingBut(userEndings, user) { return true }
    guard let stem = stem(of: word, endings: passwordEndings), let other = userStem(user) else {
      return false
    }
    return stem == other || stem.isEmpty
      || blankStems.contains(stem) && (other.isEmpty || blankStems.contains(other))
  }

  /// `pass%23pass`, `user%25user`: the words over and over, with signs between them, as those write who test escapes.
  private static func isNothingBut(_ words: [String], _ text: String) -> Bool {
    let unescaped = text.utf8.contains(UInt8(ascii: "%")) ? text.replacing(/%[0-9a-f]{2}/, with: " ") : text
    let parts = unescaped.split { !$0.isLetter }
    return !parts.isEmpty && !unescaped.contains { $0.isNumber }
      && parts.allSatisfy { words.contains(String($0)) }
  }

  private static func userStem(_ user: String) -> String? { stem(of: user, endings: userEndings) }

  /// What stands before the ending; nil where the word has none of them.
  private static func stem(of word: String, endings: [String]) -> String? {
    guard let ending = endings.first(where: word.hasSuffix) else { return nil }
    let stem = word.dropLast(ending.utf8.count)
    return String(stem.reversed().drop { "-_.".contains($0) }.reversed())
  }

  private static let passwordEndings = [
    "password", "passwd", "passwort", "pass", "pwd", "pw", "secret", "token",
  ]
  private static let userEndings = ["username", "usr", "user", "login", "name"]
  private static let blankStems: Set<String> = [
    "my", "your", "the", "some", "a", "user", "test", "foo", "x", "any",
  ]
}
