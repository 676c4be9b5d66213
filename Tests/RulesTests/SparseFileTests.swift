import ArchiveIO
import Findings
import Images
import Policies
import Rules
import TestSupport
import Testing

/// What a sparse file costs is what its layer holds of it, and not its size.
struct SparseFileTests {
  @Test func copiesOfASparseFileAreAsLargeAsTheyAreStored() throws {
    #expect(try messages(stored: 1_200_000) == ["/b repeats the 1.2 MB of /a."])
    #expect(try messages(stored: 2_000) == [])
  }

  private func messages(stored: Int) throws -> [String] {
    var layer = TarWriter()
    let content = [UInt8](repeating: 7, count: stored)
    for name in ["a", "b"] {
      let records =
        TarWriter.record("GNU.sparse.size", Array("\(5 << 30)".utf8))
        + TarWriter.record("GNU.sparse.name", Array(name.utf8))
        + TarWriter.record("GNU.sparse.map", Array("0,\(stored)".utf8))
      layer.addRaw(Array("PaxHeaders/\(name)".utf8), type: "x", content: records)
      layer.addRaw(Array("GNUSparseFile.0/\(name)".utf8), type: "0", content: content)
    }
    let bytes = layer.finish()
    var writer = TarWriter()
    writer.add(.init("manifest.json", content: #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#))
    writer.add(.init("c.json", content: "{}"))
    var member = TarWriter.Member("l.tar")
    member.content = bytes
    writer.add(member)
    let image = try #require(
      try ImageLoader().load(ByteView(copying: writer.finish()), source: "test").images.first)
    let rule = try #require(Rule.all.first { $0.id == "image-duplicate-file" })
    guard case .image(let check) = rule.check else { return [] }
    return check(image, .standard).map(\.message)
  }
}
