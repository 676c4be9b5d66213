import Digests

/// The values that the notation of examples names.
enum ExampleValue {
  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let digit = "0123456789"
  private static let hexDigits = Array("0123456789abcdef".utf8)

  static func make(_ notation: Substring, with chance: inout Chance) -> String? {
    let words = notation.split(separator: " ")
    guard let first = words.first else { return nil }
    if words.count == 2, let count = Int(first) { return characters(count, String(words[1]), &chance) }
    if words.count == 2, let count = Int(words[1]) { return summed(String(first), count, &chance) }
    return structured(notation, &chance)
  }

  private static func characters(_ count: Int, _ kind: String, _ chance: inout Chance) -> String? {
    switch kind {
    case "b62": return chance.text(count, of: upper + lower + digit)
    case "b64": return chance.text(count, of: upper + lower + digit + "+/")
    case "b58": return chance.text(count, of: text(Base58Check.bitcoin.alphabet))
    case "b32": return chance.text(count, of: upper + "234567")
    case "b32l": return chance.text(count, of: lower + "234567")
    case "low": return chance.text(count, of: lower + digit)
    case "UP": return chance.text(count, of: upper + digit)
    case "hex": return chance.text(count, of: digit + "abcdef")
    case "HEX": return chance.text(count, of: digit + "ABCDEF")
    case "digit": return "1" + chance.text(count - 1, of: digit)
    case "alpha": return chance.text(count, of: upper + lower)
    case "bytes": return Decode.encodeBase64(chance.bytes(count))
    case "0xbytes":
      return chance.bytes(count).map {
        "0x" + text(Checksum.digits(UInt32($0), alphabet: hexDigits, width: 2))
      }
      .joined(separator: ", ")
    case "decbytes": return chance.bytes(count).map { String($0) }.joined(separator: ", ")
    case "mixed":
      return chance.text(2, of: upper) + chance.text(2, of: digit) + chance.text(1, of: "!#%^*+~")
        + chance.text(count - 5, of: upper + lower + digit)
    default: return nil
    }
  }

  private static func summed(_ kind: String, _ count: Int, _ chance: inout Chance) -> String? {
    let body = chance.text(count, of: upper + lower + digit)
    switch kind {
    case "crc62":
      return body + text(Checksum.digits(Checksum.crc32(body.utf8), alphabet: Checksum.base62, width: 6))
    case "ATBB", "ATATT3", "ATCTT3xFfGN0":
      let token = kind + body
      return token + text(TokenChecksum.hex(Checksum.crc32(token.utf8), upperCase: true))
    default: return nil
    }
  }

