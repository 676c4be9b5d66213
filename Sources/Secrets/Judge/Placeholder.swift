/// Values that stand in a secret's place without being one: blanks to fill in, variables, published samples.
enum Placeholder {
  /// Whether the value is no secret, whatever its name.
  ///
  /// `namedByFormat`: the file's format says that a password stands here, so a weak one is one as well.
  static func matches(_ value: [UInt8], namedByFormat: Bool = false) -> Bool {
    isReference(value) || isFiller(value) || saysSo(value, onlyStrongMarks: namedByFormat)
      || PublishedSamples.contain(value) || isPort(value) || JSONWebToken.isCutOff(value)
      || NameAsValue.matches(value)
      || isEncoded(value)
  }

  /// Base64 of what is a blank to fill in, as a Secret of Kubernetes has it.
  static func isEncoded(_ value: [UInt8]) -> Bool {
    guard value.count >= 12, value.count <= 200, value.count % 4 == 0, let text = Decode.base64(value),
      text.allSatisfy({ (0x20..<0x7F).contains($0) })
    else { return false }
    return saysSo(text, onlyStrongMarks: true) || isFiller(text)
  }

  /// A port and its protocol, as in `/etc/services`, where a service may be called `kpasswd`.
  static func isPort(_ value: [UInt8]) -> Bool {
    let parts = value.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && (1...5).contains(parts[0].count) && parts[0].allSatisfy(\.isASCIIDigit)
      && protocols.contains(parts[1].map(\.asciiLower))
  }

  private static let protocols = Set(["tcp", "udp", "sctp", "dccp", "ddp", "udplite"].map { Array($0.utf8) })

  /// A variable, a template or a call that will be replaced by the value elsewhere.
  static func isReference(_ value: [UInt8]) -> Bool {
    // Compose writes a dollar sign that is meant as one twice: `$$REDIS_PASSWORD`.
    let value = value.starts(with: [0x24, 0x24]) ? Array(value.dropFirst()) : value
    let text = String(decoding: value.prefix(300), as: UTF8.self)
    if openings.contains(where: { text.hasPrefix($0) }) { return true }
    let start = value.prefix(300)
    if inside.contains(where: { start.holds($0) }) { return true }
    if text.first == "<", text.last == ">" { return true }
    if text.first == "{", text.last == "}", isName(text.dropFirst().dropLast()) { return true }
    if text.first == "%", text.last == "%", text.count > 2 { return true }
    if text.first == "[", text.last == "]" { return true }
    if text.first == "@", text.last == "@" { return true }
    if text.hasPrefix("__"), text.hasSuffix("__") { return true }
    // `$NAME` and `$name`, but not a crypt hash such as `$6$...` or a password that merely begins with a dollar.
    if text.first == "$", let second = text.utf8.dropFirst().first, second.isASCIILetter || second == 0x5F {
      // `$NAME:default`, as Ktor writes it.
      let name = text.utf8.dropFirst().prefix { $0 != UInt8(ascii: ":") || !second.isASCIIUpper }
      return name.allSatisfy(\.isWord) && !isMixedUp(name)
    }
    return false
  }

  /// `up3rS3cret`: digits inside of letters, and more than once; no variable is called so.
  private static func isMixedUp(_ name: some Sequence<UInt8>) -> Bool {
    let bytes = Array(name)
    let changes = zip(bytes, bytes.dropFirst()).count { $0.isASCIIDigit && $1.isASCIILetter }
    return bytes.count >= 8 && changes >= 2 && !bytes.contains(UInt8(ascii: "_"))
  }

  /// What may stand between the braces of a format: `{password}`, `{smtp password}`, `{user.token}`.
  private static func isName(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { $0.isWord || " .:-".utf8.contains($0) }
  }

  /// One or two characters over and over, or a run of the alphabet or the digits.
  static func isFiller(_ value: [UInt8]) -> Bool {
    guard value.count >= 3 else { return false }
    var counts = [Int](repeating: 0, count: 256)
    for byte in value { counts[Int(byte)] += 1 }
    let distinct = counts.count { $0 > 0 }
    if distinct <= 2 { return true }
    if value.count >= 16, distinct <= 4 { return true }
    if let most = counts.max(), value.count >= 12, most * 2 > value.count { return true }
    if longestRun(of: value, step: 0) >= max(6, value.count / 2) { return true }
    if value.count >= 8, longestRun(of: value, step: 1) * 2 >= value.count { return true }
    let lower = value.map(\.asciiLower)
    return runs.contains { run in
      lower.count >= 8 && (run.holds(lower) || lower.holds(Array(run.prefix(16))))
    }
  }

