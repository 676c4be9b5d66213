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

  @Test(arguments: Form.allCases)
  func wasteIsWhatALayerHoldsOfAFile(_ form: Form) throws {
    let image = try image(hiding: form, stored: 1_200_000)
    #expect((1_200_000..<1_205_000).contains(image.waste.wasted))
    #expect(image.waste.layers[0].total == image.waste.wasted)
    #expect(image.waste.groups.map(\.bytes) == [image.waste.wasted])
    #expect(
      try messages("image-wasted-space", image).first?.hasPrefix("Later layers hide 1.2 MB of 3.2 MB") == true
    )
    #expect(try messages("image-wasted-space", self.image(hiding: form, stored: 2_000)) == [])
  }

  @Test(arguments: Form.allCases)
  func theFinalTreeIsAsLargeAsItIsStored(_ form: Form) throws {
    var layer = TarWriter()
    layer.add(.init("data", kind: .directory))
    form.add("data/disk.img", [UInt8](repeating: 7, count: 60_000), to: &layer)
    let image = try image([layer.finish()])
    #expect((60_000..<65_000).contains(image.treeCounts.bytes))
    #expect(image.largestDirectories().map(\.bytes) == [image.treeCounts.bytes])
    let node = try #require(image.tree.node(at: "/data"))
    #expect(image.shares(below: node).map(\.bytes) == [image.treeCounts.bytes])
    #expect(image.file(at: "/data/disk.img")?.storedSize == image.treeCounts.bytes)
  }

  /// The formats of sparse files that tars have.
  enum Form: CaseIterable {
    case old, pax, mapped

    /// Adds a file of 5 GiB that ends in `content`.
    func add(_ path: String, _ content: [UInt8], to writer: inout TarWriter) {
      let size = 5 << 30
      switch self {
      case .old: writer.addOldSparse(path, size: size, content: content)
      case .pax: writer.addSparse(path, size: size, content: String(decoding: content, as: UTF8.self))
      case .mapped: writer.addMappedSparse(path, size: size, content: content)
      }
    }
  }

  /// A sparse file below a layer that deletes it and brings 2 MB.
  private func image(hiding form: Form, stored: Int) throws -> ImageFacts {
    var lower = TarWriter()
    form.add("disk.img", [UInt8](repeating: 7, count: stored), to: &lower)
    var upper = TarWriter()
    upper.add(.init(".wh.disk.img"))
    upper.add(.init("server", content: String(repeating: "x", count: 2_000_000)))
    return try image([lower.finish(), upper.finish()])
  }

  private func image(_ layers: [[UInt8]]) throws -> ImageFacts {
    var writer = TarWriter()
    let names = layers.indices.map { "\"l\($0).tar\"" }.joined(separator: ",")
    writer.add(.init("manifest.json", content: #"[{"Config":"c.json","RepoTags":[],"Layers":[\#(names)]}]"#))
    writer.add(.init("c.json", content: "{}"))
    for (number, bytes) in layers.enumerated() {
      var member = TarWriter.Member("l\(number).tar")
      member.content = bytes
      writer.add(member)
    }
    return try #require(
      try ImageLoader().load(ByteView(copying: writer.finish()), source: "test").images.first)
  }

  private func messages(stored: Int) throws -> [String] {
    var layer = TarWriter()
    let content = [UInt8](repeating: 7, count: stored)
    for name in ["a", "b"] {
      layer.addSparse(
        name, size: 5 << 30, content: String(decoding: content, as: UTF8.self), map: "0,\(stored)")
    }
    return try messages("image-duplicate-file", image([layer.finish()]))
  }

  private func messages(_ id: String, _ image: ImageFacts) throws -> [String] {
    let rule = try #require(Rule.all.first { $0.id == id })
    guard case .image(let check) = rule.check else { return [] }
    return check(image, .standard).map(\.message)
  }
}
