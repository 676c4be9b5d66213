import Compose
import Findings

/// Finds the places of a compose file in which somebody wrote a credential down.
enum WrittenCredentials {
  /// Those of a service: variables, build arguments, labels, and the words of its commands.
  static func all(of service: Service) -> [Match] {
    var matches: [Match] = []
    for variable in service.environment
    where variable.origin == .environment && mayBe(variable.name, variable.value) {
      let field = service.section.field("environment", variable.name)
      if let field {
        matches += named(variable.name, field, in: "the environment of service \(service.name)")
      }
    }
    for (name, field) in service.section.entries("build", "args", where: { mayBe($0, $1.text) }) {
      matches += named(name, field, in: "the build arguments of service \(service.name)")
    }
    for (name, field) in service.section.entries("labels", where: { mayBe($0, $1.text) }) {
      matches += named(name, field, in: "the labels of service \(service.name)")
    }
    matches += command(service.section.field("command"), "The command of service \(service.name)")
    matches += command(service.section.field("entrypoint"), "The entry point of service \(service.name)")
    matches += command(
      service.section.field("healthcheck", "test"), "The health check of service \(service.name)")
    return matches
  }

  /// Whether a value is worth a closer look: its name is a credential's, or it is an address.
  private static func mayBe(_ name: String, _ value: String?) -> Bool {
    value?.hasText("://") == true || Credential.isName(name)
  }

  /// Those in the text of configs.
  static func all(of configs: [SecretOrConfig]) -> [Match] {
    configs.compactMap { config in
      guard let content = config.section.text("content"), !content.node.isFromEnvironment else { return nil }
      let found = content.value.split(whereSeparator: \.isNewline).contains { line in
        let parts = line.split(maxSplits: 1) { $0 == "=" || $0 == ":" }
        guard parts.count == 2 else { return false }
        let name = parts[0].trimmingBlanks
        let value = parts[1].trimmingBlanks.filter { !"\"',;".contains($0) }
        return Credential.isName(name) && Credential.isValue(value) && !value.contains("$")
      }
      guard found else { return nil }
      return Match(content.place, "Config \(config.name) contains a credential in plain text.")
    }
  }

  /// A value whose name, or whose shape, says that it is a credential.
  private static func named(
    _ name: String, _ field: Field<Node>, in place: @autoclosure () -> String
  ) -> [Match] {
    guard let text = field.value.text, !text.isEmpty, !isGiven(field.value) else { return [] }
    let isDefault = !field.value.variables.isEmpty
    let severity: Severity? = isDefault ? .medium : nil
    let what = isDefault ? "has a credential as its default" : "is a credential in plain text"
    if Credential.isName(name) {
      guard Credential.isValue(text, of: name) else { return [] }
      if text.hasText("://"), Credential.passwordInURL(text) == nil { return [] }
    } else if Credential.keyInDSN(name, text) {
      return [
        Match(
          .compose(key: field.key), "\(name) in \(place()) contains a key in plain text.", subject: name,
          severity: .low)
      ]
    } else if Credential.passwordInURL(text) == nil {
      return []
    }
    return [
      Match(
        .compose(key: field.key), "\(name) in \(place()) \(what).", subject: name,
        severity: severity)
    ]
  }

  /// Whether the value, or the password in it, comes from the environment.
  private static func isGiven(_ node: Node) -> Bool { node.isFromEnvironment }

  /// A command with a flag that takes a password, in its shell or list form.
  private static func command(_ field: Field<Node>?, _ place: @autoclosure () -> String) -> [Match] {
    guard let field else { return [] }
    if let text = field.value.text {
      guard !isGiven(field.value) else { return [] }
      let words = text.words.map(String.init)
      guard credential(in: words) != nil || words.contains(where: { Credential.passwordInURL($0) != nil })
      else {
        return []
      }
      return [inCommand(field.value, field.key, place())]
    }
    let items = field.value.items ?? []
    let words = items.map { isGiven($0) ? "" : $0.text ?? "" }
    guard
      let index = credential(in: words)
        ?? words.firstIndex(where: { Credential.passwordInURL($0) != nil || isScriptWithCredential($0) })
    else { return [] }
    return [inCommand(items[index], field.key.item(index, items[index]), place())]
  }

