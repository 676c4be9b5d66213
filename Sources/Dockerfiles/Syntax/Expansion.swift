/// Text of an instruction as a builder writes it into the history: quotes gone, variables replaced.
///
/// What a variable holds when the image is built is not known, as `--build-arg` and the base image have a say; so
/// each becomes `wildcard`, which stands for any text.
enum Expansion {
  /// No Dockerfile and no history holds this character.
  static let wildcard: Character = "\0"

  /// Follows the Dockerfile reference, "Environment replacement": none in single quotes, none after an escape.
  static func expand(_ text: some StringProtocol, escape: Character) -> String {
    var result = ""
    var rest = Substring(text)
    var isQuoted = false
    while let character = rest.popFirst() {
      switch character {
      case "'" where !isQuoted:
        let end = rest.firstIndex(of: "'") ?? rest.endIndex
        result += rest[..<end]
        rest = rest[end...].dropFirst()
      case "\"": isQuoted.toggle()
      case escape:
        guard let next = rest.popFirst() else { continue }
        if isQuoted, next != "\"", next != "$", next != escape { result.append(escape) }
        result.append(next)
      case "$":
        if takeVariable(&rest) { result.append(wildcard) } else { result.append("$") }
      default: result.append(character)
      }
    }
    return result
  }

  /// The text with the values that variables have by default; nil where one has none.
  static func defaults(_ text: String, _ variables: [Dockerfile.Variable], escape: Character) -> String? {
    var result = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\"", "'", escape: continue
      case "$":
        let start = rest
        guard takeVariable(&rest) else { return nil }
        let inside = start[..<rest.startIndex].drop { $0 == "{" }
        let name = inside.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
        let modifier = inside[name.endIndex...].prefix { $0 != "}" }
        let value = variables.last { $0.name == name }?.value
        if let value, !value.isEmpty || !modifier.hasPrefix(":-") {
          guard modifier.isEmpty || modifier.hasPrefix(":-") || modifier.hasPrefix("-") else { return nil }
          result += defaults(value, variables.dropLast(), escape: escape) ?? value
        } else if modifier.hasPrefix(":-") {
          result += modifier.dropFirst(2)
        } else {
          return nil
        }
      default: result.append(character)
      }
    }
    return result
  }

  private static func defaults(
    _ text: String, _ variables: ArraySlice<Dockerfile.Variable>, escape: Character
  ) -> String? { defaults(text, Array(variables), escape: escape) }

  /// Takes what follows `$`: a name, or braces with what is nested in them; false where it is no variable.
  private static func takeVariable(_ rest: inout Substring) -> Bool {
    if rest.first == "{" {
      var depth = 0
      var end = rest.startIndex
      while end < rest.endIndex {
        if rest[end] == "{" { depth += 1 }
        if rest[end] == "}" { depth -= 1 }
        end = rest.index(after: end)
        if depth == 0 {
          rest = rest[end...]
          return true
        }
      }
      return false
    }
    let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    rest = rest[name.endIndex...]
    return !name.isEmpty
  }
}
