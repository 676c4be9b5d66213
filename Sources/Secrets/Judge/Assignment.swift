/// Judges a value that is given to a telling name: `db_password = "..."`, `"apiKey": "..."`, `SECRET=...`.
///
/// The scanner sees thousands of these in any tree of code; nearly all are variables, messages, field names and
/// defaults. So the name, the way it is written and the value must each speak for a secret.
enum Assignment {
  /// What was seen: the name before the value, how the value is written, and the value.
  struct Candidate {
    let name: [UInt8]
    let quoting: QuotingStyle
    let value: [UInt8]
    /// What stands between name and value.
    let sign: [UInt8]
    /// Whether a comma stands between name and value, as in a list of names, or both are compared.
    let isListed: Bool
    /// Whether a blank or a quote stands before the name, and nothing but `=` between name and value.
    let isOneOfPairs: Bool
    /// Whether nothing but blanks and the mark of a list stands before the name on its line.
    let startsLine: Bool
    /// The bytes of the line after the value, at most a few.
    let after: [UInt8]
  }

  /// How a value is written.
  enum QuotingStyle {
    case quoted
    /// After a sign of assignment or white space, with nothing around it.
    case bare
    /// After an option of a command, a parameter's name in an address, or between the tags of an element.
    case delimited
  }

  /// Whether nothing but a line's end follows the value.
  private static func endsLine(_ seen: Candidate) -> Bool {
    seen.after.first.map { $0 == 0x0A || $0 == 0x0D } ?? true
  }

  /// Whether the value's bare bytes can be a password or a token at all: what costs least and rules out most.
  static func mayBeSecret(_ seen: Candidate, in context: FileContext) -> Bool {
    let value = seen.value
    if seen.quoting == .bare, isParameter(seen) || isDecorated(seen) { return false }
    if isOneOfList(seen) || isItsName(seen) { return false }
    guard !context.isListing, value.contains(where: \.isASCIILetter),
      mayBeByRule(seen, in: context) || seen.quoting == .quoted || isVariable(seen)
        || isLineOfText(seen, in: context),
      let kind = AssignmentName.kind(of: seen.name),
      !value.contains(0x20) || kind == .password && seen.quoting == .quoted,
      seen.quoting != .bare || seen.name != Array("pass".utf8) && seen.name != Array("PASS".utf8)
    else { return false }
    return seen.quoting != .bare || isBareValueUsual(seen, in: context)
  }

  /// `string szPassword, Crypt32.ImportFlags flags`: what follows the comma is the next parameter's type.
  private static func isParameter(_ seen: Candidate) -> Bool {
    seen.isListed && seen.sign.elementsEqual(", ".utf8) && seen.after.first == 0x20
      && !seen.value.contains(where: { "!#$%^&*+~?=@".utf8.contains($0) })
  }

