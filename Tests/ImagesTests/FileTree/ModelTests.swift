import ArchiveIO
import Findings
import TestSupport
import Testing

@testable import Images

/// The tree is what a plain model makes of the same layers.
@Suite struct ModelTests {
  @Test(arguments: 0..<20) func `random layers make the tree that the model makes`(part: Int) throws {
    for seed in part * 50..<(part + 1) * 50 {
      let random = RandomLayers(seed: UInt64(seed))
      let image = try built(random.layers)
      #expect(image.modelOutline == random.model.outline, "seed \(seed)\n\(random.description)")
      try expectEveryEntryIsAccountedFor(image, "seed \(seed)\n\(random.description)")
    }
  }

  @Test func `the layers are not all alike: every kind of entry is in them, and much is hidden`() throws {
    var kinds: Set<TarEntryKind> = []
    var hidden = 0
    var shown = 0
    for seed in 0..<200 {
      let random = RandomLayers(seed: UInt64(seed))
      kinds.formUnion(random.layers.joined().map(\.kind))
      let image = try built(random.layers)
      hidden += image.tree.hidings.count
      shown += image.presentNodes.count
    }
    #expect(kinds == [.file, .directory, .symbolicLink, .hardLink])
    #expect(hidden > 500 && shown > 500)
  }

  private func built(_ layers: [[TarWriter.Member]]) throws -> ImageFacts {
    let archive = try LayoutBuilder(layers.map { LayoutBuilder.Layer($0) }).archive()
    return try #require(try ImageLoader().load(ByteView(copying: archive), source: "test").images.first)
  }

  /// Each entry is at its place, or something of the same or a later layer hides it.
  private func expectEveryEntryIsAccountedFor(_ image: ImageFacts, _ what: String) throws {
    #expect(image.tree.misplaced.isEmpty, "\(what)")
    for (layer, scan) in image.layers.map(\.scan).enumerated() {
      for index in scan.entries.indices {
        let id = EntryID(layer: layer, index: index)
        guard let node = image.tree.node(of: id) else {
          #expect(Whiteout(name: FileIndex.name(scan.path(index))) != nil, "\(what)")
          continue
        }
        if let hiding = image.tree.hiding(of: id) {
          #expect(id < hiding.by, "\(what)")
          #expect(hiding.cause == .replaced || layer < hiding.by.layer, "\(what)")
        } else {
          #expect(image.tree.entry(at: node) == id, "\(what)")
        }
      }
    }
  }
}
