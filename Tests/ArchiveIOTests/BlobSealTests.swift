import Foundation
import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct BlobSealTests {
  private let key = (0..<16).map { UInt8($0) }

  /// Codes of the chunks as they are read.
  private func codes(_ view: ByteView, _ seal: BlobSeal) -> [[UInt8]?] {
    (0..<BlobSeal.chunkCount(of: view.count)).map { seal.code(ofChunk: $0, of: view) }
  }

  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 11) }
  }

  /// A file below and one above the size from which it is read and not mapped; parts that begin anywhere; two chunks.
  @Test(arguments: [5_000, 3_000_001, BlobSeal.chunkLength + 70_001])
  func `what is read has the codes of what is mapped`(count: Int) throws {
    let scratch = try ScratchDirectory()
    let bytes = bytes(count)
    let mapped = try ByteStore(mapping: scratch.write(bytes, to: "blob")).view
    let seal = try #require(BlobSeal(key: key))
    for view in [mapped, mapped.slice(from: 1_234)] {
      let codes = codes(view, seal).compactMap(\.self)
      #expect(seal.seal(view) == BlobSeal.seal(codes, bytes: view.count))
      #expect(seal.seal(ByteView(copying: bytes[(count - view.count)...])) == seal.seal(view))
    }
  }

  @Test func `other bytes, another length and another key give another seal`() throws {
    let seal = try #require(BlobSeal(key: key))
    let bytes = bytes(40_000)
    let whole = seal.seal(ByteView(copying: bytes))
    for place in [0, 20_000, 39_999] {
      var other = bytes
      other[place] ^= 1
      #expect(seal.seal(ByteView(copying: other)) != whole)
    }
    #expect(seal.seal(ByteView(copying: bytes + [0])) != whole)
    #expect(try #require(BlobSeal(key: key.reversed())).seal(ByteView(copying: bytes)) != whole)
    #expect(BlobSeal(key: [1, 2]) == nil)
    #expect(seal.seal(ByteView(copying: [])) != nil)
  }

  @Test func `a file that became shorter has no code`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(bytes(3_000_000), to: "blob")
    let view = try ByteStore(mapping: path).view
    let seal = try #require(BlobSeal(key: key))
    #expect(codes(view, seal) != [nil])
    try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 2_999_999)
    #expect(codes(view, seal) == [nil])
  }

  @Test func `pages that were given back are read again`() throws {
    let scratch = try ScratchDirectory()
    let bytes = bytes(17 << 20)
    let mapped = try ByteStore(mapping: scratch.write(bytes, to: "blob")).view
    let part = mapped.slice(from: 1_234)
    let copy = ByteView(copying: bytes)
    // Another thread gives them back at any moment.
    for _ in 0..<5 {
      part.letGo()
      #expect(mapped.isEqual(to: copy) && part.isEqual(to: copy.slice(from: 1_234)))
    }
    #expect(!mapped.isCut)
    copy.letGo()
    #expect(copy.copy() == bytes)
  }
}
