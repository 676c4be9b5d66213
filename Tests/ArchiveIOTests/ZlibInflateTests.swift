import Testing

@testable import ArchiveIO

@Suite struct ZlibInflateTests {
  /// "hello hello hello" as zlib compresses it.
  private let stream: [UInt8] = [
    0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00, 0x3a, 0x2e, 0x06, 0x7d,
  ]
  private let text = Array("hello hello hello".utf8)

  @Test func `a stream gives its bytes, and what follows is ignored`() throws {
    #expect(try ZlibInflate.inflate(stream.span, limit: 17) == text)
    #expect(try ZlibInflate.inflate((stream + [1, 2, 3]).span, limit: 100) == text)
  }

  @Test func `one byte above the limit is refused`() {
    let stream = stream
    #expect(throws: ZlibInflate.Failure.tooLarge(limit: 16)) {
      try ZlibInflate.inflate(stream.span, limit: 16)
    }
  }

  @Test func `a stream cut at any byte is refused`() {
    for count in stream.indices {
      let cut = Array(stream[..<count])
      #expect(throws: ZlibInflate.Failure.truncated) { try ZlibInflate.inflate(cut.span, limit: 100) }
    }
  }

  @Test func `a wrong checksum and other bytes are refused`() {
    var wrong = stream
    wrong[15] ^= 1
    #expect(throws: ZlibInflate.Failure.damaged(code: -3)) { try ZlibInflate.inflate(wrong.span, limit: 100) }
    let other = Array("no zlib".utf8)
    #expect(throws: ZlibInflate.Failure.damaged(code: -3)) { try ZlibInflate.inflate(other.span, limit: 100) }
  }
}
