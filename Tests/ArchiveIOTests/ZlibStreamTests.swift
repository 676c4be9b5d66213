import Testing

@testable import ArchiveIO

@Suite struct ZlibStreamTests {
  /// "hello hello hello" as zlib compresses it.
  private let stream: [UInt8] = [
    0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00, 0x3a, 0x2e, 0x06, 0x7d,
  ]
  private let text = Array("hello hello hello".utf8)

  @Test func `a stream gives its bytes, and what follows is ignored`() throws {
    #expect(try ZlibStream.unpack(stream.span, limit: 17) == text)
    #expect(try ZlibStream.unpack((stream + [1, 2, 3]).span, limit: 100) == text)
  }

  @Test func `one byte above the limit is refused`() {
    let stream = stream
    #expect(throws: ArchiveError.limit(what: "what the zlib stream unpacks to", allowed: "16 bytes")) {
      try ZlibStream.unpack(stream.span, limit: 16)
    }
  }

  @Test func `a stream cut at any byte is refused`() {
    for count in stream.indices {
      let cut = Array(stream[..<count])
      let error = #expect(throws: ArchiveError.self) { try ZlibStream.unpack(cut.span, limit: 100) }
      #expect(error?.description.contains("truncated") == true)
    }
  }

  @Test func `a wrong checksum and other bytes are refused`() {
    var wrong = stream
    wrong[15] ^= 1
    for bytes in [wrong, Array("no zlib".utf8)] {
      guard
        case .damaged("zlib stream", _, _) = #expect(
          throws: ArchiveError.self, performing: { try ZlibStream.unpack(bytes.span, limit: 100) })
      else {
        Issue.record("another error")
        continue
      }
    }
  }
}
