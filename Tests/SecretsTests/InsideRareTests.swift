import ArchiveIO
import TestSupport
import Testing

@testable import Secrets

/// Forms of archives that are rare in images: each is searched, or said not to be.
@Suite struct InsideRareTests {
  private static let scanner = Result { try BuiltInScanner.get() }
  private static let text = Array("line one\nkey = \(Packed.tokenOfTars)\n".utf8)

  private static func cpio(_ form: CpioWriter.Form = .new, _ build: (inout CpioWriter) -> Void = { _ in })
    -> [UInt8]
  {
    var writer = CpioWriter(form)
    writer.add("etc", mode: 0o040755)
    writer.add("conf/link", Array("a.txt".utf8), mode: 0o120777)
    writer.add("conf/odd", Array("odd".utf8))
    build(&writer)
    return writer.bytes
  }

  private static let whole = cpio { $0.add("conf/a.txt", text) }

  /// The token in an archive, and the file in it that holds it.
  static let archives: [(title: String, bytes: [UInt8], member: String)] =
    [
      ("cpio", whole, "conf/a.txt"),
      ("cpio of POSIX", cpio(.old) { $0.add("conf/a.txt", text) }, "conf/a.txt"),
      ("cpio in gzip", Packed.gzip(whole), "conf/a.txt"),
      ("two cpios, the second packed", cpio() + Packed.gzip(whole), "conf/a.txt"),
      ("two cpios, neither packed", cpio() + whole, "conf/a.txt"),
      ("rpm", Packed.rpm(Packed.gzip(whole)), "conf/a.txt"),
      ("rpm of an unpacked cpio", Packed.rpm(whole), "conf/a.txt"),
      ("rpm in a tar", TarWriter.tar([file("a.rpm", Packed.rpm(Packed.gzip(whole)))]), "a.rpm/conf/a.txt"),
    ] + Packed.rareTars.map { ("tar, packed with \($0.form)", $0.bytes, "conf/a.txt") }

  private static func file(_ name: String, _ content: [UInt8]) -> TarWriter.Member {
    var member = TarWriter.Member(name)
    member.content = content
    return member
  }

