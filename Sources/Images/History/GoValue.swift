/// Values that BuildKit prints into the history as Go does, read back into what a Dockerfile says.
enum GoValue {
  /// The arguments of an instruction as a Dockerfile has them; unchanged where they are no printed Go value.
  static func dockerfileForm(keyword: String, _ arguments: String) -> String {
    switch keyword {
    case "EXPOSE": keys(arguments) ?? arguments
    case "VOLUME": words(arguments) ?? arguments
    case "CMD", "ENTRYPOINT", "SHELL": list(arguments) ?? arguments
    default: arguments
    }
  }

  /// `map[3000/tcp:{} 9229/tcp:{}]`: the keys.
  private static func keys(_ text: String) -> String? {
    guard let inside = inside(text, "map[") else { return nil }
    let keys = inside.split(separator: " ")
    guard keys.allSatisfy({ $0.hasSuffix(":{}") }) else { return nil }
    return keys.map { $0.dropLast(3) }.joined(separator: " ")
  }

  /// `[/data /cache]`: the words; a list in quotes is a Dockerfile's own.
  private static func words(_ text: String) -> String? {
    guard let inside = inside(text, "["), !inside.contains("\""), !inside.isEmpty else { return nil }
    return String(inside)
  }

  /// `["node" "--watch"]`: the same with commas.
  private static func list(_ text: String) -> String? {
    guard text.hasPrefix("[\""), text.hasSuffix("\"]") else { return nil }
    var result = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if character == " ", !isQuoted, result.hasSuffix("\"") { result.append(",") }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      result.append(character)
    }
    return result
  }

  private static func inside(_ text: String, _ opening: String) -> Substring? {
    guard text.hasPrefix(opening), text.hasSuffix("]") else { return nil }
    return text.dropFirst(opening.count).dropLast()
  }
}
