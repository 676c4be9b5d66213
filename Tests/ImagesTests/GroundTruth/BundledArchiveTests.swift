import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// The archives in `testdata/images` are read as `expected.json` says.
@Suite struct BundledArchiveTests {
  @Test(arguments: ExpectedArchive.names) func `is read as expected`(name: String) throws {
    let expected = try #require(try ExpectedArchive.all()[name])
    let saved = try ImageLoader().load(TestData.path("images/\(name)"))
    #expect(saved.compression.rawValue == expected.compression)
    #expect(saved.incomplete == [])
    guard let images = expected.images else { return try expectRoot(saved, expected) }
    #expect(saved.format.rawValue == expected.format)
    #expect(saved.absentPlatforms == (expected.absent ?? []).compactMap(\.platform))
    try #require(saved.images.count == images.count)
    for (image, wanted) in zip(saved.images, images) {
      expectConfig(image, wanted)
      try expectLayers(image, wanted.layers)
      expectTree(image, wanted.finalTree)
      #expect(image.isComplete, "\(image.incomplete)")
      #expect(image.mismatches == [])
    }
  }

  @Test func `every archive of the folder has its expectation`() throws {
    let folder = TestData.path("images")
    let present = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.contains(".tar") || $0 == "skopeo-layout"
    }
    #expect(present.sorted() == ExpectedArchive.names)
  }

  private func expectRoot(_ saved: SavedImages, _ expected: ExpectedArchive) throws {
    #expect(saved.format == .rootFileSystem)
    let image = try #require(saved.images.first)
    #expect(image.layers.map(\.scan.entries.count) == [expected.entries])
    #expect(image.layers.map(\.status) == [.ok])
    #expect(image.incomplete.map(\.what) == ["image config"])
  }

  private func expectConfig(_ image: ImageFacts, _ wanted: ExpectedArchive.Image) {
    // containerd writes a bare tag beside the whole name; the expectation has whole names only.
    #expect(image.tags.filter { $0.contains(":") || wanted.tags.contains($0) } == wanted.tags)
    #expect(image.platform.description == wanted.platform)
    if let digest = wanted.manifestDigest { #expect(image.digest?.description == digest) }
    let execution = image.config.execution
    #expect(execution.user == wanted.user)
    #expect(execution.environment == wanted.environment)
    #expect(execution.labels == wanted.labels)
    #expect(execution.healthCheck?.test == wanted.healthcheck)
    // Before Docker 1.10 the history was spread over the layers; the expectation has none for it.
    if !wanted.history.isEmpty { #expect(image.config.history.map(\.createdBy) == wanted.history) }
  }

  private func expectLayers(_ image: ImageFacts, _ wanted: [ExpectedArchive.Layer]) throws {
    try #require(image.layers.count == wanted.count)
    for (layer, wanted) in zip(image.layers, wanted) {
      #expect(layer.status == .ok)
      let scan = layer.scan
      #expect(scan.diffID?.description == wanted.diffID)
      #expect(scan.digest?.description == wanted.digest)
      #expect(scan.compression.rawValue == wanted.compression)
      #expect(scan.size == wanted.size)
      #expect(scan.unpackedSize == wanted.uncompressedSize)
      #expect(scan.entries.count == wanted.entries)
      #expect(scan.whiteoutCounts.files == wanted.whiteouts)
      #expect(scan.whiteoutCounts.opaque == wanted.opaque)
    }
  }

  private func expectTree(_ image: ImageFacts, _ wanted: ExpectedArchive.Tree) {
    let counts = image.treeCounts
    // The expectation counts a hard link as the file that it is.
    #expect(counts.files + counts.hardLinks == wanted.files)
    #expect(counts.directories == wanted.directories)
    #expect(counts.symbolicLinks == wanted.symbolicLinks)
    #expect(counts.others == 0)
    #expect(counts.setUserID + counts.setGroupID == wanted.setID.count)
    #expect(image.shownPaths.sorted() == wanted.paths.sorted())
    #expect(
      image.shownPaths { $0.mode & 0o6000 != 0 && $0.kind != .directory }.sorted() == wanted.setID.sorted())
    let capable = image.presentNodes.filter { node in
      image.tree.content(at: node).map { !image.attributes($0).filter(\.isCapability).isEmpty } ?? false
    }
    #expect(capable.map { image.tree.path($0).shown }.sorted() == wanted.capabilities.sorted())
  }
}

extension TarAttribute {
  fileprivate var isCapability: Bool { name == "security.capability" }
}

extension ImageFacts {
  /// All paths of the final tree as they are shown.
  var shownPaths: [String] { presentNodes.map { tree.path($0).shown } }

  /// The paths of the final tree whose entries satisfy `isWanted`.
  func shownPaths(where isWanted: (TarEntry) -> Bool) -> [String] {
    presentNodes.filter { node in tree.entry(at: node).map { isWanted(entry($0)) } ?? false }.map {
      tree.path($0).shown
    }
  }
}
