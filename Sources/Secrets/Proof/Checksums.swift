/// The checksums that token formats carry.
enum Checksum {
  /// CRC-32 with the reflected polynomial 0xEDB88320 (ISO-HDLC, as in zlib).
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value = crc32Table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
    }
    return value ^ 0xFFFF_FFFF
  }

  /// CRC-16 with polynomial 0x1021 and start 0 (XMODEM), as NATS keys have it.
  static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var value: UInt16 = 0
    for byte in bytes {
      value ^= UInt16(byte) << 8
      for _ in 0..<8 { value = value & 0x8000 != 0 ? (value << 1) ^ 0x1021 : value << 1 }
    }
    return value
  }

  /// A number in the digits of an alphabet, padded on the left with its first to `width` digits.
  static func digits(_ number: UInt32, alphabet: [UInt8], width: Int) -> [UInt8] {
    var rest = number
    var result: [UInt8] = []
    while rest > 0 {
      result.append(alphabet[Int(rest) % alphabet.count])
      rest /= UInt32(alphabet.count)
    }
    while result.count < width { result.append(alphabet[0]) }
    return result.reversed()
  }

  /// Whether the text is valid Bech32 in one case (BIP 173, "Checksum").
  static func isBech32(_ text: [UInt8]) -> Bool {
    let lower = text.map { $0.asciiLower }
    guard let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator > 0,
      lower.count - separator > 6
    else { return false }
    var values: [UInt32] = lower[..<separator].map { UInt32($0) >> 5 } + [0]
    values += lower[..<separator].map { UInt32($0) & 31 }
    for byte in lower[(separator + 1)...] {
      guard let value = bech32Alphabet.firstIndex(of: byte) else { return false }
      values.append(UInt32(value))
    }
    return bech32Remainder(values) == 1
  }

  /// The remainder of the Bech32 polynomial over 5-bit values.
  static func bech32Remainder(_ values: [UInt32]) -> UInt32 {
    let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    var remainder: UInt32 = 1
    for value in values {
      let top = remainder >> 25
      remainder = (remainder & 0x1FF_FFFF) << 5 ^ value
      for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
        remainder ^= generator
      }
    }
    return remainder
  }

  static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  static let base36 = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
  static let bech32Alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static let crc32Table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }
}

extension UInt8 {
  /// The lower-case form of an ASCII letter; any other byte as it is.
  var asciiLower: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isASCIIUpper: Bool { (0x41...0x5A).contains(self) }
  var isASCIILower: Bool { (0x61...0x7A).contains(self) }
  /// A letter, a digit or an underscore.
  var isWord: Bool { isASCIIDigit || isASCIILetter || self == UInt8(ascii: "_") }
  /// The value of a hexadecimal digit; nil for any other byte.
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x61...0x66: self - 0x61 + 10
    case 0x41...0x46: self - 0x41 + 10
    default: nil
    }
  }
}
