import ArchiveIO
import Findings
import Images
import Secrets
import TestSupport
import Testing

/// Archives inside layers, through the whole loader: what could not be searched makes the answer incomplete, but not
/// where a package brought it so.
struct ArchivesInLayersTests {
  private static let scanner = Result { try BuiltInScanner.get() }
  private static let text = Array("first\nkey = \(Packed.tokenOfTars)\n".utf8)

  private func file(_ path: String, _ content: [UInt8]) -> TarWriter.Member {
    var member = TarWriter.Member(path)
    member.content = content
    return member
  }

  private func image(
    _ members: [TarWriter.Member], packing: ([UInt8]) -> [UInt8] = { $0 }
  ) throws -> ImageFacts {
    let archive = TarWriter.tar(try LayoutBuilder([.init(members, packing: packing)]).members)
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    return try #require(try loader.load(ByteView(copying: archive), source: "app").images.first)
  }

  private var cutBehindTheToken: [UInt8] {
    let tar = TarWriter.tar([file("a.txt", Self.text), file("b.txt", [UInt8](repeating: 0x41, count: 3000))])
    return Array(Packed.gzip(tar).prefix(2500))
  }

  /// Plain layers are searched where they lie, packed ones while they are unpacked.
  @Test(arguments: [false, true]) func whatIsCutIsFoundAndSaid(_ isPacked: Bool) throws {
    let image = try image(
      [file("srv/backup.tgz", cutBehindTheToken)], packing: { isPacked ? Packed.gzip($0) : $0 })
    let occurrence = try #require(image.secrets.byType["gitlab-personal-token"]?.first)
    #expect(([occurrence.spot] + occurrence.others).contains { $0.match.member == "a.txt" })
    #expect(!image.isComplete)
    let said = try #require(image.incomplete.first { $0.what == "secrets in /srv/backup.tgz" })
    #expect(said.why.contains("truncated"), "\(said)")
    #expect(image.secrets.cuts.isEmpty)
  }

  /// A file that comes in several pieces takes another way than one that comes whole.
  @Test func aLargeArchiveInAPackedLayerIsReadInPieces() throws {
    let large = TarWriter.tar([
      file("filler", [UInt8](repeating: 0x42, count: 3 << 20)), file("a.txt", Self.text),
    ])
    let image = try image([file("srv/all.tgz", Packed.gzip(large))], packing: Packed.gzip)
    let occurrence = try #require(image.secrets.byType["gitlab-personal-token"]?.first)
    #expect(([occurrence.spot] + occurrence.others).contains { $0.match.member == "a.txt" })
    #expect(image.isComplete, "\(image.incomplete)")
  }

  @Test func damageThatAPackageShippedIsANote() throws {
    let image = try image([
      file("usr/local/lib/node_modules/tar/test/fixtures/bad.tgz", cutBehindTheToken)
    ])
    #expect(image.isComplete, "\(image.incomplete)")
    #expect(image.secrets.cuts.contains { $0.contains("bad.tgz") && $0.contains("truncated") })
  }

  @Test func wholeArchivesSayNothing() throws {
    var zip = ZipWriter()
    zip.deflate("in/b.tgz", Packed.gzip(TarWriter.tar([file("a.txt", Array("nothing".utf8))])))
    let image = try image([
      file("srv/a.zip", zip.bytes), file("usr/share/man/man1/x.1.gz", Packed.gzip(Array("text".utf8))),
      file("srv/fake.tar.gz", Array("<html>not found</html>".utf8)),
    ])
    #expect(image.isComplete, "\(image.incomplete)")
    #expect(image.secrets.cuts.isEmpty)
  }
}
