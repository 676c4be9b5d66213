import ArchiveIO
import Foundation
import TestSupport
import Testing

/// What tars hold, in all the dialects in which it is written.
@Suite struct TarReadingTests {
  private func records(_ tar: [UInt8], contentBytes: Int = 1_000) throws -> [EntryRecorder.Record] {
    let (pass, records) = BlobPass.over(tar, contentBytes: contentBytes)
    #expect(pass.failure == nil)
    return records
  }

  /// The only entry of a tar.
  private func entry(_ write: (inout TarWriter) -> Void) throws -> EntryRecorder.Record {
    var writer = TarWriter()
    write(&writer)
    let all = try records(writer.finish())
    #expect(all.count == 1)
    return try #require(all.first)
  }

  @Test func `every kind of member is told apart`() throws {
    let kinds: [TarEntryKind] = [
      .file, .directory, .symbolicLink, .hardLink, .characterDevice, .blockDevice, .fifo,
    ]
    let members = kinds.map { kind in
      var member = TarWriter.Member("m\(kind)", kind: kind)
      if kind == .symbolicLink || kind == .hardLink { member.link = Array("mfile".utf8) }
      return member
    }
    let all = try records(TarWriter.tar(members))
    #expect(all.map(\.entry.kind) == kinds)
    #expect(all.map(\.target) == ["", "", "mfile", "mfile", "", "", ""])
  }

  @Test func `modes, owners and the place of the header are kept`() throws {
    var first = TarWriter.Member("first", content: "x")
    (first.mode, first.uid, first.gid, first.modified) = (0o6755, 1_000, 2_000_000, 1_700_000_000)
    let all = try records(TarWriter.tar([first, TarWriter.Member("second")]))
    #expect(all[0].entry.mode == 0o6755)
    #expect(all[0].entry.uid == 1_000)
    #expect(all[0].entry.gid == 2_000_000)
    #expect(all.map(\.entry.offset) == [0, 1_024])
    #expect(all[0].entry.modified == 1_700_000_000)
  }

  @Test(arguments: [99, 100, 101, 255, 256, 4_096, 65_536])
  func `long names are whole in PAX and GNU form`(length: Int) throws {
    let name = Array(String(repeating: "directory/", count: length / 10 + 1).utf8.prefix(length - 1)) + [0x7a]
    var member = TarWriter.Member("")
    member.path = name
    #expect(try records(TarWriter.tar([member])).map(\.path) == [name])
    let gnu = try entry { writer in
      writer.addRaw(Array("././@LongLink".utf8), type: "L", content: name + [0])
      writer.addRaw(Array(name.prefix(100)), type: "0")
    }
    #expect(gnu.path == name)
  }

  @Test func `long link targets are whole in PAX and GNU form`() throws {
    let target = Array(String(repeating: "t/", count: 400).utf8) + [0x7a]
    var member = TarWriter.Member("link", kind: .symbolicLink)
    member.link = target
    #expect(try records(TarWriter.tar([member])).map(\.link) == [target])
    let gnu = try entry { writer in
      writer.addRaw(Array("././@LongLink".utf8), type: "K", content: target + [0])
      writer.addRaw(Array("link".utf8), type: "2", link: Array(target.prefix(100)))
    }
    #expect(gnu.link == target)
  }

  @Test func `a size in base 256 is read`() throws {
    let content = Array("seven b".utf8)
    let record = try entry { writer in
      writer.addRaw(
        Array("file".utf8), type: "0", content: content,
        sizeField: [0x80] + [UInt8](repeating: 0, count: 10) + [7])
    }
    #expect(record.entry.size == 7)
    #expect(record.content == content)
  }

  @Test(arguments: [
    Int64.max, Int64.max - 1, Int64.max - 511, Int64.max - 600, Int64(1) << 62, Int64(1) << 40,
  ])
  func `a size beyond the end is damage and no crash`(size: Int64) {
    var writer = TarWriter()
    let field = [0x80, 0, 0, 0] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
    writer.addRaw(Array("file".utf8), type: "0", content: Array("x".utf8), sizeField: field)
    let tar = writer.finish()
    let (pass, _) = BlobPass.over(tar, contentBytes: 10)
    #expect(pass.failure != nil)
    let index = TarIndex(ByteView(copying: tar), limits: ReadLimits())
    #expect(index.error != nil)
    #expect(index.members.allSatisfy { $0.content.count <= tar.count })
  }

  @Test func `a negative size is damage`() {
    var writer = TarWriter()
    writer.addRaw(Array("file".utf8), type: "0", sizeField: [UInt8](repeating: 0xff, count: 12))
    #expect(BlobPass.over(writer.finish()).pass.failure != nil)
  }