  /// It holds a word by which authors mark samples.
  static func saysSo(_ value: [UInt8], onlyStrongMarks: Bool = false) -> Bool {
    let text = String(decoding: value.prefix(4096), as: UTF8.self).lowercased()
    if exact.contains(text) { return true }
    let lower = value.prefix(200).map(\.asciiLower)
    guard value.count <= 200 else { return lower.holds(Array("example".utf8)) }
    if strongMarks.contains(where: { lower.holds($0) }) { return true }
    return value.count < 24 && !onlyStrongMarks && Randomness.kinds(value) < 4
      && weakMarks.contains { lower.holds($0) }
  }

  private static func longestRun(of bytes: [UInt8], step: UInt8) -> Int {
    var longest = 1
    var run = 1
    for (left, right) in zip(bytes, bytes.dropFirst()) {
      run = right == left &+ step ? run + 1 : 1
      longest = max(longest, run)
    }
    return longest
  }

  private static let openings = [
    "${", "$(", "{{", "{%", "<%", "#{", "%(", "%{", "@{", "$env:", "os.environ", "os.getenv", "process.env",
    "ENV[",
    "getenv(", "env(", "System.get", "config.", "settings.", "self.", "this.", "var.", "local.", "data.",
    "module.", "vault:", "secret:", "op://", "awskms:", "ssm:", "arn:aws", "ref+", "!vault", "!Ref", "!Sub",
    "{{resolve:", "enc[", "ENC[", "ENC(", "{cipher}", "$ANSIBLE_VAULT", "%env(", "@@", "@Microsoft.KeyVault",
    "file:", "/run/secrets", "projects/", "keyvault", "gcp-", "sops:",
  ]

  private static let inside = [
    "${", "{{", "}}", "$(", "<%=", "#{", "%s", "%d", "%v", "{0}", "\\(", "...", "…", "***", "•••",
  ].map { Array($0.utf8) }

  private static let runs: [[UInt8]] = [
    Array("abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz".utf8),
    Array("01234567890123456789012345678901234567890123456789012345678901234567890".utf8),
    Array("123456789abcdef0123456789abcdef0123456789abcdef".utf8),
    Array("1234567890abcdef1234567890abcdef1234567890abcdef".utf8),
    Array("qwertyuiopasdfghjklzxcvbnm".utf8), Array("fedcba9876543210fedcba9876543210".utf8),
    Array("deadbeefdeadbeefdeadbeefdeadbeef".utf8), Array("a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6".utf8),
    Array("987654321098765432109876543210".utf8), Array("00112233445566778899aabbccddeeff".utf8),
    Array("a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6".utf8),
  ]

  private static let strongMarks = [
    "example", "sample", "placeholder", "changeme", "change-me", "change_me", "change-this", "change_this",
    "changethis", "replaceme", "replace-me", "replace_me", "replace-with", "replace_with", "insert-",
    "insert_", "tobemodified", "tobechanged", "tobereplaced", "to-be-", "to_be_", "your-", "your_",
    "yourpass", "yoursecret", "yourtoken", "yourkey",
    "my-secret", "my_secret", "mysecret", "notasecret", "not-a-secret", "not_a_secret", "notarealkey",
    "notreal", "not-a-real", "not_a_real", "dummy", "redacted", "removed", "fake", "xxxxx", "todo", "fixme",
    "lorem", "foobar", "put-", "put_your", "goes-here", "goes_here", "goeshere", "-here", "_here",
    "insecure-dev", "unset", "undefined", "development-only",
  ].map { Array($0.utf8) }

  private static let weakMarks = [
    "test", "demo", "default", "hunter2", "secret", "password", "passwd", "token", "1234567",
  ].map { Array($0.utf8) }

  private static let exact: Set<String> = [
    "password", "passwd", "pass", "secret", "token", "key", "apikey", "api_key", "admin", "root", "test",
    "none", "null", "nil", "true", "false", "yes", "no", "unset", "undefined", "empty", "string", "value",
    "username", "user", "user:pass", "user:password", "password1", "password123", "p@ssw0rd", "p@ssword",
    "letmein", "qwerty", "foobar", "foo", "bar", "baz", "abc123", "hunter2", "changeit", "topsecret",
    "top-secret", "verysecret", "supersecret", "super-secret", "s3cr3t", "s3cret", "secret123", "pa55word",
    "passw0rd", "correcthorsebatterystaple", "sesame", "opensesame", "swordfish", "required", "optional",
    "disabled", "enabled", "basic", "bearer",
  ]
}

extension Collection<UInt8> where Index == Int {
  /// Whether the word stands anywhere, byte for byte.
  func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first, count >= word.count else { return word.isEmpty }
    for start in startIndex...(endIndex - word.count) where self[start] == first {
      if self[start..<(start + word.count)].elementsEqual(word) { return true }
    }
    return false
  }
}
