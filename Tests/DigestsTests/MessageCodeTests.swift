import Digests
import Testing

@Suite struct MessageCodeTests {
  private let key = (0..<16).map { UInt8($0) }

  private func code(_ message: [UInt8], _ key: [UInt8]) throws -> [UInt8] {
    let code = try #require(MessageCode(key: key))
    let bytes = unsafe message.withUnsafeBytes { unsafe code.code(of: $0) }
    return try #require(bytes)
  }

  /// `openssl mac -cipher AES-128-GCM -macopt hexkey:000102... -macopt hexiv:696d67636865636b00000001 GMAC`
  @Test func `the code is that of another program`() throws {
    #expect(Hexadecimal.text(try code(Array("abc".utf8), key)) == "fecf965a68969388b0d6cfe8568f4eff")
  }

  @Test func `any other byte, length or key gives another code, and a state can be used again`() throws {
    let message = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let first = try code(message, key)
    for place in [0, 15, 16, 500, 999] {
      var other = message
      other[place] ^= 1
      #expect(try code(other, key) != first)
    }
    #expect(try code(message + [0], key) != first && code(Array(message.dropLast()), key) != first)
    #expect(try code(message, key.reversed()) != first)
    let state = try #require(MessageCode(key: key))
    for _ in 0..<2 {
      let again = unsafe message.withUnsafeBytes { unsafe state.code(of: $0) }
      #expect(again == first)
    }
    #expect(MessageCode(key: [1, 2]) == nil)
    #expect(try code([], key) != code([0], key))
  }
}
