import ArchiveIO
import Testing

struct ContentHashTests {
  /// More than one block.
  private let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  private func hash(_ pieces: [ArraySlice<UInt8>]) -> UInt64 {
    var hash = ContentHash()
    var offset: Int64 = 0
    for piece in pieces {
      hash.update(piece.span, at: offset)
      offset += Int64(piece.count)
    }
    return hash.finish()
  }

  @Test(arguments: [1, 7, 15, 16, 17, 500, 8_191, 8_192, 8_193, 10_000])
  func howTheBytesAreCutDoesNotMatter(length: Int) {
    let pieces = stride(from: 0, to: bytes.count, by: length).map {
      bytes[$0..<min($0 + length, bytes.count)]
    }
    #expect(hash(pieces) == hash([bytes[...]]))
  }

  @Test(arguments: [0, 1, 15, 16, 500, 8_191, 8_192, 9_999])
  func oneOtherByteIsAnotherHash(place: Int) {
    var changed = bytes
    changed[place] ^= 1
    #expect(hash([changed[...]]) != hash([bytes[...]]))
  }

  @Test func lengthCounts() {
    let zeros = [UInt8](repeating: 0, count: 64)
    #expect(hash([zeros[..<63]]) != hash([zeros[...]]))
    #expect(hash([zeros[..<32]]) != hash([zeros[...]]))
    #expect(hash([]) != hash([zeros[..<1]]))
  }

  @Test func aHoleIsNotWhatFollowsIt() {
    var hash = ContentHash()
    hash.update(bytes.span, at: 4096)
    #expect(hash.finish() != self.hash([bytes[...]]))
  }

  @Test func whereAHoleLiesCounts() {
    func hash(_ length: Int, _ offset: Int64) -> UInt64 {
      var hash = ContentHash()
      hash.update(bytes.span.extracting(first: length), at: 0)
      hash.update(bytes.span.extracting(droppingFirst: length), at: offset)
      return hash.finish()
    }
    #expect(hash(100, 20_000) == hash(100, 20_000))
    #expect(hash(100, 20_000) != hash(100, 20_001) && hash(100, 20_000) != hash(101, 20_001))
  }

  @Test func anotherFileStartsOver() {
    var hash = ContentHash()
    hash.update(bytes.span.extracting(first: 77), at: 0)
    hash.reset()
    hash.update(bytes.span, at: 0)
    #expect(hash.finish() == self.hash([bytes[...]]))
  }
}
