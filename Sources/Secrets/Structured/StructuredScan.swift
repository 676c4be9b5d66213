import Findings

/// Reads a file as what its name says it is.
enum StructuredScan {
  /// A secret that the format tells, by its bytes in the file.
  struct Found {
    let type: SecretType
    let range: Range<Int>
    let value: [UInt8]
    let judgement: SecretScorer

    /// A value that is made of words, where only a password stands.
    static func words(_ field: Field, _ reader: StructuredFile, _ value: [UInt8]) -> Found {
      Found(
        type: reader.type, range: field.range, value: value,
        judgement: SecretScorer(
          of: reader.type, severity: .low, reason: SecretScorer.wordsOnly, standing: .doubtful))
    }
  }

  static func secrets(in bytes: [UInt8], readers: [StructuredFile], context: FileContext) -> [Found] {
    if isEncrypted(bytes) { return [] }
    return readers.flatMap { reader in
      reader.format.fields(in: bytes).compactMap { field in
        reader.isSecret(field) || reader.isEncoded && field.path.dropLast().contains("data")
          ? found(field, reader, bytes, context) : nil
      }
    }
  }

  private static func found(
    _ field: Field, _ reader: StructuredFile, _ bytes: [UInt8], _ context: FileContext
  ) -> Found? {
    // What a SealedSecret holds can be read by the cluster only.
    if field.path.contains("encrypteddata") { return nil }
    var value = Array(bytes[field.range])
    if reader.isEncoded, field.path.dropLast().contains("data") {
      // An ExternalSecret has names in such places, which decode to a few bytes that are no text.
      guard let decoded = Decode.base64(value),
        decoded.count >= 16 || decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A })
      else { return nil }
      value = decoded
      while let last = value.last, last <= 0x20 { value.removeLast() }
    }
    let name = Array(field.name.utf8)
    if Assignment.isNameOfKeyPair(value, named: name) || PublicFingerprint.matches(value, named: name) {
      return nil
    }
    if reader.isStore { return stored(value, field, reader) }
    guard (4...8192).contains(value.count), !value.contains(0),
      !Placeholder.matches(value, namedByFormat: true)
    else { return nil }
    if isHash(value) {
      return Found(
        type: reader.type, range: field.range, value: value,
        judgement: SecretScorer(
          of: reader.type, severity: min(reader.type.severity, .medium),
          reason: "it is a hash, which can be cracked", standing: .hash))
    }
    switch reader.format {
    // The columns of these files hold hashes, or marks for accounts without one.
    case .columns(secret: 1): return nil
    // In a file of texts for people a password is a word among words.
    case .lines, .yaml, .xml, .json, .quoted, .words, .pairs, .realm:
      if context.isTexts, !Assignment.isSecret(value, as: .password, in: context) { return nil }
      guard isLiteral(value) else {
        guard !context.isTexts, AssignmentName.kind(of: Array(field.name.utf8)) == .password,
          ChosenPassword(value).isMadeOfWords(inConfiguration: true)
        else {
          return nil
        }
        return .words(field, reader, value)
      }
    case .table, .whole:
      let chosen = ChosenPassword(value)
      guard isKey(value) || chosen.isPassword(inConfiguration: true) else {
        return chosen.isMadeOfWords(inConfiguration: true) ? .words(field, reader, value) : nil
      }
    case .netrc:
      // `anonymous` gives an address, or its beginning, for a password.
      guard value.last != UInt8(ascii: "@") else { return nil }
    case .lastColumn:
      // A colon in a sentence.
      guard !value.contains(0x20) else { return nil }
    case .addresses, .columns, .wordColumns: break
    }
    return Found(
      type: reader.type, range: field.range, value: value, judgement: SecretScorer(of: reader.type))
  }

  /// A value in a file that people keep passwords in: all but blanks and variables; a word is worth little.
  private static func stored(_ value: [UInt8], _ field: Field, _ reader: StructuredFile) -> Found? {
    guard (3...512).contains(value.count), !value.contains(0), !Placeholder.isReference(value),
      !Placeholder.isFiller(value), !isBlank(value)
    else { return nil }
    if ChosenPassword(value).isPassword(inConfiguration: true) || isKey(value) {
      return Found(
        type: reader.type, range: field.range, value: value, judgement: SecretScorer(of: reader.type))
    }
    return .words(field, reader, value)
  }

  /// Whether it asks to be filled in: `password_here`, `changeme`.
  private static func isBlank(_ value: [UInt8]) -> Bool {
    let lower = value.map(\.asciiLower)
    return blanks.contains { lower.holds($0) }
  }

  private static let blanks = [
    "_here", "-here", "your", "change", "replace", "xxxx", "placeholder", "insert", "enter-", "enter_",
    "redacted", "true", "false", "null", "none",
  ].map { Array($0.utf8) }

  /// Whether it can be a password: no sentence, no path, no number, no name of a class.
  private static func isLiteral(_ value: [UInt8]) -> Bool {
    guard value.count >= 6, !Assignment.isPathOrAddress(value),
      !value.contains(0x20) || value.contains(where: \.isASCIIDigit)
    else {
      return false
    }
    guard !value.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") }) else { return false }
    let text = String(decoding: value, as: UTF8.self)
    if ["/", "./", "~/", "{", "["].contains(where: { text.hasPrefix($0) }) && !text.hasPrefix("/+") {
      return false
    }
    if text.contains("://") || text.contains("(") && text.contains(")") { return false }
    let hasOther = value.contains {
      !$0.isASCIILetter && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".")
    }
    return hasOther || Randomness.changes(value) > 0.3
  }

  /// A key that is all of a file: hexadecimal digits, base64 also on several lines, a UUID, capitals.
  private static func isKey(_ value: [UInt8]) -> Bool {
    let bare = value.filter { $0 > 0x20 }
    guard bare.count >= 16, bare.allSatisfy({ $0.isWord || "+/=:.-".utf8.contains($0) }) else { return false }
    // One word, or lines that are full but for the last.
    let lines = value.split(whereSeparator: { $0 <= 0x20 })
    return lines.dropLast().allSatisfy { $0.count >= 32 } && Randomness.entropy(bare) >= 3
  }

  /// A password hash in the form of crypt(3), Apache or LDAP.
  private static func isHash(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.prefix(64), as: UTF8.self)
    let marks = [
      "$1$", "$2a$", "$2b$", "$2x$", "$2y$", "$5$", "$6$", "$y$", "$apr1$", "$argon2", "{SHA}", "{SSHA}",
      "$7$", "$gy$",
    ]
    return marks.contains { text.hasPrefix($0) } && value.count >= 20
  }

  /// Ansible Vault and SOPS files hold nothing that can be read without their key.
  private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: "$ANSIBLE_VAULT".utf8)
  }
}
