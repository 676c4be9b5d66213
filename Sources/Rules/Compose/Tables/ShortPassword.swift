/// Clients that take a password by an option of one letter.
enum ShortPassword: CaseIterable {
  /// `-psecret`, in one word.
  case mysql
  /// `-p secret`.
  case mongo
  /// `-u name:secret`.
  case web

  /// The client among the names of programs that a command holds; of several the first in this list.
  static func client(among names: [Substring]) -> ShortPassword? {
    let found = names.compactMap { clients[String($0)] }
    return allCases.first(where: found.contains)
  }

  private static let clients: [String: ShortPassword] = [
    "mysql": .mysql, "mysqladmin": .mysql, "mysqldump": .mysql, "mysqlcheck": .mysql, "mariadb": .mysql,
    "mariadb-admin": .mysql, "mariadb-dump": .mysql,
    "mongo": .mongo, "mongosh": .mongo, "mongodump": .mongo, "cqlsh": .mongo,
    "curl": .web,
  ]

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

extension UInt8 {
  /// Whether names of variables are written with it.
  var isVariableName: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
