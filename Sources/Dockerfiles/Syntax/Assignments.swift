import Images

/// `NAME=value` pairs of `ENV`, `LABEL` and `ARG`.
enum Assignments {
  /// The pairs of `ENV` or `LABEL` with values as a builder writes them; the old form `NAME rest of the line`
  /// is one pair.
  static func pairs(_ text: String, escape: Character) -> [(name: String, value: String)] {
    let words = ShellWords.split(text, escape: escape, quotes: .kept)
    guard let first = words.first else { return [] }
    guard first.contains("=") else {
      let value = text.dropFirst(first.count).drop(while: \.isWhitespace)
      return [(Expansion.expand(first, escape: escape), Expansion.expand(value, escape: escape))]
    }
    return words.map { word in
      let name = word.prefix { $0 != "=" }
      let value = word.dropFirst(name.count + 1)
      return (Expansion.expand(name, escape: escape), Expansion.expand(value, escape: escape))
    }
  }

  /// The names of `ARG` with the values that they have by default.
  static func arguments(_ text: String, escape: Character) -> [Dockerfile.Variable] {
    ShellWords.split(text, escape: escape, quotes: .kept).map { word in
      let name = word.prefix { $0 != "=" }
      let value = word.contains("=") ? String(word.dropFirst(name.count + 1)) : nil
      return Dockerfile.Variable(
        name: String(name), value: value.map { $0.filter { $0 != "\"" && $0 != "'" } })
    }
  }
}