  private func scan(_ bytes: [UInt8], path: String = "srv/a.bin", pieces: Int? = nil) throws -> FileSecrets {
    var scan = try FileScan(Self.scanner.get())
    guard let pieces else { return try scan.scan(bytes.span, path: path) }
    try scan.start(path: path)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
    }
    return try scan.finish()
  }

  @Test(arguments: archives.indices) func `the token is found`(number: Int) throws {
    let (title, bytes, member) = Self.archives[number]
    for pieces in [nil, 7, 600] {
      let found = try scan(bytes, pieces: pieces)
      #expect(found.matches.contains { $0.member == member }, "\(title): \(found)")
      #expect(found.losses.isEmpty && found.cuts.isEmpty, "\(title): \(found)")
    }
  }

  @Test func `what is not opened is said`() throws {
    let zeros = [UInt8](repeating: 0, count: 60)
    let cases: [(bytes: [UInt8], path: String, loss: String)] = [
      ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] + zeros, "a", "7z"),
      ([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 1, 0] + zeros, "a", "RAR"),
      ([0x89, 0x4c, 0x5a, 0x4f, 0, 0x0d, 0x0a, 0x1a, 0x0a] + zeros, "a", "lzop"),
      ([0x1f, 0x9d, 0x90] + zeros, "a", "compress(1)"),
      ([0x1f, 0x1e] + zeros, "a.z", "pack(1)"),
      ([0xc7, 0x71] + zeros, "a.cpio", "old binary form"),
      ([1, 0, 2] + zeros, "a.rpm", "by its name rpm package"),
      ([1, 0, 2] + zeros, "a.tar.Z", "by its name compress"),
      ([1, 0, 2] + zeros, "a.lzma", "by its name LZMA"),
      (Packed.rpm(Array("drpm".utf8)), "a.rpm", "a form that is not read"),
      (Array(Self.whole.prefix(300)), "a.cpio", "damaged"),
      (Array(Packed.rpm(Packed.gzip(Self.whole)).prefix(120)), "a.rpm", "damaged"),
      (Array(Packed.rareTars[0].bytes.prefix(100)), "a", "damaged"),
      (Array(Packed.rareTars[1].bytes.prefix(100)), "a", "damaged"),
    ]
    for (bytes, path, loss) in cases {
      for pieces in [nil, 100] {
        let found = try scan(bytes, path: path, pieces: pieces)
        #expect(found.losses.contains { $0.contains(loss) }, "\(path), \(loss): \(found.losses)")
      }
    }
  }

  @Test func `what only begins like one is none`() throws {
    let zeros = [UInt8](repeating: 0, count: 60)
    for (bytes, path) in [
      (Array("070701 was its number, and it is a text that goes on for some while".utf8), "a.txt"),
      (Array("] a text".utf8) + zeros, "a"), ([0x5d, 0, 0, 3, 7] + zeros, "a"),
      ([0x1f, 0x9d, 0xff] + zeros, "a"), ([1, 0, 2] + zeros, "music.z"),
    ] {
      #expect(try scan(bytes, path: path).losses.isEmpty, "\(path) \(bytes.prefix(8))")
    }
  }

  /// Whatever is damaged: no crash, no endless loop, and the same from memory and in pieces.
  @Test(arguments: ["cpio", "rpm", "lzma", "lzip"])
  func `damage at every byte ends well`(_ form: String) throws {
    let whole: [UInt8] =
      switch form {
      case "cpio": Self.whole
      case "rpm": Packed.rpm(Packed.gzip(Self.whole))
      default: try #require(Packed.rareTars.first { $0.form == form }).bytes
      }
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0x24
      for damaged in [Array(whole[..<place]), changed] {
        let found = try scan(damaged)
        if place % 5 == 0 { #expect(try scan(damaged, pieces: 97) == found) }
      }
    }
  }

  /// What a header says of a size costs nothing.
  @Test func `sizes that are none are damage`() throws {
    var large = Self.whole
    large.replaceSubrange(54..<62, with: Array("ffffffff".utf8))
    #expect(try scan(large).losses.contains { $0.contains("damaged") })
    var named = Self.whole
    named.replaceSubrange(94..<102, with: Array("7fffffff".utf8))
    #expect(try scan(named, path: "a.cpio").matches.allSatisfy { $0.member == nil })
    var rpm = Packed.rpm([])
    rpm.replaceSubrange(104..<108, with: [0xff, 0xff, 0xff, 0xff])
    #expect(try scan(rpm).losses.contains { $0.contains("larger than one can be") })
  }

  @Test func `the holes of a file in a tar cost nothing, and what stands between them is searched`() throws {
    var writer = TarWriter()
    for name in ["a", "b"] {
      let map =
        TarWriter.record("GNU.sparse.size", Array("\(60 << 30)".utf8))
        + TarWriter.record("GNU.sparse.name", Array(name.utf8))
        + TarWriter.record("GNU.sparse.map", Array("\(30 << 30),\(Self.text.count)".utf8))
      writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: map)
      writer.addRaw(Array("GNUSparseFile.0/\(name)".utf8), type: "0", content: Self.text)
    }
    let tar = writer.finish()
    let taken = try threadSeconds {
      for bytes in [tar, Packed.gzip(tar)] {
        let found = try scan(bytes)
        #expect(Set(found.matches.compactMap(\.member)) == ["a", "b"])
        #expect(found.losses.isEmpty)
      }
    }
    #expect(taken < 10)
  }

  @Test func `a damaged header and a name that is too long are said`() throws {
    var damaged = TarWriter()
    damaged.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: Array("12 path=of another length\n".utf8))
    damaged.addRaw(Array("a".utf8), type: "0", content: Self.text)
    let first = try scan(damaged.finish())
    #expect(first.losses.contains { $0.contains("malformed pax") })
    #expect(first.matches.contains { $0.member == "a" })
    var long = TarWriter()
    long.addRaw(
      Array("././@LongLink".utf8), type: "L", content: [UInt8](repeating: 0x61, count: 1_500_000) + [0])
    long.addRaw(Array("short".utf8), type: "0", content: Self.text)
    #expect(try scan(long.finish()).losses.contains { $0.contains("longer than the 1 MiB") })
  }

  @Test func `a zip whose directory lacks files is damaged`() throws {
    var zip = ZipWriter()
    zip.store("a.txt", Self.text)
    zip.store("b.txt", Self.text)
    var bytes = zip.bytes
    bytes[bytes.count - 12] = 3
    #expect(try scan(bytes).losses == ["it is damaged: its directory lacks 1 entry"])
  }

  // MARK: - Many bombs

  private func limited(_ change: (inout SecretLimits) -> Void) throws -> SecretScanner {
    var options = SecretScanner.Options()
    change(&options.limits)
    return try SecretScanner(types: Array(SecretType.patterns.prefix(3)), options: options)
  }

  @Test func `many small bombs together are cut and said, and the next portion is searched again`() throws {
    let scanner = try limited {
      $0.inside.portionUnpackedBytes = 2_500_000
      $0.inside.portionBytes = 100_000
    }
    let bomb = Packed.gzipZeros(1_000_000)
    var scan = try FileScan(scanner)
    let losses = try (0..<40).map { _ in try scan.scan(bomb.span, path: "srv/a.gz").losses }
    #expect(losses[..<2].allSatisfy { $0.isEmpty })
    #expect(
      losses[2...5].allSatisfy {
        $0.contains { $0.contains("beside it unpack to together exceeds the limit of 2500000") }
      })
    #expect(losses[6...].contains { $0.isEmpty }, "what is read of files starts the next portion")
    #expect(losses[6...].contains { !$0.isEmpty })
    scan.startPortion()
    #expect(try scan.scan(bomb.span, path: "srv/a.gz").losses.isEmpty)
  }

  @Test func `what is not told of an archive is counted`() throws {
    let members = (0..<30).map { Self.file("\($0).7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 0, 0]) }
    let losses = try scan(TarWriter.tar(members)).losses
    #expect(losses.count == 21)
    #expect(losses.last == "10 more parts of it were not searched")
  }
}
