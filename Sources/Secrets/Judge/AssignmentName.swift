/// What a name promises of the value that is given to it.
enum AssignmentName {
  /// What stands behind such a name: a word that a person chose, either, or what a program made.
  enum Kind { case password, secret, key, token }

  /// What the name promises; nil where its last words turn it into something else, such as `token_type`.
  static func kind(of name: [UInt8]) -> Kind? {
    let words = words(of: name)
    guard let last = words.last else { return nil }
    // `X-Amz-Credential`: who signed an address, and for what.
    if last == "credential", ["amz", "goog"].contains(words.dropLast().last) { return nil }
    let isDefinite = passwordWords.contains(last) || endsAsPassword(last) || last == "secret"
    let isSecretKey = last == "key" && ["secret", "private"].contains(words.dropLast().last)
    let turning = isDefinite || isSecretKey ? turningWords : otherThings
    let turned = isWhoseToken(words) ? words.dropFirst() : words[...]
    if last == "at" || turned.contains(where: { turning.contains($0) }) { return nil }
    // A reader that writes names in small letters leaves `existingSecret` in one.
    if words.count == 1, last != "requirepass",
      turningWords.contains(where: { $0.utf8.count >= 4 && last.hasPrefix($0) })
    {
      return nil
    }
    if passwordWords.contains(last) || endsAsPassword(last) { return .password }
    if last == "pass", let before = words.dropLast().last,
      ["all", "any", "first", "second", "one", "two"].contains(before)
    {
      return nil
    }
    if last == "pass" || last == "phrase" && words.dropLast().last == "pass" { return .password }
    if secretWords.contains(last) || last.hasSuffix("secret") { return .secret }
    if tokenEndings.contains(where: { last.hasSuffix($0) }) || last.hasPrefix("passwordsalt") {
      return .token
    }
    if last == "salt", words.count > 1 { return .token }
    if last == "key" || last == "keys", words.dropLast().contains(where: { keyWords.contains($0) }) {
      return words.dropLast().contains { chosenKeyWords.contains($0) } ? .key : .token
    }
    // `PASSWORD_PROD`, `token2`, `SECRET_KEY_BASE`: the telling word may stand one or two before the end.
    let tail = words.suffix(3)
    if tail.contains(where: { passwordWords.contains($0) }) { return .password }
    return tail.contains("secret") || tail.contains("token") ? .token : nil
  }

