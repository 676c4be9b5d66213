import Digests

extension SecretCheck {
  /// Judges a candidate's own bytes; `today` counts seconds since 1970 in UTC, nil where no date may matter.
  func verdict(on secret: [UInt8], today: Int?) -> Verdict {
    switch self {
    case .none, .assignment, .password, .addressHost: .open
    case .crc32Base62: TokenChecksum.crc32Base62(secret)
    case .githubFineGrained: TokenChecksum.githubFineGrained(secret)
    case .gitlabRoutable: TokenChecksum.gitlabRoutable(secret)
    case .crc32UpperHex: TokenChecksum.crc32UpperHex(secret)
    case .crc32LittleEndianHex: TokenChecksum.crc32Hex(secret, littleEndian: true, wholeHead: true)
    case .crc32BodyHex: TokenChecksum.crc32Hex(secret, littleEndian: false, wholeHead: false)
    case .awsAccount: TokenChecksum.awsAccount(secret)
    case .bech32:
      Checksum.isBech32(secret) ? .proven("its Bech32 checksum is right") : .doubtful("its checksum is wrong")
    case .base58Check: TokenChecksum.base58(secret, .bitcoin)
    case .base58Ripple: TokenChecksum.base58(secret, .ripple)
    case .nkeySeed: TokenChecksum.nkeySeed(secret)
    case .macaroon: TokenStructure.macaroon(secret)
    case .jsonWebToken: JSONWebToken.verdict(on: secret, today: today)
    case .base64JSON: TokenStructure.base64JSON(secret)
    case .base64Of64Bytes: TokenStructure.base64(secret, of: 64)
    case .base64Of32Bytes: TokenStructure.base64(secret, of: 32)
    case .base64Credentials: TokenStructure.credentials(secret)
    case .base64DigitsColon: TokenStructure.digitsColon(secret)
    case .discordUser: TokenStructure.discordUser(secret)
    case .base64PrivateKey: PrivateKey.base64Verdict(on: secret)
    case .privateKey: PrivateKey.verdict(on: secret)
    case .puttyKey: PuttyKey.verdict(on: secret)
    case .token: TokenShape.verdict(on: secret)
    case .oddLiteral: TokenShape.oddLiteral(secret)
    case .byteArray: ByteArrayKey.verdict(on: secret)
    case .encodedText: EncodedText.verdict(on: secret)
    }
  }
}

/// Proofs by a checksum inside the token.
enum TokenChecksum {
  static func crc32Base62(_ token: [UInt8]) -> Verdict {
    guard let underscore = token.firstIndex(of: UInt8(ascii: "_")), token.count - underscore > 7 else {
      return .open
    }
    let body = token[(underscore + 1)...].dropLast(6)
    let sum = Checksum.digits(Checksum.crc32(body), alphabet: Checksum.base62, width: 6)
    return verdict(sum.elementsEqual(token.suffix(6)))
  }

  static func githubFineGrained(_ token: [UInt8]) -> Verdict {
    guard token.count == 93 else { return .open }
    let hash = MessageDigest.sha256(token.prefix(85))
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    let bits = hash.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let sum = (0..<8).map { alphabet[Int(bits >> UInt64(35 - 5 * $0) & 31)] }
    return sum.elementsEqual(token.suffix(8).map(\.asciiLower))
      ? .proven("its checksum is right") : .open
  }

  static func gitlabRoutable(_ token: [UInt8]) -> Verdict {
    guard token.count > 40 else { return .open }
    let sum = Checksum.digits(Checksum.crc32(token.dropLast(7)), alphabet: Checksum.base36, width: 7)
    return sum.elementsEqual(token.suffix(7)) ? .proven("its checksum is right") : .open
  }

  static func crc32UpperHex(_ token: [UInt8]) -> Verdict {
    let sum = hex(Checksum.crc32(token.dropLast(8)), upperCase: true)
    return verdict(sum.elementsEqual(token.suffix(8)))
  }

  /// `wholeHead`: the sum is over all before the last underscore, else over what stands between the two.
  static func crc32Hex(_ token: [UInt8], littleEndian: Bool, wholeHead: Bool) -> Verdict {
    guard let last = token.lastIndex(of: UInt8(ascii: "_")),
      let first = token.firstIndex(of: UInt8(ascii: "_")), first < last
    else { return .open }
    let sum = Checksum.crc32(wholeHead ? token[..<last] : token[(first + 1)..<last])
    return verdict(
      hex(littleEndian ? sum.byteSwapped : sum, upperCase: false).elementsEqual(token[(last + 1)...]))
  }

  /// The account number is in bits 1 to 40 of the base32 after the prefix; numbers have at most 12 digits.
  static func awsAccount(_ id: [UInt8]) -> Verdict {
    guard let bytes = Decode.base32(id.dropFirst(4)), bytes.count >= 6 else { return .rejected }
    let number = (bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & 0x7FFF_FFFF_FF80) >> 7
    // Nine in ten of all strings of this alphabet pass, so that passing proves nothing.
    guard number < 1_000_000_000_000 else { return .doubtful("it does not contain an account number") }
    let hasDigit = id.dropFirst(4).contains(where: \.isASCIIDigit)
    let isWordy = (Randomness.wordiness(Array(id.dropFirst(4))) ?? 0) > 0.6
    return hasDigit && !isWordy ? .open : .doubtful("it may be a word in capitals")
  }

  static func nkeySeed(_ seed: [UInt8]) -> Verdict {
    guard let bytes = Decode.base32(seed), bytes.count > 4 else { return .rejected }
    let stored = UInt16(bytes[bytes.count - 2]) | UInt16(bytes[bytes.count - 1]) << 8
    return Checksum.crc16(bytes.dropLast(2)) == stored ? .proven("its checksum is right") : .rejected
  }

  static func base58(_ key: [UInt8], _ form: Base58Check) -> Verdict {
    form.decode(key) == nil ? .rejected : .proven("its checksum is right")
  }

  static func hex(_ number: UInt32, upperCase: Bool) -> [UInt8] {
    Checksum.digits(
      number, alphabet: Array((upperCase ? "0123456789ABCDEF" : "0123456789abcdef").utf8), width: 8)
  }

  private static func verdict(_ holds: Bool) -> Verdict {
    holds ? .proven("its checksum is right") : .doubtful("its checksum is wrong")
  }
}
