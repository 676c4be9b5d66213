import ArchiveIO
import Testing

struct ContentHashTests {
  private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  private func hash(_ pieces: [ArraySlice<UInt8>]) -> UInt64 {
    var hash = ContentHash()
    var offset: Int64 = 0
    for piece in pieces {
      hash.update(piece.span, at: offset)
      offset += Int64(piece.count)
    }
    return hash.finish()
  }

  @Test(arguments: [1, 7, 31, 32, 33, 500, 1000])
  func howTheBytesAreCutDoesNotMatter(length: Int) {
    let pieces = stride(from: 0, to: bytes.count, by: length).map {
      bytes[$0..<min($0 + length, bytes.count)]
    }
    #expect(hash(pieces) == hash([bytes[...]]))
  }

  @Test(arguments: [0, 1, 31, 32, 500, 999])
  func oneOtherByteIsAnotherHash(place: Int) {
    var changed = bytes
    changed[place] ^= 1
    #expect(hash([changed[...]]) != hash([bytes[...]]))
  }

  @Test func lengthCounts() {
    let zeros = [UInt8](repeating: 0, count: 64)
    #expect(hash([zeros[..<63]]) != hash([zeros[...]]))
    #expect(hash([zeros[..<32]]) != hash([zeros[...]]))
  }

  @Test func aHoleIsNotWhatFollowsIt() {
    var hash = ContentHash()
    hash.update(bytes.span, at: 4096)
    #expect(hash.finish() != self.hash([bytes[...]]))
  }
}