  private static func structured(_ notation: Substring, _ chance: inout Chance) -> String? {
    let hex = digit + "abcdef"
    switch notation {
    case "uuid":
      return [8, 4, 4, 4, 12].map { chance.text($0, of: hex) }.joined(separator: "-")
    case "awsid": return "A" + chance.text(1, of: "ABCDEFGHIJKLMNOP") + chance.text(14, of: upper + "234567")
    case "kubedata": return Decode.encodeBase64(Array(chance.text(14, of: upper + lower + digit).utf8))
    case "leet":
      return word(3, &chance) + chance.text(1, of: "0134579") + word(2, &chance) + "-"
        + capital(word(3, &chance))
    case "wordyear": return capital(word(4, &chance)) + "19" + chance.text(2, of: "3456789")
    case "camel": return word(3, &chance) + capital(word(3, &chance))
    case "phrase":
      return [word(3, &chance), word(4, &chance), chance.text(2, of: "23456789"), word(3, &chance)].joined(
        separator: " ")
    case "applepw": return (0..<4).map { _ in chance.text(4, of: lower) }.joined(separator: "-")
    case "basicauth":
      return Decode.encodeBase64(Array("robot:\(chance.text(18, of: upper + lower + digit))".utf8))
    case "digitscolon":
      return Decode.encodeBase64(Array("\(chance.text(12, of: "123456789")):".utf8) + chance.bytes(20))
    case "discord":
      return Decode.encodeBase64(Array(("3" + chance.text(17, of: digit)).utf8)) + "."
        + chance.text(6, of: upper + lower) + "." + chance.text(32, of: upper + lower + digit)
    case "jwt":
      let header = url(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
      let claims = url(Array(#"{"sub":"\#(chance.text(12, of: hex))","iss":"acme"}"#.utf8))
      return "\(header).\(claims).\(url(chance.bytes(32)))"
    case "pem": return pem(&chance)
    case "encoded": return Decode.encodeBase64(Array(configuration(&chance).utf8))
    case "encodedtwice":
      return Decode.encodeBase64(Array(Decode.encodeBase64(Array(configuration(&chance).utf8)).utf8))
    case "encodedprose":
      return Decode.encodeBase64(Array("A password is needed here, and a secret word. Ask for it.".utf8))
    case "b64pem": return Decode.encodeBase64(Array(pem(&chance).utf8))
    case "nkey": return nkey(&chance)
    case "age": return bech32("age-secret-key-", &chance).uppercased()
    case "nsec": return bech32("nsec", &chance)
    case "xprv", "wif", "edsk", "xrpseed", "stellar": return wallet(notation, &chance)
    case "macaroon pypi.org":
      return url(
        [2, 1, 8] + Array("pypi.org".utf8) + [2, 40] + chance.bytes(40) + [0, 0, 6, 32] + chance.bytes(32))
    case "githubpat":
      let body =
        "github_pat_\(chance.text(22, of: upper + lower + digit))_\(chance.text(51, of: upper + lower + digit))"
      let bits = MessageDigest.sha256(body.utf8).prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
      return body + text((0..<8).map { alphabet[Int(bits >> UInt64(35 - 5 * $0) & 31)] })
    case "gitlabroutable":
      let body = "glpat-\(chance.text(27, of: upper + lower + digit)).01.1a"
      return body + text(Checksum.digits(Checksum.crc32(body.utf8), alphabet: Checksum.base36, width: 7))
    case "grafana":
      let body = "glsa_\(chance.text(32, of: upper + lower + digit))"
      return body + "_" + text(TokenChecksum.hex(Checksum.crc32(body.utf8).byteSwapped, upperCase: false))
    case "zuplo":
      let body = chance.text(32, of: lower + digit)
      return "zpka_\(body)_" + text(TokenChecksum.hex(Checksum.crc32(body.utf8), upperCase: false))
    case "sentry":
      return "sntrys_" + json("iat", &chance) + "_" + chance.text(43, of: upper + lower + digit)
    default:
      return notation.hasPrefix("b64json ") ? json(String(notation.dropFirst(8)), &chance) : nil
    }
  }

  private static func configuration(_ chance: inout Chance) -> String {
    "cloud:\n  user: orders\n  password: \(chance.text(16, of: upper + lower + digit))\n"
  }

  /// A word that can be spoken and is in no dictionary.
  private static func word(_ syllables: Int, _ chance: inout Chance) -> String {
    (0..<syllables).map { _ in chance.text(1, of: "bdfglmnprvz") + chance.text(1, of: "aou") }.joined()
  }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  /// A JSON object in base64 whose first key is `key`.
  private static func json(_ key: String, _ chance: inout Chance) -> String {
    let letters = upper + lower + digit
    let count = key == "ops" ? 120 : 48
    return Decode.encodeBase64(
      Array(
        #"{"\#(key)":"\#(chance.text(count, of: letters))","n":"\#(chance.text(40, of: letters))","id":1}"#
          .utf8))
  }

  /// A block with the outside of a PKCS #8 key: a DER SEQUENCE of its own length around an INTEGER and chance.
  private static func pem(_ chance: inout Chance) -> String {
    let content: [UInt8] = [0x02, 0x01, 0x00] + chance.bytes(285)
    let der: [UInt8] = [0x30, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    let body = Array(Decode.encodeBase64(der))
    let lines = stride(from: 0, to: body.count, by: 64).map { String(body[$0..<min($0 + 64, body.count)]) }
    return "-----BEGIN PRIVATE" + " KEY-----\n" + lines.joined(separator: "\n") + "\n-----END PRIVATE"
      + " KEY-----"
  }

  private static func nkey(_ chance: inout Chance) -> String {
    // Seed of a user: prefix bits of S (18) and U (20), 32 bytes, CRC-16 low byte first.
    let seed: UInt8 = 18 << 3
    let user: UInt8 = 20 << 3
    let body = [seed | user >> 5, (user & 31) << 3] + chance.bytes(32)
    let sum = Checksum.crc16(body)
    return base32(body + [UInt8(sum & 0xFF), UInt8(sum >> 8)])
  }

  /// 32 bytes in Bech32 under a name (BIP 173).
  private static func bech32(_ name: String, _ chance: inout Chance) -> String {
    let human = Array(name.utf8)
    let data = (0..<52).map { $0 == 51 ? UInt32(chance.next() % 2) * 16 : UInt32(chance.next() % 32) }
    let head = human.map { UInt32($0) >> 5 } + [0] + human.map { UInt32($0) & 31 }
    let remainder = Checksum.bech32Remainder(head + data + [UInt32](repeating: 0, count: 6)) ^ 1
    let sum = (0..<6).map { remainder >> UInt32(5 * (5 - $0)) & 31 }
    return name + "1" + text((data + sum).map { Checksum.bech32Alphabet[Int($0)] })
  }

  /// A key with the first bytes that its form has.
  private static func wallet(_ form: Substring, _ chance: inout Chance) -> String {
    switch form {
    case "xprv":
      // Version, depth, parent and number of a first key; its chain code, a zero and the key (BIP 32).
      let head: [UInt8] = [0x04, 0x88, 0xAD, 0xE4] + [UInt8](repeating: 0, count: 9)
      return text(Base58Check.bitcoin.encode(head + chance.bytes(32) + [0] + chance.bytes(32)))
    case "wif": return text(Base58Check.bitcoin.encode([0x80] + chance.bytes(32)))
    case "edsk": return text(Base58Check.bitcoin.encode([13, 15, 58, 7] + chance.bytes(32)))
    case "xrpseed": return text(Base58Check.ripple.encode([0x01, 0xE1, 0x4B] + chance.bytes(16)))
    default:
      let body = [UInt8(18 << 3)] + chance.bytes(32)
      let sum = Checksum.crc16(body)
      return base32(body + [UInt8(sum & 0xFF), UInt8(sum >> 8)])
    }
  }

  private static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> UInt8(7 - $0) & 1 } }
    return text(
      stride(from: 0, to: bits.count, by: 5).map { start in
        alphabet[(0..<5).reduce(0) { $0 << 1 | Int(start + $1 < bits.count ? bits[start + $1] : 0) }]
      })
  }

  private static func url(_ bytes: [UInt8]) -> String {
    String(
      Decode.encodeBase64(bytes).compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
