/// What a server asks for before it answers (RFC 9110, WWW-Authenticate).
struct AuthChallenge: Sendable, Hashable {
  /// In lower case: `basic`, `bearer`.
  let scheme: String
  /// By names in lower case.
  var parameters: [String: String] = [:]

  /// The challenges of a header, in order.
  static func all(_ header: String) -> [AuthChallenge] {
    var challenges: [AuthChallenge] = []
    var rest = Substring(header)
    while true {
      rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
      let word = rest.prefix { !" ,=\t".contains($0) }
      guard !word.isEmpty else { return challenges }
      rest = rest.dropFirst(word.count)
      guard rest.first == "=" else {
        challenges.append(AuthChallenge(scheme: word.lowercased()))
        continue
      }
      let value = text(&rest)
      if !challenges.isEmpty { challenges[challenges.count - 1].parameters[word.lowercased()] = value }
    }
  }

  /// Takes `="text"` or `=word`.
  private static func text(_ rest: inout Substring) -> String {
    rest = rest.dropFirst()
    guard rest.first == "\"" else {
      let word = rest.prefix { !" ,\t".contains($0) }
      rest = rest.dropFirst(word.count)
      return String(word)
    }
    rest = rest.dropFirst()
    var value = ""
    while let next = rest.popFirst(), next != "\"" {
      if next == "\\", let escaped = rest.popFirst() { value.append(escaped) } else { value.append(next) }
    }
    return value
  }
}
