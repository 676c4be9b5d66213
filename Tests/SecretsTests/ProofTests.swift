import Findings
import Testing

@testable import Secrets

/// Each proof holds for values known from elsewhere and fails for their neighbours.
@Suite struct ProofTests {
  @Test func checksumsAreTheKnownOnes() {
    #expect(Checksum.crc32("123456789".utf8) == 0xCBF4_3926)
    #expect(Checksum.crc16("123456789".utf8) == 0x31C3)
    #expect(
      String(decoding: Checksum.digits(125, alphabet: Checksum.base62, width: 4), as: UTF8.self) == "0021")
    #expect(Checksum.isBech32(Array("A12UEL5L".utf8)), "BIP 173's first valid string")
    #expect(!Checksum.isBech32(Array("A12UEL5M".utf8)))
  }

  @Test func base64IsRead() {
    #expect(Decode.base64("Zm9vYg==".utf8) == Array("foob".utf8))
    #expect(Decode.base64("Zm9vYmE".utf8) == Array("fooba".utf8))
    #expect(Decode.base64("-_-_".utf8) == [0xFB, 0xFF, 0xBF])
    #expect(Decode.base64("Zm9v!".utf8) == nil)
    #expect(Decode.base64("Z".utf8) == nil)
    #expect(Decode.encodeBase64(Array("fooba".utf8)) == "Zm9vYmE=")
    #expect(Decode.base32("MZXW6YTB".utf8) == Array("fooba".utf8))
  }

  @Test(arguments: [
    (SecretCheck.crc32Base62, "ghp_{crc62 30}"), (.crc32Base62, "npm_{crc62 30}"),
    (.githubFineGrained, "{githubpat}"),
    (.gitlabRoutable, "{gitlabroutable}"), (.crc32UpperHex, "{ATBB 24}"),
    (.crc32LittleEndianHex, "{grafana}"),
    (.crc32BodyHex, "{zuplo}"), (.bech32, "{age}"), (.nkeySeed, "{nkey}"), (.nkeySeed, "{stellar}"),
    (.bech32, "{nsec}"), (.base58Check, "{xprv}"), (.base58Check, "{wif}"), (.base58Check, "{edsk}"),
    (.base58Ripple, "{xrpseed}"),
    (.macaroon, "pypi-{macaroon pypi.org}"),
    (.jsonWebToken, "{jwt}"), (.privateKey, "{pem}"), (.base64PrivateKey, "{b64pem}"),
    (.base64Credentials, "{basicauth}"),
    (.base64DigitsColon, "{digitscolon}"), (.discordUser, "{discord}"), (.base64Of32Bytes, "{32 bytes}"),
    (.base64Of64Bytes, "{64 bytes}"), (.base64JSON, "glc_{b64json o}"),
  ])
  func aTrueOneIsProvenAndAChangedOneIsNot(check: SecretCheck, notation: String) {
    let value = Array(ExampleText.expanded(notation).utf8)
    guard case .proven = check.verdict(on: value, today: nil) else {
      Issue.record("\(notation): \(check.verdict(on: value, today: nil))")
      return
    }
    guard check.title == "checksum" else { return }
    for place in [value.count - 1, value.count / 2] {
      var changed = value
      changed[place] = changed[place] == UInt8(ascii: "a") ? UInt8(ascii: "q") : UInt8(ascii: "a")
      if case .proven = check.verdict(on: changed, today: nil) {
        Issue.record("changed at \(place): \(notation)")
      }
    }
  }

  @Test func `Base58Check reads what it writes, and no other`() {
    let body: [UInt8] = [0, 0, 1, 0x80, 0xFF]
    let text = Base58Check.bitcoin.encode(body)
    #expect(Base58Check.bitcoin.decode(text) == body)
    #expect(text.prefix(2) == Array("11".utf8).prefix(2))
    #expect(Base58Check.ripple.decode(text) == nil)
    #expect(Base58Check.bitcoin.decode(Array("0OIl".utf8)) == nil)
    #expect(Base58Check.bitcoin.decode([]) == nil)
    #expect(Base58Check.bitcoin.decode([UInt8](repeating: 0x31, count: 200)) == nil)
    for (form, start, count) in [
      ("xprv", "xprv", 111), ("wif", "5", 51), ("edsk", "edsk", 54), ("xrpseed", "sEd", 31),
    ] {
      let key = ExampleText.expanded("{\(form)}")
      #expect(key.hasPrefix(start) && key.utf8.count == count, "\(key)")
    }
  }

  /// The id and its account are published in AWS's description of the format.
  @Test func anAWSIdHoldsAnAccount() {
    #expect(TokenChecksum.awsAccount(Array("ASIAY34FZKBOKMUTVV7A".utf8)) == .open)
    guard case .doubtful = TokenChecksum.awsAccount(Array(("AKIA" + "7777777777777777").utf8)) else {
      Issue.record("an account above 10^12 passes")
      return
    }
  }

  @Test func encryptedKeysAreHarmless() {
    let body = ExampleText.expanded("{256 b64}")
    let encrypted =
      "-----BEGIN RSA PRIVATE"
      + " KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n\(body)\n-----END RSA PRIVATE"
      + " KEY-----"
    #expect(PrivateKey.verdict(on: Array(encrypted.utf8)) == .locked("it is encrypted with a passphrase"))
    let magic = Array("openssh-key-v1".utf8) + [0]
    let cipher = Array("aes256-ctr".utf8)
    let locked = Decode.encodeBase64(
      magic + [0, 0, 0, UInt8(cipher.count)] + cipher + [UInt8](repeating: 9, count: 60))
    let open = Decode.encodeBase64(
      magic + [0, 0, 0, 4] + Array("none".utf8) + [UInt8](repeating: 9, count: 60))
    func pem(_ body: String) -> [UInt8] {
      Array(
        ("-----BEGIN OPENSSH PRIVATE" + " KEY-----\n\(body)\n-----END OPENSSH PRIVATE" + " KEY-----").utf8)
    }
    #expect(PrivateKey.verdict(on: pem(locked)) == .locked("it is encrypted with a passphrase"))
    guard case .proven = PrivateKey.verdict(on: pem(open)) else {
      Issue.record("an open key is not proven")
      return
    }
  }

  @Test func aTokenThatEndedIsHarmless() {
    func token(_ claims: String) -> [UInt8] {
      let parts = [#"{"alg":"HS256"}"#, claims, "some signature of any length"]
      return Array(
        parts.map { Decode.encodeBase64(Array($0.utf8)).filter { $0 != "=" } }.joined(separator: ".").utf8)
    }
    #expect(JSONWebToken.verdict(on: token(#"{"exp":1000}"#), today: 2000) == .harmless("it has expired"))
    guard case .proven = JSONWebToken.verdict(on: token(#"{"exp":3000}"#), today: 2000) else {
      Issue.record("a token that holds is not proven")
      return
    }
    #expect(JSONWebToken.verdict(on: token("[1]"), today: nil) == .rejected)
  }

  @Test func hostileBytesAreNoHarm() {
    let inputs: [[UInt8]] = [
      [], [0], Array("eyJ.eyJ.".utf8), Array(repeating: UInt8(ascii: "{"), count: 100_000),
      Array("_______".utf8),
      Array("-----BEGIN PRIVATE KEY-----".utf8), Array(repeating: 0xFF, count: 300), Array("pypi-AgE".utf8),
      Array((Decode.encodeBase64(Array(String(repeating: "[", count: 5000).utf8)) + ".e.e").utf8),
    ]
    for check in SecretCheck.allCases {
      for input in inputs {
        if case .proven = check.verdict(on: input, today: 0) {
          Issue.record("\(check) proves \(input.prefix(20))")
        }
      }
    }
  }
}