  /// `'USERPWD', 'HTTP200ALIASES'`: constants in a list. `"PASSWORD_VERIFIER", "ChallengeResponses": {`: after the comma
  /// comes the next name.
  private static func isOneOfList(_ seen: Candidate) -> Bool {
    guard seen.isListed, seen.quoting == .quoted, seen.sign.contains(UInt8(ascii: ",")) else { return false }
    let isConstants = [seen.name, seen.value].allSatisfy { text in
      text.allSatisfy { $0.isASCIIUpper || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }
    return isConstants
      || seen.after.drop { "\\\"'` ".utf8.contains($0) }.first == UInt8(ascii: ":")
  }

  /// `'crc-16-buypass', 'Crc16Buypass'`: the same name, written in another way.
  private static func isItsName(_ seen: Candidate) -> Bool {
    let value = seen.value.filter { $0.isASCIILetter || $0.isASCIIDigit }
    let name = seen.name.filter { $0.isASCIILetter || $0.isASCIIDigit }
    return value.count == name.count && value.map(\.asciiLower) == name.map(\.asciiLower)
  }

  /// `Default Password Creation#####`: a heading that a comment draws.
  private static func isDecorated(_ seen: Candidate) -> Bool {
    guard let last = seen.value.last, "#=*-_~+".utf8.contains(last) else { return false }
    return seen.value.reversed().prefix { $0 == last }.count >= 3
      && seen.sign.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether the rules may decide; letters alone that stand where they say little are left to the score.
  private static func mayBeByRule(_ seen: Candidate, in context: FileContext) -> Bool {
    seen.value.contains(where: \.isASCIIDigit)
      || context.isConfiguration
        && (seen.quoting != .bare || endsLine(seen) || !seen.name.contains(where: \.isASCIILower))
      || seen.quoting == .quoted && !context.isTexts
  }

  /// `NAME=value`, as a variable of the environment is set in a command or a text about it.
  private static func isVariable(_ seen: Candidate) -> Bool {
    seen.quoting == .bare && seen.sign.elementsEqual([UInt8(ascii: "=")])
      && !seen.name.contains(where: \.isASCIILower)
  }

  /// `password: value` as a line of a text, such as a sample of settings in a manual.
  private static func isLineOfText(_ seen: Candidate, in context: FileContext) -> Bool {
    context.isTexts && !context.isTranslation && seen.startsLine && seen.quoting == .bare && endsLine(seen)
      && !seen.isListed && seen.sign.contains { ":=".utf8.contains($0) }
  }

  /// What the name promises of a value whose clues may decide, where the rules do not; nil where the value is none whatever
  /// they say.
  static func kindToScore(_ seen: Candidate, in context: FileContext) -> AssignmentName.Kind? {
    guard !context.isSample, !context.isTranslation || seen.value.contains(where: \.isASCIIDigit),
      let kind = AssignmentName.kind(of: seen.name),
      !isNameOfKeyPair(seen.value, named: seen.name), !isKeyIdentifier(seen.value, named: seen.name),
      !PublicFingerprint.matches(seen.value, named: seen.name),
      mayBeScored(seen.value, as: kind)
    else { return nil }
    // A text after a comma is a value where its name is a text too and the call ends: `put("password", "...")`.
    if seen.isListed {
      guard seen.quoting == .quoted, let mark = seen.sign.first, "\"'".utf8.contains(mark),
        seen.after.dropFirst().first == UInt8(ascii: ")")
      else { return nil }
    }
    // A bare word in a program is a variable.
    let isLiteral =
      seen.quoting != .bare || context.isConfiguration || isVariable(seen) || isLineOfText(seen, in: context)
    return isLiteral ? kind : nil
  }

  /// Whether the value can be a password or a token by its bare bytes.
  static func mayBeScored(_ value: [UInt8], as kind: AssignmentName.Kind) -> Bool {
    guard value.count >= leastCount(of: kind), value.count <= (kind == .password ? 64 : 256),
      !value.contains(0x20), value.count(where: \.isASCIILetter) >= 3
    else { return false }
    if isHash(value) || isPathOrAddress(value) || isCode(value) || isPublishable(value) || isFieldList(value)
    {
      return false
    }
    // No program makes tokens of other letters than English ones; a label has them.
    return (kind == .password || value.allSatisfy { $0 < 0x80 }) && !ChosenPassword(value).isNameInPrograms
  }

  private static func leastCount(of kind: AssignmentName.Kind) -> Int {
    switch kind {
    case .password: 6
    case .secret, .key: 10
    case .token: 12
    }
  }

  /// `uid:gid:home`: names of the fields of a line.
  private static func isFieldList(_ value: [UInt8]) -> Bool {
    value.count { $0 == UInt8(ascii: ":") } >= 2 && !value.contains(where: \.isASCIIDigit)
  }

  /// How much speaks for a value.
  enum Strength {
    /// It is made of words and stands where a password does.
    case weak
    case firm
  }

  /// How much speaks for name and value being a secret, after `mayBeSecret` and with no placeholder as the value;
  /// nil where too little does.
  static func strength(of seen: Candidate, in context: FileContext) -> Strength? {
    guard mayBeByRule(seen, in: context), let kind = AssignmentName.kind(of: seen.name) else { return nil }
    if isUUID(seen.value) { return kind == .password || AssignmentName.isAccessKey(seen.name) ? .firm : nil }
    if isNameOfKeyPair(seen.value, named: seen.name)
      || PublicFingerprint.matches(seen.value, named: seen.name)
    {
      return nil
    }
    if isSecret(seen.value, as: kind, in: context) { return .firm }
    // Letters alone may be chance as well: what no word is like is no weak password.
    if kind == .password, !seen.isListed, seen.quoting == .quoted || context.isSettings, isChance(seen.value)
    {
      return .firm
    }
    guard kind == .password, !seen.isListed,
      context.isSettings || seen.quoting == .quoted && !context.isTexts,
      !isPathOrAddress(seen.value), !isCode(seen.value)
    else {
      return nil
    }
    return ChosenPassword(seen.value).isMadeOfWords(inConfiguration: context.isSettings) ? .weak : nil
  }

  /// Whether it is the public half of a pair of keys: twenty capitals and digits at most.
  static func isNameOfKeyPair(_ value: [UInt8], named name: [UInt8]) -> Bool {
    value.count <= 20 && AssignmentName.isAccessKey(name) && !value.contains(where: \.isASCIILower)
  }

  /// Whether it is the number of a key of GnuPG, as Git's `signingkey` has it.
  private static func isKeyIdentifier(_ value: [UInt8], named name: [UInt8]) -> Bool {
    [8, 16, 40].contains(value.count) && value.allSatisfy { $0.hexValue != nil }
      && AssignmentName.words(of: name).last == "signingkey"
  }

  /// Whether the value is one that stands behind such a name.
  static func isSecret(_ value: [UInt8], as kind: AssignmentName.Kind, in context: FileContext) -> Bool {
    guard !isHash(value), !isPathOrAddress(value), !isCode(value), !isPublishable(value) else { return false }
    let chosen = ChosenPassword(value)
    switch kind {
    case .password:
      return chosen.isPassword(inConfiguration: context.isSettings) || isHexKey(value, least: 16)
        || value.count <= 128 && isToken(value)
    case .secret: return isToken(value) || chosen.isSecret(inConfiguration: context.isSettings)
    case .key:
      return isToken(value) || isChance(value) || value.count >= 12 && chosen.isSecret(inConfiguration: false)
    case .token: return isToken(value)
    }
  }

  /// Without quotes only a configuration file's line or `export NAME=value` gives a literal.
  private static func isBareValueUsual(_ seen: Candidate, in context: FileContext) -> Bool {
    let next = seen.after.first ?? 0x0A
    // `host=db user=app password=...`: one of several pairs, in a text or in a command.
    if seen.isOneOfPairs, next == 0x20 || next == 0x0A || "\"'".utf8.contains(next) {
      if ChosenPassword(seen.value).isStrong { return true }
    }
    if context.isTexts, next <= 0x20, ChosenPassword(seen.value).isStrong { return true }
    if isLineOfText(seen, in: context) { return true }
    guard next <= 0x20 || next == UInt8(ascii: "#") || next == UInt8(ascii: ";") && context.isConfiguration
    else {
      return false
    }
    let isUpperCase = !seen.name.contains(where: \.isASCIILower)
    return context.isConfiguration || isUpperCase
  }

  /// A token that a program made: long, mixed, and unlike words.
  private static func isToken(_ value: [UInt8]) -> Bool {
    guard (16...256).contains(value.count), !value.contains(0x20) else { return false }
    guard value.allSatisfy({ $0.isWord || "-+/=.~!@#%^&*:".utf8.contains($0) }) else { return false }
    guard value.contains(where: \.isASCIILetter) else { return false }
    if value.allSatisfy({ $0.hexValue != nil }) { return isHexKey(value, least: 24) }
    guard Randomness.entropy(value) >= 3.4 else { return false }
    let wordiness = Randomness.wordiness(value) ?? 0
    // One of a thousand tokens of forty characters has no digit.
    if value.count(where: \.isASCIIDigit) < 2 {
      return value.count >= 24 && wordiness < 0.35 && Randomness.changes(value) >= 0.35
    }
    return wordiness <= 0.5 && Randomness.changes(value) >= 0.25
  }

  /// Letters of both cases, with digits or without, in an order that no words have: `vKqTrzWbXnPdLmSg`. Shorter and with
  /// fewer digits than a token, it counts only where a name says that a password or a key follows.
  static func isChance(_ value: [UInt8]) -> Bool {
    guard (12...128).contains(value.count), value.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }),
      value.contains(where: \.isASCIIUpper), value.contains(where: \.isASCIILower)
    else { return false }
    let changes = Randomness.changes(value)
    let wordiness = Randomness.wordiness(value) ?? 0
    // Chance has some frequent pairs of letters too; words with as many changes have nothing else.
    return (changes >= 0.3 && wordiness <= 0.4 || changes >= 0.45 && wordiness <= 0.7)
      && Randomness.entropy(value) >= 3
  }

