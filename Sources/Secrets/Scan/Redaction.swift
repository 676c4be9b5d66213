import Crypto

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
    let code = HMAC<SHA256>.authenticationCode(for: value, using: SymmetricKey(data: key))
    let digits = Array("0123456789abcdef".utf8)
    let bytes = Array(code).prefix(8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
