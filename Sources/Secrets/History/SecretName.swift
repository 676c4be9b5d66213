/// Whether a name and its value look like a secret that was written down.
///
/// A name is read as words, so that `KEYCLOAK_URL`, `TOKENIZERS_PARALLELISM` or `COMPASS` hold none.
package enum SecretName {
  /// The name says that its value is secret, and the value is one: no placeholder, path, switch or variable.
  package static func isSecret(_ name: some StringProtocol, value: some StringProtocol) -> Bool {
    isSecret(name) && !isHarmless(String(value), name: String(name))
  }

  /// The name alone says that its value is secret.
  package static func isSecret(_ name: some StringProtocol) -> Bool {
    let words = words(of: String(name))
    if exact.contains(words.joined(separator: "_")) { return true }
    guard let last = words.last, !lastWords.contains(last), !words.contains(where: publicWords.contains)
    else { return false }
    if words.contains(where: secretWords.contains) { return true }
    return zip(words, words.dropFirst()).contains { $1 == "KEY" && keyKinds.contains($0) }
  }

  // MARK: Names

  /// Names of which the last word would say otherwise.
  private static let exact: Set<String> = [
    "AWS_ACCESS_KEY_ID", "MYSQL_PWD", "DOCKER_AUTH_CONFIG", "NPM_CONFIG__AUTH", "PGPASSWORD", "SSHPASS",
  ]

  private static let secretWords: Set<String> = [
    "APIKEY", "CREDENTIAL", "CREDENTIALS", "PASS", "PASSPHRASE", "PASSWD", "PASSWORD", "PRIVATEKEY", "SECRET",
    "SECRETS", "SECRETKEY", "TOKEN", "AUTHTOKEN", "ACCESSKEY", "PASSWORT",
  ]

  /// What stands before `KEY` where the key is to be kept.
  private static let keyKinds: Set<String> = [
    "ACCESS", "ACCOUNT", "API", "APP", "AUTH", "CRYPT", "DECRYPTION", "DEPLOY", "ENCRYPTION", "HMAC", "JWT",
    "MASTER",
    "PRIV", "PRIVATE", "RSA", "SECRET", "SESSION", "SIGNING", "SSH", "STORAGE",
  ]

  /// A name that ends so tells about a secret, or where it is, and is none.
  private static let lastWords: Set<String> = [
    "AGE", "CHECK", "DAYS", "ENCRYPTION", "EXPIRE", "HASHER", "HOURS", "INTERVAL", "MINUTES", "MS", "PERIOD",
    "PROMPT", "RULES",
    "SCOPE", "SECONDS", "SERVICE", "STRENGTH", "SUPPORT",
    "ALGORITHM", "ALG", "ATTEMPTS", "AUDIENCE", "AUTHENTICATION", "BITS", "CLASS", "CMD", "COMMAND", "COUNT",
    "DIR",
    "DIRECTORY", "DURATION", "ENABLED", "ENDPOINT", "ENV", "EXPIRATION", "EXPIRES", "EXPIRY", "FIELD", "FILE",
    "FILES",
    "FOLDER", "FORMAT", "HEADER", "HOST", "ID", "ISSUER", "KEYRING", "LENGTH", "LEN", "LIFETIME", "LIMIT",
    "LOCATION",
    "MANAGER", "MAX", "METHOD", "MIN", "MODE", "NAME", "PATH", "POLICY", "PORT", "PREFIX", "PROVIDER", "REF",
    "REGEX",
    "REQUIRED", "RESET", "ROTATION", "SERVER", "SIZE", "STORE", "SUFFIX", "THROUGH", "TIMEOUT", "TTL", "TYPE",
    "URI",
    "URL", "USER", "USERNAME", "VERSION", "VALIDATION",
  ]

  private static let publicWords: Set<String> = [
    "GPG", "PGP", "PUB", "PUBLIC", "DISABLE", "ALLOW", "EMPTY", "SKIP", "NO",
  ]

  /// `dbPassword`, `DB-PASSWORD` and `db.password` are the words DB and PASSWORD.
  private static func words(of name: String) -> [String] {
    var words: [[UInt8]] = [[]]
    var wasLower = false
    for byte in name.utf8 {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isUpper && wasLower { words.append([]) }
      if isUpper || isLower || isDigit {
        words[words.count - 1].append(isLower ? byte - 0x20 : byte)
      } else {
        words.append([])
      }
      wasLower = isLower
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Values

  private static func isHarmless(_ value: String, name: String) -> Bool {
    let text = value.filter { $0 != "\"" && $0 != "'" }.lowercased()
    if text.count < 3 || placeholders.contains(text) || switches.contains(text) { return true }
    if text.hasPrefix("$") || text.hasPrefix("%") || text.hasPrefix("<") || text.hasPrefix("{{")
      || text.hasPrefix("[")
    {
      return true
    }
    if placeholderStarts.contains(where: text.hasPrefix) || text.allSatisfy({ "*x.-_".contains($0) }) {
      return true
    }
    if isPath(text) || publicKeys.contains(where: text.contains) { return true }
    if let scheme = text.firstRange(of: "://"),
      !text[scheme.upperBound...].prefix(while: { $0 != "/" }).contains("@")
    {
      return true
    }
    // A fingerprint of a key to check signatures by.
    let hex = text.utf8.filter { $0 != UInt8(ascii: " ") }
    let isHex = hex.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isHex && hex.count == 40 && name.uppercased().contains("SIGN")
  }

  private static func isPath(_ text: String) -> Bool {
    let starts = ["/", "./", "../", "~/", "file:", "c:\\"]
    return starts.contains(where: text.hasPrefix) && !text.contains(" ") && !text.contains("=")
      && !text.contains("+")
  }

  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "off", "none", "null", "nil", "auto", "unset", "undefined",
  ]

  private static let placeholders: Set<String> = [
    "changeme", "change-me", "change_me", "changeit", "dummy", "example", "fake", "insecure", "not-set",
    "placeholder",
    "redacted", "replaceme", "replace-me", "replace_me", "secret_here", "tbd", "todo", "unused", "value",
  ]

  private static let placeholderStarts = [
    "your-", "your_", "my-secret-", "<your", "replace_with", "replace-with", "dummy", "notused",
    "placeholder",
  ]

  private static let publicKeys = [
    "begin public key", "begin pgp public", "begin certificate", "ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-",
  ]
}
