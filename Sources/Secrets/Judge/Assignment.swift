/// Judges a value that is given to a telling name: `db_password = "..."`, `"apiKey": "..."`, `SECRET=...`.
///
/// The scanner sees thousands of these in any tree of code; nearly all are variables, messages, field names and
/// defaults. So the name, the way it is written and the value must each speak for a secret.
enum Assignment {
  /// What was seen: the name before the value, whether the value is quoted, and the value.
  struct Seen {
    let name: [UInt8]
    let isQuoted: Bool
    let value: [UInt8]
    /// The bytes of the line after the value, at most a few.
    let after: [UInt8]
  }

  /// Whether the value's bare bytes can be a password or a token at all: what costs least and rules out most.
  static func mayBeSecret(_ seen: Seen, in context: FileContext) -> Bool {
    let value = seen.value
    guard value.contains(where: \.isASCIIDigit), value.contains(where: \.isASCIILetter),
      !value.contains(0x20), kind(of: seen.name) != nil
    else { return false }
    return !context.isListing && (seen.isQuoted || isBareValueUsual(seen, in: context))
  }

  /// Whether name and value together are a secret, after `mayBeSecret` and with no placeholder as the value.
  static func isSecret(_ seen: Seen) -> Bool {
    guard let kind = kind(of: seen.name) else { return false }
    let value = seen.value
    guard !isHashOrIdentity(value), !isPathOrAddress(value), !isCode(value) else { return false }
    switch kind {
    case .password: return isPassword(value, isQuoted: seen.isQuoted)
    case .token: return isToken(value)
    }
  }

  enum Kind { case password, token }

  /// What the name promises; nil where its last words turn it into something else, such as `token_type`.
  static func kind(of name: [UInt8]) -> Kind? {
    let words = words(of: name)
    guard let last = words.last else { return nil }
    if words.contains(where: { otherThings.contains($0) }) { return nil }
    if passwordWords.contains(last) { return .password }
    if last == "pass", words.count > 1 { return .password }
    if last == "secret" || last == "token" || last == "apikey" || last == "credential"
      || last == "credentials"
      || last == "authtoken" || last == "secretkey" || last == "accesskey"
    {
      return .token
    }
    if last == "key" || last == "keys", words.dropLast().contains(where: { keyWords.contains($0) }) {
      return .token
    }
    // `PASSWORD_PROD`, `token2`, `SECRET_KEY_BASE`: the telling word may stand one or two before the end.
    let tail = words.suffix(3)
    if tail.contains(where: { passwordWords.contains($0) }) { return .password }
    return tail.contains("secret") || tail.contains("token") ? .token : nil
  }

  /// A name's words: cut at punctuation and where a capital follows a small letter, in small letters.
  static func words(of name: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var previous: UInt8 = 0
    for byte in name {
      let isBreak = !byte.isASCIILetter && !byte.isASCIIDigit
      if isBreak || byte.isASCIIUpper && previous.isASCIILower {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if !isBreak { word.append(byte.asciiLower) }
      previous = byte
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words.map { $0.hasSuffix("1") || $0.hasSuffix("2") ? String($0.dropLast()) : $0 }.filter {
      !$0.isEmpty
    }
  }

  /// Without quotes only a configuration file's line or `export NAME=value` gives a literal.
  private static func isBareValueUsual(_ seen: Seen, in context: FileContext) -> Bool {
    guard let next = seen.after.first.map({ $0 }) else { return true }
    guard next == 0x0A || next == 0x0D || next == 0x20 || next == UInt8(ascii: "#") || next == 0 else {
      return false
    }
    let isUpperCase = !seen.name.contains(where: \.isASCIILower)
    return context.isConfiguration || isUpperCase
  }

  /// A password someone chose or had made: mixed enough that it is no word of the language or of the program.
  private static func isPassword(_ value: [UInt8], isQuoted: Bool) -> Bool {
    guard (8...128).contains(value.count), !value.contains(0x20) else { return false }
    let hasDigit = value.contains(where: \.isASCIIDigit)
    let hasLetter = value.contains(where: \.isASCIILetter)
    guard hasDigit, hasLetter, Randomness.entropy(value) >= 2.75 else { return false }
    let kinds = Randomness.kinds(value)
    let wordiness = Randomness.wordiness(value) ?? 0.5
    if kinds >= 4 { return wordiness < 0.9 }
    if kinds == 3 { return wordiness < 0.75 }
    return value.count >= 10 && wordiness < 0.5 && Randomness.changes(value) >= 0.25
  }

  /// A token that a program made: long, mixed, and unlike words.
  private static func isToken(_ value: [UInt8]) -> Bool {
    guard (16...256).contains(value.count), !value.contains(0x20) else { return false }
    guard value.allSatisfy({ $0.isWord || "-+/=.~!@#%^&*:".utf8.contains($0) }) else { return false }
    let digits = value.count(where: \.isASCIIDigit)
    guard digits >= 2, value.contains(where: \.isASCIILetter) else { return false }
    let isHex = value.allSatisfy { $0.hexValue != nil }
    if isHex { return value.count >= 24 && Randomness.entropy(value) >= 3 }
    guard Randomness.entropy(value) >= 3.5 else { return false }
    if let wordiness = Randomness.wordiness(value), wordiness > 0.45 { return false }
    return Randomness.changes(value) >= 0.25
  }

  /// UUIDs, `sha256:...`, subresource integrity, colours: names of things, not secrets.
  private static func isHashOrIdentity(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.prefix(128), as: UTF8.self).lowercased()
    let marks = ["sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "md5:", "h1:", "0x"]
    if marks.contains(where: { text.hasPrefix($0) }) { return true }
    let dashes = value.count { $0 == UInt8(ascii: "-") }
    return value.count == 36 && dashes == 4
      && value.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: "-") }
  }