  private static func isHexKey(_ value: [UInt8], least: Int) -> Bool {
    value.count >= least && value.allSatisfy { $0.hexValue != nil } && value.contains(where: \.isASCIIDigit)
      && value.contains(where: \.isASCIILetter) && Randomness.entropy(value) >= (least < 24 ? 2.75 : 3)
  }

  /// `sha256:...`, subresource integrity, colours: names of things, not secrets.
  private static func isHash(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.prefix(16), as: UTF8.self).lowercased()
    let marks = ["sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "md5:", "h1:"]
    return marks.contains { text.hasPrefix($0) } || isUUID(value)
      || text.hasPrefix("0x") && value.dropFirst(2).allSatisfy { $0.hexValue != nil }
  }

  /// Tokens that are made to be seen by everybody: `pk.` (Mapbox), `pk_live_` (Stripe).
  private static func isPublishable(_ value: [UInt8]) -> Bool {
    value.starts(with: "pk.".utf8) || value.starts(with: "pk_".utf8)
  }

  private static func isUUID(_ value: [UInt8]) -> Bool {
    value.count == 36 && value.count { $0 == UInt8(ascii: "-") } == 4
      && value.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: "-") }
  }

  static func isPathOrAddress(_ value: [UInt8]) -> Bool {
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

  /// Expressions, calls, selectors, formats.
  private static func isCode(_ value: [UInt8]) -> Bool {
    let start = value.prefix(256)
    if codeMarks.contains(where: { start.holds($0) }) { return true }
    // Base64 ends with such signs, an expression has them inside.
    var inside = start
    while inside.last == UInt8(ascii: "=") { inside.removeLast() }
    return inside.holds(Array("==".utf8))
  }

  private static let codeMarks = [
    "(", ")", "->", "=>", "::", "[", "]", "{", "}", "<", ">", "; ", "\\", "&&", "||", "`",
  ].map { Array($0.utf8) }
}
