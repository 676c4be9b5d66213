import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// The archives in `testdata/images/damaged`, one defect each: what is whole is read, the defect is named.
@Suite struct DamagedArchiveTests {
  private func load(_ name: String) throws -> SavedImages {
    try ImageLoader().load(TestData.path("images/damaged/\(name)"))
  }

  /// The only image, and which of its layers are not whole.
  private func image(_ name: String) throws -> (image: ImageFacts, broken: [Int]) {
    let images = try load(name).images
    let image = try #require(images.first)
    #expect(images.count == 1)
    return (image, image.layers.indices.filter { image.layers[$0].status != .ok })
  }

  private func facts(_ name: String) throws -> [String: Any] {
    let all = try JSONSerialization.jsonObject(with: Data(TestData.bytes("images/damaged/expected.json")))
    return try #require((all as? [String: [String: Any]])?[name])
  }

  @Test func `an absent config leaves the layers to judge`() throws {
    let (image, broken) = try image("absent-config.tar")
    #expect(!image.hasConfig)
    #expect(broken == [])
    #expect(image.incomplete.count == 1)
    let hex = try #require((facts("absent-config.tar")["member"] as? String)?.split(separator: "/").last)
    #expect(image.incomplete.first?.what.contains(hex) == true)
  }

  @Test func `an absent layer is named, and the others are read`() throws {
    let (image, broken) = try image("missing-layer.tar")
    let layer = try #require(facts("missing-layer.tar")["layer"] as? Int)
    #expect(broken == [layer])
    #expect(image.layers[layer].status == .absent)
    #expect(image.incomplete.map(\.what) == ["layer \(layer) (\(image.layers[layer].record.name))"])
  }

  @Test func `a layer that is no tar is damaged`() throws {
    let (image, broken) = try image("not-a-tar.tar")
    let layer = try #require(facts("not-a-tar.tar")["layer"] as? Int)
    #expect(broken == [layer])
    #expect(image.layers[layer].status == .damaged)
    // The blob is the one that its name says, but not the one that the config knows.
    #expect(image.mismatches.map(\.computed) == [image.layers[layer].scan.diffID?.description])
  }

  @Test func `bytes after a gzip stream make the layer damaged`() throws {
    let (image, broken) = try image("trailing-bytes.tar")
    #expect(broken == [try #require(facts("trailing-bytes.tar")["layer"] as? Int)])
    let error = try #require(image.layers[broken[0]].scan.error)
    #expect("\(error)".contains("follows the last gzip member"), "\(error)")
    #expect(!image.layers[broken[0]].scan.entries.isEmpty)
  }

  @Test(arguments: ["flipped-byte.tar", "wrong-crc.tar"])
  func `damage inside a gzip layer is named with the place`(name: String) throws {
    let (image, broken) = try image(name)
    try #require(broken.count == 1)
    let layer = image.layers[broken[0]]
    #expect(try facts(name)["member"] as? String == "blobs/sha256/\(try #require(layer.record.digest).hex)")
    guard case .damaged("gzip", let offset, _) = layer.scan.error else {
      Issue.record("\(String(describing: layer.scan.error))")
      return
    }
    #expect(offset > 0)
    #expect(image.mismatches.isEmpty == (name == "wrong-crc.tar"))
    #expect(!layer.scan.entries.isEmpty, "what came before the damage is read")
  }

  @Test(arguments: ["wrong-diff-id.tar", "wrong-digest.tar"])
  func `a wrong digest is a mismatch with both values`(name: String) throws {
    let (image, broken) = try image(name)
    #expect(broken == [])
    let facts = try facts(name)
    #expect(image.mismatches.contains { $0.stated == facts["expected"] as? String })
    #expect(image.mismatches.contains { $0.computed == facts["actual"] as? String })
  }

  @Test func `an archive that ends early is incomplete, and what is whole in it is read`() throws {
    let saved = try load("truncated.tar")
    #expect(saved.incomplete.count == 1)
    #expect(saved.incomplete.first?.why.contains("at byte") == true)
    let whole = saved.images.flatMap(\.layers).filter { $0.status == .ok }
    #expect(!whole.isEmpty)
  }

  @Test func `a packed archive that ends early gives what is whole in it`() throws {
    let error = #expect(throws: ImageError.self) { try load("truncated.tar.gz") }
    #expect(error?.description.contains("truncated") == true)
  }
}