  /// A part of a command that holds a credential, which may be the default of a variable whose name tells as much.
  private static func inCommand(_ node: Node, _ key: Key, _ place: String) -> Match {
    let isDefault = node.variables.contains { variable in
      variable.origin == .template
        && ["PASS", "AUTH", "SECRET", "TOKEN", "KEY", "PW"].contains {
          variable.name.uppercased().hasText($0)
        }
    }
    guard isDefault else {
      return Match(.compose(key: key), "\(place) contains a credential in plain text.")
    }
    return Match(.compose(key: key), "\(place) has a credential as a variable's default.", severity: .medium)
  }

  /// Whether a word of a list is a whole script that holds a flag's password.
  private static func isScriptWithCredential(_ word: String) -> Bool {
    let words = word.words.map(String.init)
    return words.count > 1 && credential(in: words) != nil
  }

  /// The position of the word that holds a flag's password.
  private static func credential(in words: [String]) -> Int? {
    let names = words.map { $0.utf8.split(separator: UInt8(ascii: "/")).last.map(Substring.init) ?? "" }
    let isRedis = names.contains { $0 == "redis-cli" || $0 == "valkey-cli" }
    let client = ShortPassword.client(among: names)
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      if let position = client?.position(of: word, next), isWritten(position.value) {
        return index + position.offset
      }
      if !word.hasPrefix("-"), let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")),
        word.utf8[..<equals].allSatisfy(\.isVariableName),
        Credential.isName(String(word[..<equals])), isWritten(String(word[word.index(after: equals)...]))
      {
        return index
      }
      if isInHeader(word, next, after: index > 0 ? words[index - 1] : "") { return index + 1 }
      if hasQueryCredential(word) { return index }
      if word.hasPrefix("-"), let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
        let value = String(word[word.index(after: equals)...])
        if Credential.isName(String(word[..<equals])), isWritten(value) { return index }
      } else if word == "--requirepass" || word == "--masterauth" || isRedis && word == "-a" {
        if isWritten(next) { return index + 1 }
      } else if word.hasPrefix("--"), Credential.isName(word), isWritten(next), !next.hasPrefix("-") {
        return index + 1
      }
    }
    return nil
  }

  /// Whether a word begins the credential of an HTTP header and the next one is it: `Authorization: Bearer abc`, `X-Api-Key: abc`.
  private static func isInHeader(_ word: String, _ next: String, after last: String) -> Bool {
    guard next.utf8.count >= 8 else { return false }
    let name = withoutQuotes(word)
    let isBegun =
      last.utf8.last == UInt8(ascii: ":") && last.lowercased().hasSuffix("authorization:")
      && ["bearer", "basic", "token"].contains(name.lowercased())
      || name.utf8.last == UInt8(ascii: ":") && Credential.isName(String(name.dropLast()))
    return isBegun && isWritten(next)
  }

  /// Whether an address has a credential among what it asks: `http://localhost/health?token=abc`.
  private static func hasQueryCredential(_ word: String) -> Bool {
    guard word.hasText("://"), let query = word.split(separator: "?", maxSplits: 1).dropFirst().first else {
      return false
    }
    return query.split(separator: "&").contains { part in
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      return pair.count == 2 && Credential.isName(pair[0]) && isWritten(pair[1])
    }
  }

  private static func isWritten(_ value: String) -> Bool {
    let plain = withoutQuotes(value)
    return !plain.utf8.contains(UInt8(ascii: "$")) && !plain.hasPrefix("<") && Credential.isValue(plain)
  }

  private static func withoutQuotes(_ text: String) -> String {
    let isQuote = { (byte: UInt8) in byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    guard text.utf8.contains(where: isQuote) else { return text }
    return String(decoding: text.utf8.filter { !isQuote($0) }, as: UTF8.self)
  }
}
