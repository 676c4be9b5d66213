/// What a password field allows, crypt(5) and shadow(5). The hash itself is never kept.
package enum PasswordState: Codable, Sendable, Hashable {
  /// Anyone may log in without a password.
  case empty
  /// No password fits: `*`, `!`, `!!`, or a text that no method of hashing writes.
  case locked
  /// Locked by a mark before a hash (`!$6$...`), which still stands there to be guessed.
  case lockedHash(method: String)
  /// A hash that can be guessed by whoever has the image.
  case hash(method: String)
  /// The `x` that points to the shadow file.
  case shadowed

  init(_ field: ArraySlice<UInt8>) {
    if field.isEmpty {
      self = .empty
    } else if field == "x" {
      self = .shadowed
    } else if let first = field.first, first == UInt8(ascii: "!") || first == UInt8(ascii: "*") {
      let rest = field.drop { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "*") }
      self = Self.method(rest).map { .lockedHash(method: $0) } ?? .locked
    } else {
      self = Self.method(field).map { .hash(method: $0) } ?? .locked
    }
  }

  /// The name of the method that wrote a hash; nil if none did.
  private static func method(_ hash: ArraySlice<UInt8>) -> String? {
    let dollar = UInt8(ascii: "$")
    if hash.first == dollar {
      guard let (id, rest) = hash.dropFirst().split(at: dollar), !id.isEmpty, rest.count >= 8 else {
        return nil
      }
      return names[id.text] ?? "$\(id.text)$"
    }
    guard hash.dropFirst(hash.first == UInt8(ascii: "_") ? 1 : 0).allSatisfy(\.isCryptDigit) else {
      return nil
    }
    if hash.count == 20, hash.first == UInt8(ascii: "_") { return "BSDi DES" }
    return hash.count == 13 ? "DES" : nil
  }

  private static let names = [
    "1": "MD5", "2a": "bcrypt", "2b": "bcrypt", "2x": "bcrypt", "2y": "bcrypt", "3": "NT", "5": "SHA-256",
    "6": "SHA-512", "7": "scrypt", "gy": "gost-yescrypt", "md5": "SunMD5", "sha1": "SHA-1", "y": "yescrypt",
  ]
}

extension UInt8 {
  /// The digits `./0-9A-Za-z` of crypt's base 64.
  fileprivate var isCryptDigit: Bool {
    switch self {
    case UInt8(ascii: ".")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