  @Test func `the holes of a sparse file are zeros`() throws {
    let record = try entry { writer in
      let map =
        TarWriter.record("GNU.sparse.size", Array("20".utf8))
        + TarWriter.record("GNU.sparse.name", Array("real-name".utf8))
        + TarWriter.record("GNU.sparse.map", Array("4,3,12,2".utf8))
      writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: map)
      writer.addRaw(Array("GNUSparseFile.0/x".utf8), type: "0", content: Array("abcde".utf8))
    }
    #expect(record.name == "real-name")
    #expect(record.entry.size == 20)
    let content: [UInt8] = [0, 0, 0, 0] + Array("abc".utf8) + [0, 0, 0, 0, 0] + Array("de".utf8)
    #expect(
      record.content.map { $0 + [UInt8](repeating: 0, count: 20 - $0.count) } == content + [0, 0, 0, 0, 0, 0])
  }

  @Test func `names that are no UTF-8 are kept as bytes`() throws {
    for name: [UInt8] in [[0xff, 0xfe], [0x61, 0xc3], Array("caf".utf8) + [0xe9], [0xc0, 0x80, 0x62]] {
      #expect(try entry { $0.addRaw(name, type: "0") }.path == name)
    }
    let long = [UInt8](repeating: 0xe9, count: 150)
    let gnu = try entry { writer in
      writer.addRaw(Array("././@LongLink".utf8), type: "L", content: long + [0])
      writer.addRaw(Array(long.prefix(100)), type: "0")
    }
    #expect(gnu.path == long)
  }

  @Test func `a name that is no UTF-8 is no lack of memory, whatever failed before`() throws {
    var member = TarWriter.Member("")
    member.path = [UInt8](repeating: 0x61, count: 120) + [0xff]
    let tar = TarWriter.tar([member])
    errno = ENOMEM
    let names = try records(tar).map(\.path)
    #expect(names.count == 1)
  }

  @Test func `PAX names that are no UTF-8 do not become one`() throws {
    var (first, second) = (TarWriter.Member(""), TarWriter.Member(""))
    first.path = [UInt8](repeating: 0x61, count: 120) + [0xff]
    second.path = [UInt8](repeating: 0x61, count: 120) + [0xfe]
    let names = try records(TarWriter.tar([first, second])).map(\.path)
    #expect(names.count == 2)
    #expect(Set(names).count == 2, "\(names.map { $0.suffix(4) })")
  }

  @Test func `extended attributes are kept, capabilities too`() throws {
    var member = TarWriter.Member("ping")
    let capability: [UInt8] = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    member.attributes = [("security.capability", capability), ("user.empty", [])]
    let attributes = try records(TarWriter.tar([member]))[0].attributes
    #expect(attributes.first { $0.name == "security.capability" }?.value == capability)
  }

  @Test(arguments: [
    ("/etc/passwd", "etc/passwd"), ("./etc/passwd", "etc/passwd"), ("//etc///passwd", "etc/passwd"),
    ("etc/./passwd", "etc/passwd"), (".", ""), ("./", ""), ("/", ""), ("a/../b", "b"), ("a/b/../../c", "c"),
    ("../x", "x"), ("a/../../x", "x"), ("/../..", ""), ("..", ""), ("a/..", ""), ("...", "..."),
    ("..a", "..a"),
  ])
  func `names are normalised as container engines do`(name: String, path: String) throws {
    #expect(try entry { $0.addRaw(Array(name.utf8), type: "0") }.name == path)
  }

  @Test func `the target of a symbolic link stays as written, that of a hard link is a path`() throws {
    var symbolic = TarWriter.Member("s", kind: .symbolicLink)
    symbolic.link = Array("/../a//b/".utf8)
    var hard = TarWriter.Member("h", kind: .hardLink)
    hard.link = Array("/../a//b/".utf8)
    #expect(try records(TarWriter.tar([symbolic, hard])).map(\.target) == ["/../a//b/", "a/b"])
  }

  @Test func `an empty tar has no members`() throws {
    #expect(try records([UInt8](repeating: 0, count: 1_024)).isEmpty)
    #expect(try records([UInt8](repeating: 0, count: 10_240)).isEmpty)
  }

  @Test func `what is no tar is not recognised`() {
    for bytes: [UInt8] in [
      Array("no tar".utf8), [UInt8](repeating: 0x41, count: 2_000), Array("PK\u{3}\u{4}".utf8),
    ] {
      guard case .unrecognized = BlobPass.over(bytes).pass.walk.error else {
        Issue.record("\(String(describing: BlobPass.over(bytes).pass.walk.error))")
        continue
      }
    }
  }

  @Test func `a tar cut anywhere is damaged, and the members before are read`() {
    let members = (0..<4).map { TarWriter.Member("file-\($0)", content: String(repeating: "x", count: 700)) }
    let tar = TarWriter.tar(members)
    for count in stride(from: 600, to: tar.count - 1_024, by: 97) {
      let (pass, records) = BlobPass.over(Array(tar[..<count]))
      let isWhole = count % 1_536 == 0
      #expect((pass.failure == nil) == isWhole, "cut after \(count)")
      #expect(records.count >= count / 1_536)
    }
  }

  @Test func `a broken header ends the walk with its place, and the members before are read`() {
    var tar = TarWriter.tar((0..<3).map { TarWriter.Member("file-\($0)", content: "x") })
    tar[2_048 + 150] ^= 1
    let (pass, records) = BlobPass.over(tar)
    #expect(records.map(\.name) == ["file-0", "file-1"])
    guard case .damaged("tar", let offset, _) = pass.walk.error else {
      Issue.record("\(String(describing: pass.walk.error))")
      return
    }
    #expect((2_048...2_560).contains(offset))
  }

  @Test func `a special header that claims to be huge is refused`() {
    var writer = TarWriter()
    writer.addRaw(
      Array("PaxHeaders/x".utf8), type: "x", content: [1],
      sizeField: [0x80, 0, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff])
    #expect(BlobPass.over(writer.finish()).pass.failure != nil)
  }
}
