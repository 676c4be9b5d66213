import ArchiveIO
import TestSupport

extension Harness {
  static let archives = [
    Harness("tar", seeds: tarSeeds, run: tar),
    Harness("inside", seeds: insideSeeds, run: inside),
    Harness("zip-directory", seeds: { Seeds.damaged([zipSeed]) }, run: zipDirectory),
  ]

  /// A tar, walked with all that a visitor may ask for.
  private static func tar(_ bytes: [UInt8]) {
    var limits = ReadLimits()
    (limits.entries, limits.holeBytes) = (5_000, 1 << 20)
    var visitor = Entries()
    _ = TarWalk.over(ByteView(copying: bytes), limits: limits, visitor: &visitor).error?.description
  }

  private struct Entries: TarVisitor {
    private var bytes = 0

    mutating func visit(_ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute])
      -> ContentRequest
    {
      bytes += names[entry.path].count + names[entry.link].count
      var request = ContentRequest(inPlace: 64, gathered: 64)
      request.inPieces = bytes % 2 == 0
      return request
    }

    func reconsider(_ head: Span<UInt8>, of wanted: Int) -> Gathering {
      .start(WantedStart(count: wanted))
    }
    mutating func receive(_ content: Span<UInt8>) { bytes += content.count }
    mutating func contentStarts(at position: Int64) {}
    mutating func receive(piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece) {
      bytes += piece.count
    }
    mutating func endPieces() {}
  }

  private static func tarSeeds() throws -> [[UInt8]] {
    Seeds.damaged((0..<30).flatMap { RandomImage(seed: $0).layers.map { TarWriter.tar($0.members) } })
      + (try Seeds.some(6, of: TestData.archives.filter { $0.hasSuffix(".tar") }).map {
        try TestData.bytes("images/" + $0)
      })
  }

  /// The files inside an archive file are the same whether it lies in memory or comes in pieces.
  private static func inside(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let file = Array(bytes.dropFirst())
    var limits = InsideLimits()
    (limits.unpackedBytes, limits.members) = (4 << 20, 500)
    let whole = InsideRecord(file, limits: limits)
    let pieces = InsideRecord(file, limits: limits, inPiecesOf: Int(first) * 16 + 1)
    guard whole.lines == pieces.lines else {
      broken(
        "in memory:\n\(whole.lines.joined(separator: "\n"))\nin pieces:\n\(pieces.lines.joined(separator: "\n"))"
      )
    }
  }

  private static func insideSeeds() -> [[UInt8]] {
    var cpio = CpioWriter()
    cpio.add("etc/a", Array("hello\n".utf8))
    var old = CpioWriter(.old)
    old.add("etc/a", Array("hello\n".utf8))
    let tar = TarWriter.tar([TarWriter.Member("a/b", content: "hello"), TarWriter.Member("c.zip")])
    let debian =
      Array("!<arch>\n".utf8) + member("debian-binary", Array("2.0\n".utf8))
      + member("data.tar.xz", Packed.tars.first?.bytes ?? [])
    let all =
      [
        zipSeed, cpio.bytes, old.bytes, tar, Packed.gzip(tar), Packed.zstd(cpio.bytes),
        Packed.rpm(cpio.bytes), debian,
      ]
      + (Packed.hello + Packed.tars + Packed.rareTars).map(\.bytes)
    return Seeds.chosen([0, 255], Seeds.damaged(all))
  }

  /// One file of an `ar`.
  private static func member(_ name: String, _ content: [UInt8]) -> [UInt8] {
    func field(_ text: String, _ width: Int) -> [UInt8] {
      Array(text.utf8) + [UInt8](repeating: 0x20, count: max(0, width - text.utf8.count))
    }
    let header =
      field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("100644", 8)
      + field("\(content.count)", 10)
    return header + [0x60, 0x0A] + content + (content.count % 2 == 1 ? [0x0A] : [])
  }

  private static var zipSeed: [UInt8] {
    var inner = ZipWriter()
    inner.store("key.txt", Array("hello".utf8))
    var zip = ZipWriter()
    zip.store("a.txt", Array("hello".utf8))
    zip.deflate("b.zip", inner.bytes)
    return zip.bytes
  }

  private static func hasName(_ name: Span<UInt8>) -> Bool { !name.isEmpty }

  private static func zipDirectory(_ bytes: [UInt8]) {
    do throws(ArchiveError) {
      var left = 2_000
      try ZipDirectory(bytes.span).forEach(in: bytes.span, where: hasName) { _, found in
        left -= 1
        do throws(ArchiveError) {
          let entry = try found.get()
          if let stored = entry.stored { _ = bytes.span.extracting(stored).count }
        } catch {
          _ = error.description
        }
        return left > 0
      }
    } catch {
      _ = error.description
    }
  }
}