  private static func isPathOrAddress(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.prefix(256), as: UTF8.self)
    if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("~/") {
      return true
    }
    if value.prefix(256).holds(Array("://".utf8)) || text.hasPrefix("www.") { return true }
    let slashes = value.count(where: { $0 == UInt8(ascii: "/") })
    if slashes >= 2, (Randomness.wordiness(value) ?? 0) > 0.4 { return true }
    return [
      ".com", ".org", ".net", ".io", ".js", ".py", ".json", ".html", ".pem", ".key", ".txt", ".yml", ".md",
    ]
    .contains { text.lowercased().hasSuffix($0) }
  }

  /// Expressions, calls, selectors, formats, identifiers with a dot or an arrow.
  private static func isCode(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.prefix(256), as: UTF8.self)
    let start = value.prefix(256)
    if codeMarks.contains(where: { start.holds($0) }) { return true }
    let parts = text.split(whereSeparator: { "._-:/".contains($0) })
    // `foo.bar.baz2`, `some-css-class-2`, `MAX_TOKEN_LENGTH_2`: words joined by marks.
    let wordParts = parts.count { part in
      part.utf8.allSatisfy(\.isASCIILetter) && part.count >= 3
        && (Randomness.wordiness(Array(part.utf8)) ?? 0.5) >= 0.4
    }
    // `p4ss.word` is none: no name of a program has a digit between letters.
    let hasDigitInside = parts.contains { part in
      let bytes = Array(part.utf8)
      return zip(bytes, zip(bytes.dropFirst(), bytes.dropFirst(2))).contains { left, right in
        left.isASCIILetter && right.0.isASCIIDigit && right.1.isASCIILetter
      }
    }
    return parts.count >= 2 && wordParts * 2 >= parts.count && !hasDigitInside
  }

  private static let codeMarks = [
    "(", ")", "->", "=>", "::", "[", "]", "{", "}", "<", ">", ";", "\\", "&&", "||", "==", "`",
  ].map { Array($0.utf8) }

  private static let passwordWords: Set<String> = [
    "password", "passwd", "passphrase", "passwort", "pwd", "dbpass", "userpass", "dbpassword", "userpassword",
    "rootpassword", "adminpassword", "pgpassword", "mysqlpassword", "redispassword", "smtppassword",
    "passcode",
  ]

  /// Words before `key` that make it a secret.
  private static let keyWords: Set<String> = [
    "api", "secret", "access", "private", "auth", "encryption", "signing", "master", "client", "app",
    "account",
    "service", "license", "storage", "shared", "admin", "deploy", "session", "jwt", "hmac", "webhook",
  ]

  /// Words that make the name one of something else.
  private static let otherThings: Set<String> = [
    "type", "types", "name", "names", "field", "fields", "id", "ids", "length", "len", "size", "count", "max",
    "min",
    "limit", "limits", "policy", "policies", "prompt", "label", "hint", "error", "errors", "message",
    "messages",
    "regex", "pattern", "format", "url", "uri", "path", "file", "filename", "dir", "expiry", "expires",
    "expiration",
    "expired", "ttl", "timeout", "public", "pub", "hash", "hashed", "hasher", "hashers", "digest",
    "algorithm",
    "algo", "alg", "parser", "tokenizer", "class", "mode", "index", "offset", "start", "end", "begin", "kind",
    "op",
    "symbol", "description", "title", "text", "help", "usage", "example", "test", "tests", "mock", "fake",
    "dummy",
    "sample", "placeholder", "input", "form", "page", "view", "reset", "forgot", "change", "validator",
    "validators",
    "valid", "invalid", "required", "enabled", "disabled", "column", "table", "model", "schema", "property",
    "attr",
    "attribute", "header", "param", "parameter", "arg", "option", "flag", "env", "variable", "ref", "version",
    "fingerprint", "thumbprint", "checksum", "sha", "sha1", "sha256", "md5", "integrity", "csrf", "next",
    "cursor",
    "sort", "partition", "primary", "foreign", "cache", "lookup", "map", "object", "translation", "locale",
    "i18n",
    "keyboard", "press", "event", "code", "codes", "char", "button", "icon", "color", "style", "selector",
    "manager",
    "provider", "service_name", "store", "storage_key", "endpoint", "host", "port", "user", "username",
    "email",
    "question", "answer", "strength", "score", "generator", "factory", "builder", "callback", "handler",
    "set", "get",
    "suffix", "prefix", "separator", "delimiter", "keyword", "certificate", "cert", "ca", "site", "curve",
    "oid",
  ]
}
