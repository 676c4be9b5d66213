import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// Archives of real projects with ground truth, where they are at hand.
struct SharedArchive: Decodable, Sendable {
  struct Image: Decodable, Sendable {
    struct Config: Decodable, Sendable { let user: String? }

    struct Layer: Decodable, Sendable {
      let status: String
      let compression: String?
      let diffId: String?
      let entries: Int?
      let storedBytes: Int64?
      let uncompressedBytes: Int64?
    }

    let kind: String
    let tags: [String]
    let config: Config?
    let os: String?
    let architecture: String?
    let layers: [Layer]
    let diffIdsMatch: Bool?
    let whiteouts: Int
    let whiteoutsOpaque: Int
    let finalFiles: Int
    let finalDirs: Int
    let finalSymlinks: Int
    let finalHardlinks: Int
    let finalOther: Int
    let finalSetuid: Int
    let finalSetgid: Int
    let finalFileBytes: Int64
  }

  let format: String
  let outerCompression: String
  let valid: Bool
  let complete: Bool
  let images: [Image]

  static func all() throws -> [String: SharedArchive] {
    guard let folder = TestData.shared else { return [:] }
    let truth = folder.appending(path: "images/groundtruth.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([String: SharedArchive].self, from: Data(contentsOf: truth))
  }

  static let truth: [String: SharedArchive] = {
    do {
      return try all()
    } catch {
      Issue.record(error)
      return [:]
    }
  }()

  static func names(valid: Bool) -> [String] { truth.filter { $0.value.valid == valid }.keys.sorted() }

  static func path(_ name: String) throws -> String {
    try #require(TestData.shared).appending(path: "images/\(name)").path
  }
}

@Suite(.enabled(if: TestData.shared != nil)) struct SharedArchiveTests {
  @Test(arguments: SharedArchive.names(valid: true))
  func `a valid archive is read as it is`(name: String) throws {
    let expected = try #require(SharedArchive.truth[name])
    let saved = try ImageLoader().load(SharedArchive.path(name))
    #expect(saved.format.rawValue == expected.format)
    #expect(saved.compression.rawValue == expected.outerCompression)
    let images = expected.images.filter { $0.kind == "image" }
    try #require(saved.images.count == images.count)
    for (image, wanted) in zip(saved.images, images) {
      // The truth lists a tag as often as files name it.
      #expect(image.tags == [ImageReference](borne: wanted.tags).map(\.description))
      if !name.contains("windows-mini-image") {
        // Its config has lower-case keys, which the truth did not take for a user.
        #expect(image.config.execution.user == wanted.config?.user ?? "")
      }
      #expect(image.platform.os == wanted.os ?? "")
      #expect(image.platform.architecture == wanted.architecture ?? "")
      try expectLayers(image, wanted.layers)
      expectTree(image, wanted)
    }
    let isComplete = saved.incomplete.isEmpty && saved.images.allSatisfy(\.isComplete)
    // A config that lists more layers than there are is sound to the truth, and incomplete to imgcheck.
    let isFitting = images.allSatisfy { $0.diffIdsMatch != false }
    // In some archives of one project accounts and os-release are the letter x.
    let hasAccounts = !name.hasPrefix("aboutcode-org__container-inspector/")
    if expected.complete, isFitting, hasAccounts, images.count == expected.images.count {
      #expect(isComplete)
    }
    if !expected.complete, images.contains(where: { $0.layers.contains { $0.status != "ok" } }) {
      #expect(!isComplete)
    }
  }

  @Test(arguments: SharedArchive.names(valid: false))
  func `an archive that holds no sound image is never taken for one`(name: String) throws {
    do {
      let saved = try ImageLoader().load(SharedArchive.path(name))
      let isComplete = saved.incomplete.isEmpty && saved.images.allSatisfy(\.isComplete)
      let isSound = saved.images.allSatisfy { $0.mismatches.isEmpty }
      #expect(!isComplete || !isSound)
    } catch let error as ImageError {
      #expect(!error.reason.isEmpty)
    }
  }

  private func expectLayers(_ image: ImageFacts, _ wanted: [SharedArchive.Image.Layer]) throws {
    try #require(image.layers.count == wanted.count)
    let statuses = ["ok": "ok", "not-tar": "damaged", "missing": "absent", "foreign": "foreign"]
    for (layer, wanted) in zip(image.layers, wanted) {
      #expect(layer.status.rawValue == statuses[wanted.status])
      guard wanted.status == "ok" else { continue }
      #expect(layer.scan.compression.rawValue == wanted.compression)
      #expect(layer.scan.diffID?.description == wanted.diffId)
      #expect(layer.scan.entries.count == wanted.entries)
      #expect(layer.scan.size == wanted.storedBytes)
      #expect(layer.scan.unpackedSize == wanted.uncompressedBytes)
    }
  }

  private func expectTree(_ image: ImageFacts, _ wanted: SharedArchive.Image) {
    let whiteouts = image.layers.map(\.scan.whiteoutCounts)
    #expect(whiteouts.reduce(0) { $0 + $1.files } == wanted.whiteouts)
    #expect(whiteouts.reduce(0) { $0 + $1.opaque } == wanted.whiteoutsOpaque)
    let counts = image.treeCounts
    #expect(counts.files == wanted.finalFiles)
    #expect(counts.directories == wanted.finalDirs)
    #expect(counts.symbolicLinks == wanted.finalSymlinks)
    #expect(counts.hardLinks == wanted.finalHardlinks)
    #expect(counts.others == wanted.finalOther)
    #expect(counts.setUserID == wanted.finalSetuid)
    #expect(counts.setGroupID == wanted.finalSetgid)
    #expect(counts.bytes == wanted.finalFileBytes)
  }
}
