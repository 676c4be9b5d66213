import ArchiveIO
import TestSupport
import Testing

/// How blobs are unpacked, whatever packs them.
@Suite struct CodecTests {
  private static let small = ["a.txt", "b/c.txt"].map { TarWriter.Member($0, content: "content of \($0)") }
  private let tar = TarWriter.tar(small)

  private func expectWhole(_ packed: [UInt8], as form: Compression) {
    let (pass, records) = BlobPass.over(packed, contentBytes: 100)
    #expect(pass.failure == nil)
    #expect(pass.compression == form)
    #expect(pass.diffID == Digest.of(ByteView(copying: tar)))
    #expect(pass.digest == Digest.of(ByteView(copying: packed)))
    #expect(pass.unpackedSize == Int64(tar.count))
    #expect(pass.size == Int64(packed.count))
    #expect(records.map(\.name) == ["a.txt", "b/c.txt"])
    #expect(records.first?.content == Array("content of a.txt".utf8))
  }

  @Test func `plain, gzip and zstd blobs give the tar in them`() {
    expectWhole(tar, as: .none)
    expectWhole(Packed.gzip(tar), as: .gzip)
    expectWhole(Packed.zstd(tar), as: .zstd)
  }

  @Test(arguments: 0..<5) func `what the tools pack is unpacked`(number: Int) {
    let (form, packed) = Packed.hello[number]
    let (pass, _) = BlobPass.over(packed)
    #expect(pass.compression.rawValue == form)
    #expect(pass.error == nil)
    #expect(pass.diffID == Digest.of(ByteView(copying: Array("hello hello hello".utf8))))
  }

  @Test(arguments: [1, 2, 7, 511, 512, 513, 1000, 3000])
  func `several gzip members and several zstd frames are one stream`(cut: Int) {
    let (first, second) = (Array(tar[..<cut]), Array(tar[cut...]))
    expectWhole(Packed.gzip(first) + Packed.gzip([]) + Packed.gzip(second), as: .gzip)
    expectWhole(Packed.zstd(first) + Packed.zstd([]) + Packed.zstd(second), as: .zstd)
  }

  @Test func `skippable zstd frames hold nothing, wherever they stand`() {
    let skippable = Packed.zstdSkippable(Array("a table of contents".utf8))
    expectWhole(skippable + Packed.zstd(tar), as: .zstd)
    expectWhole(Packed.zstd(tar) + skippable + Packed.zstdSkippable([]), as: .zstd)
  }

  @Test func `zeros may follow a gzip stream, other bytes may not`() {
    expectWhole(Packed.gzip(tar) + [UInt8](repeating: 0, count: 3_000), as: .gzip)
    for garbage: [UInt8] in [[1], [0, 0, 7], Array("PK".utf8), [UInt8](repeating: 0xff, count: 5_000)] {
      let (pass, records) = BlobPass.over(Packed.gzip(tar) + garbage)
      guard case .damaged("gzip", let offset, _) = pass.error else {
        Issue.record("\(garbage.prefix(3)): \(String(describing: pass.error))")
        continue
      }
      #expect(offset >= Int64(Packed.gzip(tar).count))
      #expect(records.count == 2, "what came before is read")
      #expect(pass.diffID == nil)
    }
  }

  @Test func `a wrong checksum or length of gzip is damage, and what was unpacked is read`() {
    let packed = Packed.gzip(tar)
    for place in 1...8 {
      var wrong = packed
      wrong[packed.count - place] ^= 0x10
      let (pass, records) = BlobPass.over(wrong)
      guard case .damaged("gzip", _, _) = pass.error else {
        Issue.record("\(place) bytes before the end: \(String(describing: pass.error))")
        continue
      }
      #expect(pass.diffID == nil)
      #expect(records.count == 2)
    }
  }

  @Test(arguments: ["gz", "zst", "xz", "bz2", "lz4"])
  func `a packed archive cut at any byte is damaged`(suffix: String) throws {
    let packed = try TestData.bytes("images/skopeo-docker.tar.\(suffix)")
    let (whole, _) = BlobPass.over(packed)
    #expect(whole.failure == nil)
    let step = max(1, packed.count / 400)
    var most = 0
    for count in Array(stride(from: 6, to: packed.count, by: step)) + [packed.count - 1] {
      let (pass, records) = BlobPass.over(Array(packed[..<count]))
      #expect(pass.error != nil, "cut after \(count) of \(packed.count) bytes")
      #expect(pass.diffID == nil)
      most = max(most, records.count)
    }
    #expect(most > 0, "what comes before the cut is read")
  }

  @Test(arguments: ["zst", "xz", "bz2"])
  func `bytes after a packed stream are damage`(suffix: String) throws {
    let packed = try TestData.bytes("images/skopeo-docker.tar.\(suffix)")
    let (pass, _) = BlobPass.over(packed + Array("and more".utf8))
    #expect(pass.error != nil)
  }

  @Test(arguments: ["gz", "zst", "xz", "bz2", "lz4"])
  func `a changed byte is damage or a change of the digest`(suffix: String) throws {
    let packed = try TestData.bytes("images/skopeo-docker.tar.\(suffix)")
    let (whole, _) = BlobPass.over(packed)
    for place in stride(from: 0, to: packed.count, by: max(1, packed.count / 200)) {
      var changed = packed
      changed[place] ^= 0x24
      let (pass, _) = BlobPass.over(changed)
      #expect(pass.digest != whole.digest)
      if pass.failure == nil, pass.compression == whole.compression, pass.diffID != whole.diffID {
        // Only where the form has no checksum, or none over this byte.
        #expect(suffix == "zst", "byte \(place)")
      }
    }
  }

  @Test func `a form is known by its first bytes alone`() {
    #expect(Compression(firstBytes: [0x1f, 0x8b]) == .gzip)
    #expect(Compression(firstBytes: [0x1f]) == .none)
    #expect(Compression(firstBytes: [0x28, 0xb5, 0x2f, 0xfd]) == .zstd)
    #expect(Compression(firstBytes: [0x5f, 0x2a, 0x4d, 0x18, 0, 0]) == .zstd)
    #expect(Compression(firstBytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) == .xz)
    #expect(Compression(firstBytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x01]) == .none)
    #expect(Compression(firstBytes: Array("BZh9".utf8)) == .bzip2)
    #expect(Compression(firstBytes: Array("BZh0".utf8)) == .none)
    #expect(Compression(firstBytes: Array("BZh".utf8)) == .none)
    #expect(Compression(firstBytes: [0x04, 0x22, 0x4d, 0x18]) == .lz4)
    #expect(Compression(firstBytes: [0x02, 0x21, 0x4c, 0x18]) == .lz4)
    #expect(Compression(firstBytes: [0x04, 0x22, 0x4d]) == .none)
    #expect(Compression(firstBytes: []) == .none)
  }

  @Test func `no bytes at all are a layer that changes nothing, packed or not`() {
    for packed in [[], Packed.gzip([]), Packed.zstd([])] {
      let (pass, records) = BlobPass.over(packed)
      #expect(pass.failure == nil)
      #expect(records.isEmpty)
      #expect(pass.unpackedSize == 0)
      #expect(pass.diffID == Digest.of(ByteView(copying: [])))
    }
  }

  @Test func `only one level is unpacked`() {
    let (pass, _) = BlobPass.over(Packed.gzip(Packed.gzip(tar)))
    guard case .unrecognized = pass.walk.error else {
      Issue.record("\(String(describing: pass.walk.error))")
      return
    }
    #expect(pass.diffID == Digest.of(ByteView(copying: Packed.gzip(tar))))
  }
}
