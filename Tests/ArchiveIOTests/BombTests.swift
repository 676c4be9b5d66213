import ArchiveIO
import TestSupport
import Testing

/// What unpacks to far more than it is stops at the limits.
@Suite struct BombTests {
  private static let bombs: [(form: String, bytes: [UInt8])] = [
    ("gzip", Packed.gzipZeros(4_000_000)),
    ("gzip members", (0..<40).flatMap { _ in Packed.gzipZeros(100_000) }),
    ("zstd", Packed.zstdZeros(blocks: 64)),
    ("zstd frames", (0..<64).flatMap { _ in Packed.zstdZeros(blocks: 1) }),
    ("xz streams", (0..<8).flatMap { _ in Packed.xzZeros }),
    ("bzip2 streams", (0..<8).flatMap { _ in Packed.bzip2Zeros }),
  ]

  @Test(arguments: 0..<6) func `the ratio is limited above its floor`(number: Int) {
    let (form, bytes) = Self.bombs[number]
    var limits = ReadLimits()
    limits.ratio = 50
    limits.ratioFloor = 1 << 20
    let (pass, _) = BlobPass.over(bytes, limits: limits)
    guard case .limit(let what, _) = pass.error else {
      Issue.record("\(form): \(String(describing: pass.error))")
      return
    }
    #expect(what == "the compression ratio")
    #expect(pass.diffID == nil)
    #expect(pass.unpackedSize <= 4 << 20, "\(form) stopped late")
    limits.ratioFloor = 1 << 30
    #expect(BlobPass.over(bytes, limits: limits).pass.error == nil, "below the floor the ratio is not asked")
  }

  @Test(arguments: 0..<6) func `the unpacked size is limited`(number: Int) {
    let (form, bytes) = Self.bombs[number]
    var limits = ReadLimits()
    limits.unpackedBytes = 2 << 20
    let (pass, _) = BlobPass.over(bytes, limits: limits)
    guard case .limit(let what, let allowed) = pass.error else {
      Issue.record("\(form): \(String(describing: pass.error))")
      return
    }
    #expect(what == "the unpacked size of one blob")
    #expect(allowed == "2097152 bytes (--limit unpacked-bytes)")
  }

  @Test func `what all blobs of an archive unpack to is limited together`() {
    var limits = ReadLimits()
    limits.totalUnpackedBytes = 9_000_000
    limits.unpacked = UnpackedTotal()
    let error = ArchiveError.limit(
      what: "the unpacked size of all layers", allowed: "9000000 bytes (--limit total-unpacked-bytes)")
    for (number, failure) in [nil, nil, error].enumerated() {
      #expect(!limits.areSpent)
      let (pass, _) = BlobPass.over(Packed.gzipZeros(4_000_000), limits: limits)
      #expect(pass.error == failure, "\(number)")
      #expect(pass.digest != nil, "what is stored is digested all the same")
    }
    #expect(limits.areSpent)
    limits.unpacked = UnpackedTotal()
    #expect(BlobPass.over(Packed.gzipZeros(4_000_000), limits: limits).pass.error == nil, "the next archive")
  }

  @Test func `an input has half of the time that is left, as others wait`() throws {
    let whole = Deadline(seconds: 1_000)
    #expect(!whole.half.isOver && whole.half != whole)
    #expect(Deadline(seconds: 0).half.isOver)
    let short = Deadline(seconds: 1, share: 0.2)
    let half = short.half
    while !half.isOver {}
    #expect(!short.isOver)
    #expect(throws: ArchiveError.self) { try half.check() }
  }

  @Test func `the number of members is limited, and those within it are read`() {
    let tar = TarWriter.tar((0..<100).map { TarWriter.Member("file-\($0)") })
    var limits = ReadLimits()
    limits.entries = 99
    let (pass, records) = BlobPass.over(tar, limits: limits)
    #expect(
      pass.walk.error == .limit(what: "the number of tar members", allowed: "99 (--limit archive-entries)"))
    #expect(records.count == 99)
    limits.entries = 100
    #expect(BlobPass.over(tar, limits: limits).pass.failure == nil)
  }

  @Test func `the bytes of names, link targets and attributes are limited`() {
    var limits = ReadLimits()
    limits.nameBytes = 10_000
    var link = TarWriter.Member("link", kind: .symbolicLink)
    link.link = [UInt8](repeating: 0x61, count: 9_000)
    var attribute = TarWriter.Member("file")
    attribute.attributes = [("user.note", [UInt8](repeating: 1, count: 9_000))]
    for member in [TarWriter.Member(String(repeating: "n", count: 9_000)), link, attribute] {
      let tar = TarWriter.tar([member, member])
      let (pass, records) = BlobPass.over(tar, limits: limits)
      guard case .limit("the length of all names", _) = pass.walk.error else {
        Issue.record("\(member.path.count) \(String(describing: pass.walk.error))")
        continue
      }
      #expect(records.count == 1)
      #expect(BlobPass.over(TarWriter.tar([member]), limits: limits).pass.failure == nil)
    }
  }

  private func sparse(_ names: [String], size: Int, map: String) -> [UInt8] {
    var writer = TarWriter()
    for name in names { writer.addSparse(name, size: size, content: "abcde", map: map) }
    return writer.finish()
  }

  @Test(arguments: ["599995,5", "0,5"])
  func `the holes that are filled in one layer are limited together, and its members are still read`(
    map: String
  ) {
    let tar = sparse(["a", "b", "c", "d"], size: 600_000, map: map)
    var limits = ReadLimits()
    limits.holeBytes = 1_300_000
    for bytes in [tar, Packed.gzip(tar)] {
      let (pass, records) = BlobPass.over(bytes, contentBytes: 1 << 20, limits: limits)
      #expect(pass.failure == nil)
      #expect(records.map(\.name) == ["a", "b", "c", "d"])
      #expect(records.map { $0.content?.count } == [600_000, 600_000] + (map == "0,5" ? [5, 5] : [0, 0]))
      #expect(records[0].content.map { Array($0.filter { $0 != 0 }) } == Array("abcde".utf8))
    }
  }

  @Test func `a hole of 60 GiB costs no time in a layer`() {
    let tar = sparse((0..<50).map { "a\($0)" }, size: 60 << 30, map: "64424509435,5")
    let start = ContinuousClock.now
    for bytes in [tar, Packed.gzip(tar)] {
      let (pass, records) = BlobPass.over(bytes, contentBytes: 1 << 30)
      #expect(pass.failure == nil)
      #expect(records.count == 50)
    }
    // Minutes if holes were filled; a part of it is spent on other threads.
    #expect(ContinuousClock.now - start < .seconds(120))
  }

  /// Holes cost their writer nothing: three members of 60 GiB ran for minutes where only each had a limit.
  @Test func `the holes of all members of an archive are limited together`() throws {
    var writer = TarWriter()
    for name in ["a", "b", "c"] { writer.addSparse(name, size: 600_000, content: "abcde") }
    let packed = ByteView(copying: Packed.gzip(writer.finish()))
    var limits = ReadLimits()
    limits.holeBytes = 1_300_000
    let stream = try ArchiveStream(packed, limits: limits)
    for size in [600_000, 600_000] {
      _ = try #require(try stream.next())
      #expect(try stream.content(limit: 1 << 20)?.count == size)
    }
    _ = try #require(try stream.next())
    #expect(
      throws: ArchiveError.limit(
        what: "the size of all holes in members", allowed: "1300000 bytes (--limit hole-bytes)")
    ) {
      try stream.content(limit: 1 << 20)
    }
  }
}