  /// `USER_TOKEN`, `cache_api_key`: the first word says whose token it is, and makes it nothing else.
  private static func isWhoseToken(_ words: [String]) -> Bool {
    guard words.count >= 2, ["user", "cache"].contains(words[0]) else { return false }
    return words.last == "token"
      || words.last == "key" && ["api", "access", "secret"].contains(words[words.count - 2])
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

  /// `wgDBpassword`, `rmtpassword`, `smtppass`: the words are not parted.
  private static func endsAsPassword(_ word: String) -> Bool {
    if ["password", "passwd", "passphrase", "passwort", "kennwort"].contains(where: { word.hasSuffix($0) }) {
      return true
    }
    return word.hasSuffix("pass") && word.utf8.count > 5
      && !["compass", "bypass", "overpass", "surpass"].contains(word)
  }

  /// Whether the name is `api_key`, `apiKey`, `ACCESS_KEY`: also a UUID is a key then.
  static func isAccessKey(_ name: [UInt8]) -> Bool {
    let tail = words(of: name).suffix(2)
    return tail.last == "apikey" || tail.last == "accesskey"
      || tail.last == "key" && ["api", "access"].contains(tail.first ?? "")
  }

  /// Whether a text that stands as a value names a thing: `new_password2`, `login-form`, `userName`.
  static func isNameOfThing(_ value: [UInt8]) -> Bool {
    wordsOfText(value).contains { thingWords.contains($0) }
  }

  /// The words of a text: runs of letters, cut where a capital follows a small one.
  static func wordsOfText(_ value: [UInt8]) -> [String] {
    words(of: value.map { $0.isASCIILetter ? $0 : 0x20 })
  }

  private static let passwordWords: Set<String> = [
    "password", "passwd", "passphrase", "passwort", "pwd", "dbpass", "userpass", "dbpassword", "userpassword",
    "rootpassword", "adminpassword", "pgpassword", "mysqlpassword", "redispassword", "smtppassword",
    "passcode", "storepass", "keypass", "srcstorepass", "deststorepass", "bindpw", "rootpw", "dbpasswd",
    "psk", "community", "rwcommunity", "rocommunity", "authpass", "userpwd", "dbpwd", "mypass", "motdepasse",
    "contrasena", "senha", "kennwort", "clave", "haslo", "wachtwoord", "parola", "heslo", "passe", "pw",
    "dbpw",
  ]

  private static let secretWords: Set<String> = [
    "secret", "credential", "credentials", "creds", "sharedsecret", "clientsecret", "appsecret",
  ]

  /// What the last word ends with, be the words parted or not.
  private static let tokenEndings = [
    "token", "apikey", "secretkey", "accesskey", "privatekey", "authkey", "encryptionkey", "signingkey",
  ]

  /// Words before `key` that make it a secret.
  private static let keyWords: Set<String> = [
    "api", "secret", "access", "private", "auth", "encryption", "signing", "master", "client", "app",
    "account", "service", "license", "storage", "shared", "admin", "deploy", "session", "jwt", "hmac",
    "webhook", "sign", "crypt", "cipher", "encrypt", "fernet", "application", "cookie", "token",
    "authentication", "subscription", "validation", "aes", "crypto", "openai", "anthropic", "stripe",
    "google", "maps", "gemini", "mistral", "ai",
  ]

  /// Words before `key` that make it one which people choose.
  private static let chosenKeyWords: Set<String> = [
    "secret", "encryption", "signing", "sign", "jwt", "hmac", "cookie", "session", "master", "crypt",
  ]

  /// Words that make even the name of a password one of something else: `invalid_password`, `hashedPassword`.
  private static let turningWords: Set<String> = [
    "invalid", "valid", "wrong", "incorrect", "bad", "missing", "show", "hide", "forgot", "reset", "change",
    "confirm", "existing", "require", "requires", "required", "no", "without", "allow", "disable",
    "is", "has", "use", "min", "max", "hashed", "hash", "encrypted", "label", "error", "placeholder",
    "prompt", "hint", "title", "text", "message", "all", "any", "update", "ask", "get",
    "set", "example", "dummy", "fake", "mock", "sample", "name", "type", "public",
  ]

  /// Words that make the name one of something else.
  private static let otherThings: Set<String> = [
    "type", "types", "name", "names", "field", "fields", "id", "ids", "length", "len", "size", "count", "max",
    "min", "limit", "limits", "policy", "policies", "prompt", "label", "hint", "error", "errors", "message",
    "messages", "regex", "pattern", "format", "url", "uri", "path", "file", "filename", "dir", "expiry",
    "expires", "expiration", "expired", "ttl", "timeout", "public", "publishable", "pub", "hash", "hashed",
    "hasher", "hashers", "digest", "algorithm", "algo", "alg", "parser", "tokenizer", "class", "mode",
    "index", "offset", "start", "end", "begin", "kind", "op", "symbol", "description", "title", "text",
    "help", "usage", "example", "test", "tests", "mock", "fake", "dummy", "sample", "placeholder", "input",
    "form", "page", "view", "reset", "forgot", "change", "validator", "validators", "valid", "invalid",
    "required", "enabled", "disabled", "column", "table", "model", "schema", "property", "attr", "attribute",
    "header", "param", "parameter", "arg", "option", "flag", "env", "variable", "ref", "version",
    "fingerprint", "thumbprint", "checksum", "sha", "sha1", "sha256", "md5", "integrity", "csrf", "next",
    "cursor", "sort", "partition", "primary", "foreign", "cache", "lookup", "map", "object", "translation",
    "locale", "i18n", "keyboard", "press", "event", "code", "codes", "char", "button", "icon", "color",
    "style", "selector", "manager", "provider", "service_name", "store", "storage_key", "endpoint", "host",
    "port", "user", "username", "email", "question", "answer", "strength", "score", "generator", "factory",
    "builder", "callback", "handler", "set", "get", "suffix", "prefix", "separator", "delimiter", "keyword",
    "certificate", "cert", "ca", "site", "curve", "oid", "obtained", "hashing", "age", "days",
    "lifetime", "date", "time",
  ]

  /// Words of names of things in programs; a password has none of them.
  static let thingWords: Set<String> = [
    "password", "passwd", "pwd", "passphrase", "secret", "token", "key", "user", "username", "login", "auth",
    "field", "input", "label", "text", "name", "type", "value", "param", "arg", "hash", "prompt", "error",
    "invalid", "required", "confirm", "confirmation", "reset", "forgot", "dialog", "button", "column", "row",
    "page", "message", "hint", "file", "path", "url", "uri", "header", "class", "method", "function",
    "string", "object", "null", "none", "true", "false", "get", "set", "encoding", "algorithm", "encrypted",
    "version", "default", "config", "option", "credential", "credentials", "pass",
  ]
}
