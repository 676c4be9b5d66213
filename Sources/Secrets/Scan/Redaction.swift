import Digests

/// What may leave the scanner of a value.
enum Redaction {
  /// The type's public beginning, as far as the value has it, and three dots.
  static func shown(_ value: [UInt8], of type: SecretType) -> String {
    let prefix = type.publicPrefix
    return !prefix.isEmpty && value.count > 2 * prefix.utf8.count && value.starts(with: prefix.utf8)
      ? prefix + "..." : "..."
  }

  /// An HMAC-SHA-256 of the value, its first 8 bytes as 16 hexadecimal digits.
  static func hash(_ value: [UInt8], key: [UInt8]) -> String {
    Hexadecimal.text(MessageDigest.authenticationCode(of: value, key: key).prefix(8))
  }
}
