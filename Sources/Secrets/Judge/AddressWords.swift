/// User and password of an address that are words for both: `myuser:mypass@`, `mailto:somebody@`.
enum AddressWords {
  /// `before` is the match up to the password: `scheme://user:`.
  static func areBlanks(before: [UInt8], password: [UInt8]) -> Bool {
    let start = before.indices.last { before[$0] == UInt8(ascii: "/") }.map { $0 + 1 } ?? 0
    let user = String(decoding: before[start...].dropLast().map(\.asciiLower), as: UTF8.self)
    // `https://mailto:somebody@...`, where an address of mail is taken for one of a page.
    if user == "mailto" { return true }
    let word = String(decoding: password.map(\.asciiLower), as: UTF8.self)
    guard let stem = stem(of: word, endings: passwordEndings), let other = userStem(user) else {
      return false
    }
    return stem == other || stem.isEmpty
      || blankStems.contains(stem) && (other.isEmpty || blankStems.contains(other))
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
