import Digests
import Testing

/// The vectors are those of FIPS 180-4's examples and of RFC 4231.
@Suite struct MessageDigestTests {
  @Test(arguments: [
    (HashFunction.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha512, "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        + "454d4423643ce80e2a9ac94fa54ca49f"
    ),
  ]) func valuesAreThoseOfTheStandard(_ function: HashFunction, _ message: String, _ value: String) {
    let digest = MessageDigest(function)
    digest.update(message.utf8)
    #expect(Hexadecimal.text(digest.finish()) == value)
  }

  @Test func piecesGiveWhatTheWholeGives() {
    let message = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for length in [1, 63, 64, 65, 4_999] {
      let digest = MessageDigest(.sha256)
      for start in stride(from: 0, to: message.count, by: length) {
        digest.update(message[start..<min(start + length, message.count)])
      }
      #expect(digest.finish() == MessageDigest.sha256(message))
    }
  }

  @Test func aFinishedDigestStartsANewMessage() {
    let digest = MessageDigest(.sha256)
    digest.update("first".utf8)
    let first = digest.finish()
    digest.update("abc".utf8)
    #expect(digest.finish() == MessageDigest.sha256("abc".utf8))
    #expect(first != MessageDigest.sha256("abc".utf8))
  }

  @Test func authenticationCodesAreThoseOfTheStandard() {
    let code = MessageDigest.authenticationCode(
      of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(
      Hexadecimal.text(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func theFirstBytesAreANumberOfTheSameDigits() {
    #expect(MessageDigest.sha256Prefix("abc".utf8) == 0xBA78_16BF_8F01_CFEA)
  }
}
