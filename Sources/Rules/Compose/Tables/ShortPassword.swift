/// Clients that take a password by an option of one letter.
enum ShortPassword: CaseIterable {
  /// `-psecret`, in one word.
  case mysql
  /// `-p secret`.
  case mongo
  /// `-u name:secret`.
  case web

  var programs: Set<String> {
    switch self {
    case .mysql:
      ["mysql", "mysqladmin", "mysqldump", "mysqlcheck", "mariadb", "mariadb-admin", "mariadb-dump"]
    case .mongo: ["mongo", "mongosh", "mongodump", "cqlsh"]
    case .web: ["curl"]
    }
  }

  /// The password in an option and the word after it, and in which of the two it stands; nil where it is another option.
  func position(of word: String, _ next: String) -> (value: String, offset: Int)? {
    switch self {
    case .mysql:
      guard word.hasPrefix("-p"), word.count > 2 else { return nil }
      return (String(word.dropFirst(2)), 0)
    case .mongo: return word == "-p" ? (next, 1) : nil
    case .web:
      let isUser = word == "--user" || word.hasPrefix("-") && !word.hasPrefix("--") && word.hasSuffix("u")
      guard isUser, let colon = next.firstIndex(of: ":") else { return nil }
      return (String(next[next.index(after: colon)...]), 1)
    }
  }
}

extension Character {
  /// Whether names of variables are written with it.
  var isVariableName: Bool { isASCII && (isUppercase || isNumber || self == "_") }
}
