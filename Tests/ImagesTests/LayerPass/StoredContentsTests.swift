import ArchiveIO
import Images
import TestSupport
import Testing

/// A layer that lies unpacked in memory is hashed file by file when somebody asks, one that is unpacked while it is
/// read is hashed as it comes by: both must say the same.
struct StoredContentsTests {
  @Test func hashesAreTheSameHoweverTheLayerWasRead() throws {
    let stored = try hashes(layer: layer())
    #expect(stored == (try hashes(layer: Packed.gzip(layer()))))
    #expect(stored.keys.sorted() == ["a", "b", "dir", "empty", "holes-1", "holes-2", "link", "other"])
  }

  @Test func equalContentsHaveEqualHashesAndOthersDoNot() throws {
    let hashes = try hashes(layer: layer())
    #expect(hashes["a"] == hashes["b"])
    #expect(hashes["a"] != hashes["other"])
    // The same bytes, with the holes elsewhere.
    #expect(hashes["holes-1"] != hashes["holes-2"])
    #expect([hashes["dir"], hashes["empty"], hashes["link"]] == [0, 0, 0])
  }

  @Test func aFileInWhichTheLayerEndsHasTheHashOfWhatIsThere() throws {
    let cut = Array(layer().prefix(1_200))
    let stored = try hashes(layer: cut)
    #expect(stored == (try hashes(layer: Packed.gzip(cut))))
    #expect(stored["a"] != 0)
  }

  @Test func contentsAreTheSameWhereTheirHashesAreWhereverTheyLie() throws {
    let scans = try [layer(), Packed.gzip(layer()), Array(layer().prefix(1_200))].map(scan)
    for (left, right) in scans.flatMap({ left in scans.map { (left, $0) } }) {
      for (index, entry) in left.entries.enumerated() where entry.kind == .file && entry.size > 0 {
        for (other, its) in right.entries.enumerated() where its.kind == .file && its.size == entry.size {
          #expect(
            left.hasContent(index, asIn: right, other)
              == (left.contentHash(index) == right.contentHash(other)))
        }
      }
    }
  }

  private func layer() -> [UInt8] {
    var writer = TarWriter()
    let text = String(repeating: "one ", count: 300)
    writer.add(.init("a", content: text))
    writer.add(.init("b", content: text))
    writer.add(.init("dir", kind: .directory))
    writer.add(.init("empty"))
    addSparse("holes-1", map: "4,3,12,2", to: &writer)
    addSparse("holes-2", map: "8,3,14,2", to: &writer)
    var link = TarWriter.Member("link", kind: .symbolicLink)
    link.link = Array("a".utf8)
    writer.add(link)
    writer.add(.init("other", content: String(repeating: "two ", count: 300)))
    return writer.finish()
  }

  private func addSparse(_ name: String, map: String, to writer: inout TarWriter) {
    let records =
      TarWriter.record("GNU.sparse.size", Array("20".utf8))
      + TarWriter.record("GNU.sparse.name", Array(name.utf8))
      + TarWriter.record("GNU.sparse.map", Array(map.utf8))
    writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: records)
    writer.addRaw(Array("GNUSparseFile.0/\(name)".utf8), type: "0", content: Array("abcde".utf8))
  }

  /// The content hashes of an image with this one layer, by path.
  private func hashes(layer: [UInt8]) throws -> [String: UInt64] {
    let scan = try scan(layer: layer)
    return Dictionary(
      uniqueKeysWithValues: scan.entries.indices.map {
        (String(decoding: scan.path($0), as: UTF8.self), scan.contentHash($0))
      })
  }

  private func scan(layer: [UInt8]) throws -> LayerScan {
    let manifest = #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#
    var member = TarWriter.Member("l.tar")
    member.content = layer
    let archive = TarWriter.tar([
      .init("manifest.json", content: manifest), .init("c.json", content: "{}"), member,
    ])
    let image = try #require(try ImageLoader().load(ByteView(copying: archive), source: "test").images.first)
    return try #require(image.layers.first).scan
  }
}
