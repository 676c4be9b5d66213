import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// Parts of an archive that are not what they should be: none is passed over as if it were not there.
@Suite struct MistakenPartTests {
  /// More than a tar header, and no text.
  private static let noise = [UInt8](repeating: 1, count: 2_000)

  private func load(_ members: [TarWriter.Member], limits: ReadLimits = ReadLimits()) throws -> SavedImages {
    try ImageLoader(limits: limits).load(
      ByteView(copying: Packed.gzip(TarWriter.tar(members))), source: "test")
  }

  private func noise(_ path: String) -> TarWriter.Member {
    var member = TarWriter.Member(path)
    member.content = Self.noise
    return member
  }

  @Test(arguments: ["manifest.json", "index.json"])
  func `a description that is no JSON is refused by name, also where another is there`(name: String) throws {
    let layout = try LayoutBuilder([LayoutBuilder.Layer([file("x")])]).members
    let docker = [
      file("manifest.json", #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":[]}]"#), file("c.json", "{}"),
    ]
    let others = name == "manifest.json" ? layout : docker
    let error = #expect(throws: ImageError.self) { try load([noise(name)] + others) }
    #expect(error?.description.contains("'\(name)'") == true)
    #expect(error?.description.contains("is not JSON") == true)
  }

  @Test func `a config that is no JSON is said, and the layers are judged`() throws {
    let image = try #require(
      try load([
        file("manifest.json", #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":[]}]"#), noise("c.json"),
      ]).images.first)
    #expect(image.incomplete.map(\.what) == ["config 'c.json'"])
    #expect(image.incomplete.first?.why.contains("is not JSON") == true)
  }

  @Test func `a manifest that is no JSON is said, and the others are judged`() throws {
    var builder = LayoutBuilder([LayoutBuilder.Layer([file("x")])])
    builder.otherDescriptors = [
      try LayoutBuilder.add(
        Self.noise, "application/vnd.oci.image.manifest.v1+json", to: &builder.others)
    ]
    let saved = try load(builder.members)
    #expect(saved.images.map(\.paths) == [["/x"]])
    #expect(saved.incomplete.count == 1)
    #expect(saved.incomplete.first?.what.hasPrefix("manifest sha256:") == true)
  }

  @Test func `an old archive with more images than the limit is refused`() throws {
    let ids = ["a", "b"].map { String(repeating: $0, count: 64) }
    let members = ids.flatMap { [file("\($0)/json", "{}"), file("\($0)/layer.tar", "")] }
    #expect(try load(members).images.count == 2)
    var limits = ReadLimits()
    limits.images = 1
    let error = #expect(throws: ImageError.self) { try load(members, limits: limits) }
    #expect(error?.description.contains("2 images, more than 1") == true)
  }

  @Test func `a base image whose layers are not known is refused`() throws {
    let scratch = try ScratchDirectory()
    let manifest = #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]"#
    for (config, member) in [("{", "config 'c.json'"), ("{}", "config of a")] {
      let tar = TarWriter.tar([file("manifest.json", manifest), file("c.json", config), file("l.tar", "")])
      let path = try scratch.write(tar, to: "base.tar")
      let error = #expect(throws: ImageError.self) { try ImageLoader().diffIDs(of: path) }
      #expect(error?.description.contains(member) == true, "\(String(describing: error))")
    }
  }

  @Test func `what is said about images that only the other description names is searched with them`() throws
  {
    var builder = LayoutBuilder([LayoutBuilder.Layer([file("x")])])
    let config = try LayoutBuilder.add(
      Array("{}".utf8), "application/vnd.example.config+json", to: &builder.others)
    let document = try LayoutBuilder.add(
      Array("text".utf8), "text/plain", to: &builder.others)
    let manifest: LayoutBuilder.Object = ["schemaVersion": 2, "config": config, "layers": [document]]
    let artifact = try LayoutBuilder.add(
      LayoutBuilder.json(manifest), "application/vnd.oci.image.manifest.v1+json", to: &builder.others)
    let docker = #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]"#
    let members =
      builder.others + [
        try LayoutBuilder.index([artifact]), file("manifest.json", docker), file("c.json", "{}"),
        file("l.tar", ""),
      ]
    let opened = try OpenedArchive(
      ByteView(copying: TarWriter.tar(members)), source: "test", limits: ReadLimits(), questions: .none)
    let described = try opened.describe(limits: ReadLimits())
    #expect(described.images.map { $0.attestations.map(\.name) } == [["text/plain"]])
    #expect(
      described.artifacts.map(\.title) == ["application/vnd.example.config+json and text/plain"]
        || described.artifacts.map(\.title) == ["text/plain"])
  }
}
