import Compose
import Findings

/// Tells credentials by the name of what holds them and by the shape of the value.
///
/// A name alone says little (`TOKEN_TTL`, `PASSWORD_FILE`), so names with a telling ending are left out, and so
/// are values that can only be settings: numbers, switches, paths, references to something else.
enum Credential {
  /// Whether a variable of this name holds a credential.
  static func isName(_ name: String) -> Bool {
    guard mayBeName(name) else { return false }
    let words = words(of: name)
    guard let last = words.last, !settings.contains(last) else { return false }
    if words.contains("PUBLIC") || words.contains("NEXT") && words.contains("TELEMETRY") { return false }
    if words.contains(where: { word in strong.contains(word) || endings.contains { word.hasSuffix($0) } }) {
      return !words.contains {
        ["ALLOW", "DISABLE", "ENABLE", "REQUIRE", "MIN", "MAX", "EXPIRE"].contains($0)
      }
    }
    if weakEndings.contains(last) { return true }
    guard last == "KEY" || last == "KEYS", words.count > 1 else { return false }
    return keyKinds.contains(words[words.count - 2])
  }

  /// Whether any of what tells a credential stands in a name; the many names without are not cut into words.
  private static func mayBeName(_ name: String) -> Bool {
    let bytes = name.utf8.span
    func has(_ mark: String, _ start: Int) -> Bool { hasMark(mark, bytes, start) }
    // Each word that names a credential has one of these in it.
    for start in bytes.indices {
      let isMark =
        switch bytes[start] | 0x20 {
        case UInt8(ascii: "p"): has("pass", start) || has("pw", start)
        case UInt8(ascii: "s"): has("secret", start) || has("salt", start)
        case UInt8(ascii: "t"): has("token", start)
        case UInt8(ascii: "k"): has("key", start)
        case UInt8(ascii: "c"): has("credential", start)
        default: false
        }
      if isMark { return true }
    }
    return false
  }

  /// Whether a mark, which is in small letters, begins at a place, in letters of either case.
  private static func hasMark(_ mark: String, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let letters = mark.utf8.span
    guard bytes.count - start >= letters.count else { return false }
    for index in letters.indices where bytes[start + index] | 0x20 != letters[index] { return false }
    return true
  }

  /// Whether a value can be a credential that somebody wrote down: a password of any length, another one from
  /// three characters that are no small number.
  static func isValue(_ value: String, of name: String = "") -> Bool {
    let text = value.trimmingBlanks
    if text.isEmpty { return false }
    if text.count < 4, text.count < 3 || Double(text) != nil {
      let isPassword = words(of: name).contains { $0.hasSuffix("PASSWORD") || $0.hasSuffix("PASSWD") }
      if !isPassword { return false }
    }
    if ["true", "false", "yes", "no", "none", "null", "on", "off"].contains(text.lowercased()) {
      return false
    }
    if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("file:") { return false }
    if text.hasPrefix("<") && text.hasSuffix(">") || text.hasPrefix("{{") { return false }
    return !text.hasText("/run/secrets/")
  }

  /// The password of a URL that carries one, such as `postgres://user:password@host`.
  static func passwordInURL(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "@")), let scheme = text[...].start(of: "://") else { return nil }
    let rest = text[text.utf8.index(scheme, offsetBy: 3)...]
    let authority = rest.prefix { !"/?# \"'".contains($0) }
    guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
      return nil
    }
    let password = authority[authority.index(after: colon)..<at]
    return password.isEmpty || password.hasPrefix("$") || password.hasPrefix("%") ? nil : String(password)
  }

  /// Whether a value is the address of an error tracker with its key in it, such as `https://key@host/1`.
  static func keyInDSN(_ name: String, _ text: String) -> Bool {
    guard let scheme = text[...].start(of: "://"), words(of: name).last == "DSN" else { return false }
    let key = text[text.utf8.index(scheme, offsetBy: 3)...].prefix { $0 != "@" && $0 != "/" && $0 != ":" }
    let isFollowed = text[key.endIndex...].hasPrefix("@")
    return isFollowed && key.count >= 32
      && key.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }

  /// `databasePassword`, `database-password` and `DATABASE_PASSWORD` are the same words.
  /// What is not ASCII counts as small letters: no name that says something here has any.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    var wasLower = false
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if wasLower { end() }
        word.append(byte)
        wasLower = false
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        word.append(byte & ~0x20)
        wasLower = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
        wasLower = false
      case 0x80...:
        word.append(byte)
        wasLower = true
      default:
        end()
        wasLower = false
      }
    }
    end()
    return words
  }

  private static let strong: Set<String> = [
    "PASSWORD", "PASSWORDS", "PASSWD", "PASSPHRASE", "PASSCODE", "SECRET", "TOKEN", "APIKEY", "SECRETKEY",
    "CREDENTIAL", "CREDENTIALS", "MYSQLPASSWORD", "PGPASSWORD", "USERPASSWORD",
  ]

  /// Endings by which a word that is written in one still names a credential: `MYAPIKEY`.
  private static let endings = ["APIKEY", "SECRETKEY", "ACCESSKEY", "PASSWORD", "PASSWD"]

  private static let weakEndings: Set<String> = ["PASS", "PWD", "SALT", "PW"]

  private static let keyKinds: Set<String> = [
    "API", "ACCESS", "PRIVATE", "ENCRYPTION", "SIGNING", "LICENSE", "MASTER", "AUTH", "ACCOUNT", "SESSION",
    "JWT",
    "DEPLOY", "SSH", "HMAC", "COOKIE", "FERNET",
  ]

  /// Endings that make a name a setting about a credential.
  private static let settings: Set<String> = [
    "FILE", "FILES", "PATH", "DIR", "NAME", "NAMES", "ID", "IDS", "TTL", "EXPIRY", "EXPIRES", "EXPIRATION",
    "TIMEOUT",
    "LENGTH", "SIZE", "TYPE", "POLICY", "METHOD", "ALGORITHM", "ENABLED", "DISABLED", "REQUIRED", "URL",
    "URI",
    "ENDPOINT", "HOST", "PORT", "HEADER", "PREFIX", "LIMIT", "COUNT", "AGE", "DURATION", "LIFETIME",
    "INTERVAL",
    "VERSION", "MODE", "FORMAT", "ISSUER", "AUDIENCE", "LOCATION", "BACKEND", "PROVIDER", "STORE", "ENV",
    "HINT",
    "RESET", "RETRIES", "ROTATION", "STRATEGY", "USERNAME", "USER", "DOMAIN", "SCOPE", "SCOPES", "TEMPLATE",
    "LOGIN",
    "AUTHENTICATION", "SECONDS", "MINUTES", "HOURS", "DAYS", "ENCODING", "HASH", "INDEX", "LIST",
  ]
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    let whole = String(self)
    // Most texts have none.
    if let first = whole.utf8.first, let last = whole.utf8.last, !first.mayBeBlank, !last.mayBeBlank {
      return whole
    }
    var text = whole[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}

extension UInt8 {
  /// Whether a character that begins or ends with the byte may be white space.
  fileprivate var mayBeBlank: Bool { self <= 0x20 || self >= 0x80 }
}
