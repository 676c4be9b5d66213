import Findings

/// What a value's letters, digits and signs say of it being a password that a person chose.
///
/// `Samovar1986`, `batt3ryL0w` and `kiesel&sand` are passwords; `password2`, `utf8mb4`, `login-form-2` and
/// `scram-sha-256` are names of things. Neither is like chance, so what counts is how digits and signs stand among
/// the letters, and that no word is one by which programs name things.
struct ChosenPassword {
  private let value: [UInt8]
  private let letters: Int
  private let digits: Int
  private let hasUpper: Bool
  private let hasLower: Bool
  /// Signs that names in programs do not have.
  private let signs: Int
  private let hasThingWord: Bool

  init(_ value: [UInt8]) {
    self.value = value
    letters = value.count(where: \.isASCIILetter)
    digits = value.count(where: \.isASCIIDigit)
    hasUpper = value.contains(where: \.isASCIIUpper)
    hasLower = value.contains(where: \.isASCIILower)
    signs = value.count { "!#$%^&*+~?=".utf8.contains($0) || $0 == UInt8(ascii: "@") || $0 >= 0x80 }
    hasThingWord = AssignmentName.isNameOfThing(value)
  }

  /// Whether it is one behind a name that says so.
  func isPassword(inConfiguration: Bool) -> Bool {
    guard value.count <= 128, letters >= 2, !isTechnical, !isDateOrVersion else { return false }
    if value.contains(0x20) { return isPhrase }
    guard value.count >= 6, Randomness.entropy(value) >= 1.75 else { return false }
    if digits == 0 {
      return (inConfiguration || (hasStrongSign || hasSignForA) && hasUpper) && isMixedWithoutDigits
    }
    if isAddress { return false }
    if signs > 0, !startsAsVariable { return true }
    guard !hasThingWord, value.count >= (inConfiguration ? 6 : 8) else { return hasLeet && kinds == 4 }
    if hasLeet { return value.count >= 8 || inConfiguration }
    if digits >= 2 { return letters >= 3 && !isNumberedName }
    if letters >= 8, hasUpper && hasLower || !isOneWord { return !isNumberedName }
    return inConfiguration && letters >= 5
      && (isOneWord || hasUpper && hasLower && letters >= 8 || hasDigitBeforeMark)
  }

  /// `bananensplit`, `lazuli.blue`, `zebra crossing ahead`: words where only a password stands, and none of those
  /// that settings and sentences have there.
  func isMadeOfWords(inConfiguration: Bool) -> Bool {
    guard (8...64).contains(value.count), letters >= 8, digits == 0, hasLower, !hasThingWord, !isTechnical,
      value.allSatisfy({ $0.isASCIILetter || "._- !#&+*?'".utf8.contains($0) || $0 >= 0x80 })
    else { return false }
    let text = String(decoding: value.map(\.asciiLower), as: UTF8.self)
    guard !ChosenPassword.settingWords.contains(where: { text.hasText($0) }) else { return false }
    let words = text.split(separator: " ")
    // A label and a sentence begin with a capital; a capital inside is another thing: `FourFriendsOneRiver`.
    let hasLaterCapital = value.dropFirst().contains(where: \.isASCIIUpper)
    guard words.count > 1 else {
      return !startsAsVariable && (!hasUpper || hasLaterCapital)
        && (inConfiguration || (hasLaterCapital || !isOneWord) && !value.contains(UInt8(ascii: "_")))
    }
    return words.count <= 6 && value.first.map { $0.isASCIILower } == true
      && !words.contains { ChosenPassword.sentenceWords.contains(String($0)) }
  }

  /// Whether it is more than a name with a number wherever it stands.
  var isStrong: Bool { digits > 0 && (signs > 0 || hasLeet) && isPassword(inConfiguration: false) }

  /// The same behind a name that may as well be one of a thing: more must speak for it.
  func isSecret(inConfiguration: Bool) -> Bool {
    guard value.count >= 8, !value.contains(0x20), digits > 0 || hasStrongSign && hasUpper,
      isPassword(inConfiguration: inConfiguration)
    else {
      return false
    }
    return hasLeet || signs > 0 || inConfiguration && hasUpper && hasLower || isLongPhrase
  }

  /// `never-gonna-guess-this-sweater-42`: more words than the name of a thing has, and a number.
  private var isLongPhrase: Bool {
    value.count >= 24 && digits >= 2 && !hasThingWord && AssignmentName.wordsOfText(value).count >= 5
  }

  /// `tanuk1_tanuki`: a digit that ends a word which is not the last.
  private var hasDigitBeforeMark: Bool {
    zip(value, zip(value.dropFirst(), value.dropFirst(2))).contains { left, right in
      left.isASCIILetter && right.0.isASCIIDigit && "._-".utf8.contains(right.1)
    }
  }

  /// `Gr@nnySmith`: no address has a capital on both sides of the sign and no dot after it.
  private var hasSignForA: Bool {
    guard let at = value.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
    return value[(at + 1)...].contains(where: \.isASCIIUpper) && value[..<at].contains(where: \.isASCIIUpper)
      && !value.contains(UInt8(ascii: "."))
  }

  /// `enable!Kranich`: a sign that no name and no path has, between letters.
  private var hasStrongSign: Bool { ChosenPassword.hasStrongSign(value) }

  static func hasStrongSign(_ value: [UInt8]) -> Bool {
    value.dropFirst().dropLast().contains { "!$^&*~".utf8.contains($0) }
  }

  private var kinds: Int { Randomness.kinds(value) }

  private var isOneWord: Bool { !value.contains { "._-:/".utf8.contains($0) } }

