import Digests

/// Base58 with the first four bytes of a double SHA-256 at its end, as Bitcoin's wallets write keys ("Base58Check").
struct Base58Check {
  let alphabet: [UInt8]

  static let bitcoin = Base58Check("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
  /// The XRP Ledger's order of the same letters and digits.
  static let ripple = Base58Check("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")

  private init(_ letters: String) { alphabet = Array(letters.utf8) }

  /// Longer texts are none of a wallet's, and cost the square of their length.
  private static let longest = 128

  /// The bytes without their checksum; nil where a character is none or the checksum is wrong.
  func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count <= Self.longest else { return nil }
    // The number's bytes, the lowest first.
    var number: [UInt8] = []
    for letter in text {
      guard let digit = alphabet.firstIndex(of: letter) else { return nil }
      var carry = digit
      for index in number.indices {
        carry += Int(number[index]) * 58
        number[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      while carry > 0 {
        number.append(UInt8(carry & 0xFF))
        carry >>= 8
      }
    }
    let zeros = text.prefix { $0 == alphabet[0] }.count
    let bytes = [UInt8](repeating: 0, count: zeros) + number.reversed()
    guard bytes.count > 4 else { return nil }
    let body = Array(bytes.dropLast(4))
    return Self.sum(body).elementsEqual(bytes.suffix(4)) ? body : nil
  }

  /// The text for bytes, with their checksum.
  func encode(_ body: [UInt8]) -> [UInt8] {
    let bytes = body + Self.sum(body)
    // The number's digits, the lowest first.
    var digits: [Int] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += digits[index] << 8
        digits[index] = carry % 58
        carry /= 58
      }
      while carry > 0 {
        digits.append(carry % 58)
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.count
    return [UInt8](repeating: alphabet[0], count: zeros) + digits.reversed().map { alphabet[$0] }
  }

  private static func sum(_ body: [UInt8]) -> [UInt8] {
    Array(MessageDigest.sha256(MessageDigest.sha256(body)).prefix(4))
  }
}