  /// `$1`, `%s1`, `#id3`, `&amp;`, `@user1`.
  private var startsAsVariable: Bool {
    guard let first = value.first, "$%#&@*".utf8.contains(first) else { return false }
    return value.dropFirst().allSatisfy { $0.isWord || ".;-".utf8.contains($0) }
  }

  private var isAddress: Bool {
    guard let at = value.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
    let host = value[(at + 1)...]
    return host.contains(UInt8(ascii: ".")) && host.allSatisfy { $0.isWord || $0 == 0x2D || $0 == 0x2E }
      && !host.contains(where: \.isASCIIDigit)
  }

  /// Whether it is no password by its form alone: an algorithm's name, a version, an address, a variable.
  var isNameInPrograms: Bool { isTechnical || isDateOrVersion || isAddress || startsAsVariable }

  /// Digits between letters of one word, as in `batt3ry` and `0ktober`; `utf8mb4` is `isTechnical`.
  private var hasLeet: Bool {
    let parts = value.split { !$0.isASCIILetter && !$0.isASCIIDigit }
    return parts.contains { part in
      guard part.count >= 4, part.contains(where: \.isASCIILetter) else { return false }
      let bytes = Array(part)
      var index = 0
      while index < bytes.count {
        guard bytes[index].isASCIIDigit else {
          index += 1
          continue
        }
        let start = index
        while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
        let after = bytes[index...].prefix { $0.isASCIILetter }.count
        if after >= 2 || after == 1 && start > 0 && index - start <= 2 { return true }
      }
      return false
    }
  }

  /// `TrolleyBay`, `paper.Trail`, `kiesel&sand`: more than a word of small letters.
  private var isMixedWithoutDigits: Bool {
    guard value.count >= 8, !hasThingWord, hasLower else { return false }
    if signs > 0, !startsAsVariable, letters >= 6 { return true }
    let words = AssignmentName.wordsOfText(value)
    return hasUpper && words.count >= 2 && words.allSatisfy { $0.count >= 1 }
      && (words.count >= 3 || Randomness.changes(value) > 0.15)
  }

  /// `brass lantern 8 quiet`: words without a sentence's, one of them a number or mixed.
  private var isPhrase: Bool {
    let words = value.split(separator: 0x20)
    guard (2...8).contains(words.count), !hasThingWord, digits > 0, letters >= 8,
      value.allSatisfy({ $0.isWord || $0 == 0x20 || "!-'".utf8.contains($0) || $0 >= 0x80 })
    else { return false }
    let texts = words.map { String(decoding: $0.map(\.asciiLower), as: UTF8.self) }
    return !texts.contains { ChosenPassword.sentenceWords.contains($0) }
  }

  /// `sha256`, `scram-sha-256`, `utf8mb4`, `oauth2`, `TLSv1.2`, `win32`.
  private var isTechnical: Bool {
    let parts = value.split { !$0.isASCIILetter && !$0.isASCIIDigit }
    return parts.allSatisfy { part in
      let word = String(decoding: part.prefix { $0.isASCIILetter }.map(\.asciiLower), as: UTF8.self)
      let rest = part.dropFirst(word.utf8.count)
      return (word.isEmpty || ChosenPassword.technicalWords.contains(word)) && rest.count <= 5
    }
  }

  /// `2024-05-01T10:00:00Z`, `1.2.3-4`.
  private var isDateOrVersion: Bool {
    guard let first = value.first else { return true }
    let isNumbers = value.count { $0.isASCIIDigit || ".-:TZ+".utf8.contains($0) } * 10 >= value.count * 8
    return first.isASCIIDigit && isNumbers && value.contains { ".-:".utf8.contains($0) }
  }

  /// `item-10`, `node_1`: a word, a mark and a short number, all in small letters.
  private var isNumberedName: Bool {
    guard !hasUpper else { return false }
    let parts = value.split { "._-:/".utf8.contains($0) }
    return parts.count == 2 && parts[1].allSatisfy(\.isASCIIDigit) && parts[1].count < 3
  }

  private static let technicalWords: Set<String> = [
    "sha", "md", "aes", "rsa", "des", "utf", "base", "oauth", "http", "https", "ipv", "ed", "pbkdf", "bcrypt",
    "scrypt", "argon", "tls", "tlsv", "ssl", "sslv", "win", "iso", "latin", "cp", "x", "level", "h", "crc",
    "hmac", "ecdsa", "hs", "rs", "es", "ps", "ntlm", "ntlmv", "mschap", "mschapv", "wpa", "wep", "snmpv",
    "krb", "arm", "amd", "i", "l", "gcm", "cbc", "ctr", "ecb", "mb", "python", "php", "mysql", "postgres",
    "v", "test", "scram",
  ]

  private static let settingWords: Set<String> = [
    "require", "optional", "disable", "enable", "internal", "external", "plain", "clear", "encrypt",
    "interactive", "keyring", "environment", "unspecified", "anonymous", "unchanged", "nopass", "blank",
    "empty", "generate", "random", "never", "always", "hidden", "prompt", "string", "confirm", "minlength",
    "hash", "crypt", "select", "varchar", "sensitive", "production", "development", "staging", "strategy",
    "provider", "manager", "service", "nullable", "varchar", "bcrypt", "argon", "unknown", "custom",
    "forever", "expire", "database",
  ]

  private static let sentenceWords: Set<String> = [
    "your", "please", "must", "should", "least", "characters", "enter", "for", "is", "are", "or", "not",
    "with", "be", "cannot", "will", "has", "have", "this", "that", "when", "used", "minimum", "maximum",
    "letters", "digits", "numbers", "than", "from", "to", "step", "version",
  ]
}
