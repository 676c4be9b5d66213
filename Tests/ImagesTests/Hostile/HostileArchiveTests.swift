import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// Archives made to mislead, to exhaust or to reach out of themselves.
@Suite struct HostileArchiveTests {
  private typealias Object = LayoutBuilder.Object

  private func load(_ members: [TarWriter.Member], limits: ReadLimits = ReadLimits()) throws -> SavedImages {
    try ImageLoader(limits: limits).load(ByteView(copying: TarWriter.tar(members)), source: "test")
  }

  private func member(_ name: String, _ content: [UInt8]) -> TarWriter.Member {
    var member = TarWriter.Member(name)
    member.content = content
    return member
  }

  /// The error of an archive that gives no image.
  private func refusal(_ members: [TarWriter.Member], limits: ReadLimits = ReadLimits()) throws -> String {
    let error = try #require(throws: ImageError.self) { try load(members, limits: limits) }
    return error.description
  }

  // MARK: JSON

  @Test(arguments: ["manifest.json", "index.json", "repositories"])
  func `deeply nested JSON is refused with the member's name`(name: String) throws {
    let deep = String(repeating: "[", count: 200_000)
    let others = name == "repositories" ? [file(String(repeating: "a", count: 64) + "/json", "{}")] : []
    #expect(try refusal(others + [file(name, deep)]).contains("'\(name)' is not the expected JSON"))
  }

  @Test func `an archive that ends too soon is called what it is`() throws {
    let bytes = TarWriter.tar([
      file("blobs/sha256/a", String(repeating: "x", count: 4000)), file("manifest.json", "[]"),
    ])
    let error = try #require(throws: ImageError.self) {
      try ImageLoader().load(ByteView(copying: Array(bytes.prefix(2000))), source: "test")
    }
    #expect(error.reason.hasPrefix("cannot be read: damaged tar at byte 2000: "))
    #expect(error.reason.hasSuffix(" Save the image again and compare the file's size."))
    var limits = ReadLimits()
    limits.entries = 1
    #expect(
      try refusal([file("a", ""), file("b", "")], limits: limits)
        == "test: cannot be read: the number of tar members exceeds the limit of 1 (--limit archive-entries). Raise the limit if you trust the image."
    )
  }

  @Test func `an index without its manifest is called what it is`() throws {
    let digest = "sha256:" + String(repeating: "a", count: 64)
    let index =
      #"{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\#(digest)","size":2}]}"#
    #expect(
      try refusal([file("index.json", index), file("oci-layout", #"{"imageLayoutVersion":"1.0.0"}"#)])
        == "test: manifest \(digest): is not in the archive, though index.json names it. Save the image again."
    )
  }

  @Test func `a deeply nested config leaves the layers to judge`() throws {
    let layer = TarWriter.tar([file("x")])
    let saved = try load([
      file("manifest.json", #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]"#),
      file("c.json", #"{"config":"# + String(repeating: #"{"a":"#, count: 100_000)), member("l.tar", layer),
    ])
    let image = try #require(saved.images.first)
    #expect(!image.hasConfig)
    #expect(image.incomplete.map(\.what) == ["config 'c.json'"])
    #expect(image.paths == ["/x"])
  }

  @Test(arguments: [
    #"{"config":{"User":0}}"#, #"{"config":[]}"#, #"{"config":{"Env":"A=b"}}"#, #"{"history":{}}"#, #"[]"#,
    "7", "",
    #"{"rootfs":{"diff_ids":[1]}}"#, #"{"config":{"Env":[null]}}"#, #"{"os":7}"#, "{\"os\":\"\u{0}\"}",
    #"{"config":{"Healthcheck":{"Interval":1e400}}}"#, #"{"history":[{"empty_layer":"yes"}]}"#,
    #"{"os":"\ud800"}"#,
  ])
  func `a config of wrong types is said, and the layers are judged`(config: String) throws {
    let saved = try load([
      file("manifest.json", #"[{"Config":"c.json","RepoTags":null,"Layers":["l.tar"]}]"#),
      file("c.json", config),
      member("l.tar", TarWriter.tar([file("x")])),
    ])
    let image = try #require(saved.images.first)
    #expect(image.incomplete.map(\.what) == ["config 'c.json'"])
    #expect(image.incomplete.first?.why.isEmpty == false)
    #expect(image.paths == ["/x"])
  }

  @Test func `JSON beyond the limit is refused by its size`() throws {
    var limits = ReadLimits()
    limits.jsonBytes = 1_000
    let manifest = "[" + String(repeating: " ", count: 2_000) + "]"
    #expect(
      try refusal([file("manifest.json", manifest)], limits: limits).contains("more than the limit of 1000"))
  }

  @Test func `a limit is to be raised, and damage to be saved again`() throws {
    var limits = ReadLimits()
    limits.jsonBytes = 1_000
    let raise = "Raise the limit if you trust the image."
    let manifest = file("manifest.json", "[" + String(repeating: " ", count: 2_000) + "]")
    #expect(try refusal([manifest], limits: limits).hasSuffix("(--limit json-bytes). \(raise)"))
    limits.entries = 3
    let many = (0..<4).map { file("a\($0)") }
    let tooMany = try refusal(many, limits: limits)
    #expect(tooMany.contains("(--limit archive-entries)") && tooMany.hasSuffix(". \(raise)"), "\(tooMany)")
    let damage = try refusal([file("manifest.json", "[")])
    #expect(damage.hasSuffix(". Save the image again."), "\(damage)")
  }

  @Test func `one large config that many images name is not read for each of them`() throws {
    var limits = ReadLimits()
    limits.metadataBytes = 1 << 20
    let item = #"{"Config":"c.json","RepoTags":[],"Layers":[]}"#
    let manifest = "[" + Array(repeating: item, count: 1_000).joined(separator: ",") + "]"
    let config = #"{"author":""# + String(repeating: "x", count: 100_000) + #""}"#
    let members = [file("manifest.json", manifest), file("c.json", config)]
    #expect(try refusal(members, limits: limits).contains("more than the limit of 1048576 bytes"))
  }

  @Test func `one large artifact that an index names often is read once`() throws {
    var members: [TarWriter.Member] = []
    let manifest = Array(
      (#"{"artifactType":"x","annotations":{"a":""# + String(repeating: "x", count: 1 << 20) + #""}}"#).utf8)
    let descriptor = try LayoutBuilder.add(
      manifest, "application/vnd.oci.image.manifest.v1+json", to: &members)
    members.append(try LayoutBuilder.index([Object](repeating: descriptor, count: 5_000)))
    #expect(try refusal(members).contains("attestations or other artifacts (1)"))
  }

  @Test func `a stream keeps no more JSON than the limit allows`() throws {
    var limits = ReadLimits()
    limits.metadataBytes = 1 << 20
    let json = Array(("{" + String(repeating: " ", count: 100_000) + "}").utf8)
    let tar = TarWriter.tar((0..<20).map { member("\($0).json", json) })
    let error = #expect(throws: ImageError.self) {
      try ImageLoader(limits: limits).load(ByteView(copying: Packed.gzip(tar)), source: "test")
    }
    #expect(error?.description.contains("the size of all JSON members exceeds the limit") == true)
  }

  // MARK: Numbers

  @Test func `ten thousand images are more than the limit`() throws {
    let item = #"{"Config":"c.json","RepoTags":[],"Layers":[]}"#
    let manifest = "[" + Array(repeating: item, count: 10_000).joined(separator: ",") + "]"
    #expect(try refusal([file("manifest.json", manifest), file("c.json", "{}")]).contains("10000 images"))
  }

  @Test func `a million layers are more than the limit`() throws {
    let layers = Array(repeating: #""l""#, count: 1_000_000).joined(separator: ",")
    let manifest = #"[{"Config":"c.json","RepoTags":[],"Layers":["# + layers + "]}]"
    #expect(try refusal([file("manifest.json", manifest), file("c.json", "{}")]).contains("limit of 16384"))
  }

  @Test func `images that share a large layer cost together what the limit allows`() throws {
    var limits = ReadLimits()
    limits.placedEntries = 1_000
    let items = (0..<10).map { #"{"Config":"c.json","RepoTags":["a:\#($0)"],"Layers":["l.tar"]}"# }
    let saved = try load(
      [
        file("manifest.json", "[\(items.joined(separator: ","))]"), file("c.json", "{}"),
        member("l.tar", TarWriter.tar((0..<300).map { file("\($0)") })),
      ], limits: limits)
    #expect(saved.images.count == 3)
    #expect(saved.incomplete.map(\.what) == ["7 images"])
  }

  @Test func `names of 64 KiB are read`() throws {
    let name = String(repeating: "n", count: 65_536)
    let saved = try load([
      file("manifest.json", #"[{"Config":"\#(name)","RepoTags":["\#(name)"],"Layers":["\#(name)"]}]"#),
      file(name, "{}"),
    ])
    #expect(saved.images.first?.tags == [name])
  }

  // MARK: Links

  @Test func `links between members in a circle, and links to nothing, are absent layers`() throws {
    let saved = try load([
      file("manifest.json", #"[{"Config":"c.json","RepoTags":[],"Layers":["a","b","self","lost","/h"]}]"#),
      file("c.json", "{}"), symbolicLink("a", to: "b"), symbolicLink("b", to: "a"),
      symbolicLink("self", to: "self"),
      symbolicLink("lost", to: "nowhere"), hardLink("h", to: "h"),
    ])
    #expect(saved.images.first?.layers.map(\.status) == [.absent, .absent, .absent, .absent, .absent])
  }

  @Test(arguments: [
    "manifest.json", "index.json", "c.json", "l.tar", "blobs/sha256/" + String(repeating: "a", count: 64),
  ])
  func `links out of a directory or an archive never reach a file of this machine`(name: String) throws {
    let scratch = try ScratchDirectory()
    let canary = try scratch.write(Array(#"[{"canary":"seen"}]"#.utf8), to: "outside/canary")
    let files = [
      "manifest.json": #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]"#, "c.json": "{}",
      "l.tar": "",
      "index.json": #"{"manifests":[{"digest":"sha256:\#(String(repeating: "a", count: 64))"}]}"#,
    ]
    for (path, content) in files where path != name {
      try scratch.write(Array(content.utf8), to: "layout/\(path)")
    }
    let link = scratch.url.appending(path: "layout/\(name)")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: canary)
    let fromDirectory = Outline.of { () throws(ImageError) in try ImageLoader().load(scratch.path("layout")) }
    #expect(!fromDirectory.description.contains("canary"))
    let members = files.filter { $0.key != name }.sorted { $0.key < $1.key }.map { file($0.key, $0.value) }
    for target in [canary, "../../../../../../.." + canary] {
      let tar = TarWriter.tar(members + [symbolicLink(name, to: target)])
      let fromArchive = Outline.of { () throws(ImageError) in
        try ImageLoader().load(ByteView(copying: tar), source: "test")
      }
      #expect(!fromArchive.description.contains("canary"))
    }
  }

  @Test func `a directory whose parts are pipes, devices or directories is read without waiting`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("{}".utf8), to: "layout/manifest.json/file")
    let made = try #require(Program(named: "mkfifo")).run([scratch.path("layout/index.json")])
    #expect(made.status == 0)
    #expect(throws: ImageError.self) { try ImageLoader().load(scratch.path("layout")) }
  }

  @Test func `a link that leads to itself is no input`() throws {
    let scratch = try ScratchDirectory()
    let loop = scratch.path("loop")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop")
    let error = #expect(throws: ImageError.self) { try ImageLoader().load(loop) }
    #expect(error?.reason.contains("symbolic links") == true, "\(String(describing: error))")
  }

  // MARK: Indexes

  @Test func `indexes in a circle, in themselves and too deep end`() throws {
    // A digest cannot be its own, but nothing holds a hostile writer to digests.
    let hex = String(repeating: "b", count: 64)
    let index = #"{"manifests":[{"digest":"sha256:\#(hex)"},{"digest":"sha256:\#(hex)"}]}"#
    let circle = [file("index.json", index), file("blobs/sha256/\(hex)", index)]
    let circular = try refusal(circle)
    #expect(
      circular.contains("index sha256:\(hex)") && circular.contains("its digest does not match"),
      "\(circular)")
    var members: [TarWriter.Member] = []
    var descriptor: Object = ["digest": "sha256:" + hex]
    for _ in 0..<20 {
      let level = try LayoutBuilder.json(["manifests": [descriptor]] as Object)
      descriptor = try LayoutBuilder.add(level, "application/vnd.oci.image.index.v1+json", to: &members)
    }
    #expect(try refusal(members + [LayoutBuilder.index([descriptor])]).contains("nested deeper"))
  }

  // MARK: Layers of other kinds

  @Test func `an encrypted layer is called so, and its digest is no riddle`() throws {
    var layer = LayoutBuilder.Layer([file("x")], packing: { $0.map { $0 ^ 0x55 } })
    layer.mediaType = "application/vnd.oci.image.layer.v1.tar+encrypted"
    let archive = try LayoutBuilder([layer, LayoutBuilder.Layer([file("y")])]).archive()
    for bytes in [archive, Packed.gzip(archive)] {
      let image = try #require(try ImageLoader().load(ByteView(copying: bytes), source: "test").images.first)
      #expect(image.layers.map(\.status) == [.encrypted, .ok])
      #expect(image.incomplete.count == 1)
      #expect(image.incomplete.first?.why.contains("is encrypted") == true)
      #expect(image.mismatches == [])
      #expect(image.paths == ["/y"])
    }
  }

  @Test func `foreign and absent layers are told apart`() throws {
    var foreign = LayoutBuilder.Layer([file("x")])
    foreign.mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
    foreign.urls = ["https://example.com/layer"]
    foreign.isPresent = false
    var absent = LayoutBuilder.Layer([file("y")])
    absent.isPresent = false
    let archive = try LayoutBuilder([foreign, absent]).archive()
    let image = try #require(try ImageLoader().load(ByteView(copying: archive), source: "test").images.first)
    #expect(image.layers.map(\.status) == [.foreign, .absent])
    #expect(image.incomplete.first?.why.contains("https://example.com/layer") == true)
    #expect(!image.isComplete)
  }

  @Test func `a layer that the outer tar keeps with holes is read whole`() throws {
    let layer = TarWriter.tar([file("a", String(repeating: "x", count: 512)), file("b")])
    // The blocks of zeros at its end are a hole.
    let end = layer.count - 1_024
    var writer = TarWriter()
    for member in [
      file("manifest.json", #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#),
      file("c.json", #"{"rootfs":{"diff_ids":["\#(Digest.of(ByteView(copying: layer)))"]}}"#),
    ] { writer.add(member) }
    let map =
      TarWriter.record("GNU.sparse.size", Array("\(layer.count)".utf8))
      + TarWriter.record("GNU.sparse.name", Array("l.tar".utf8))
      + TarWriter.record("GNU.sparse.map", Array("0,\(end)".utf8))
    writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: map)
    writer.addRaw(Array("GNUSparseFile.0/l.tar".utf8), type: "0", content: Array(layer[..<end]))
    let image = try #require(
      try ImageLoader().load(ByteView(copying: writer.finish()), source: "test").images.first)
    #expect(image.layers.map(\.status) == [.ok])
    #expect(image.layers.map(\.scan.size) == [Int64(layer.count)])
    #expect(image.mismatches == [])
    #expect(image.paths == ["/a", "/b"])
  }

  /// A tenth of it took 43 s, of which all but nothing went into zeros.
  @Test func `a member of 600 GiB of holes is refused soon, with the limit`() throws {
    var writer = TarWriter()
    writer.add(file("manifest.json", #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#))
    writer.add(file("c.json", "{}"))
    let layer = TarWriter.tar([file("a")])
    let map =
      TarWriter.record("GNU.sparse.size", Array("\(600 << 30)".utf8))
      + TarWriter.record("GNU.sparse.name", Array("l.tar".utf8))
      + TarWriter.record("GNU.sparse.map", Array("0,\(layer.count)".utf8))
    writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: map)
    writer.addRaw(Array("GNUSparseFile.0/l.tar".utf8), type: "0", content: layer)
    let start = ContinuousClock.now
    let archive = writer.finish()
    for bytes in [archive, Packed.gzip(archive)] {
      let saved = try ImageLoader().load(ByteView(copying: bytes), source: "test")
      let said = saved.incomplete + saved.images.flatMap(\.incomplete)
      #expect(said.contains { $0.why.contains("holes in members exceeds the limit") }, "\(said)")
    }
    #expect(ContinuousClock.now - start < .seconds(120))
  }

  @Test(arguments: [false, true]) func `a damaged record of PAX is said, in a layer and around it`(
    isOuter: Bool
  ) throws {
    func damaged(_ name: String, _ content: [UInt8]) -> [UInt8] {
      var writer = TarWriter()
      writer.addRaw(Array("PaxHeaders/x".utf8), type: "x", content: Array("12 path=of another length\n".utf8))
      writer.addRaw(Array(name.utf8), type: "0", content: content)
      return writer.bytes
    }
    let manifest = member(
      "manifest.json", Array(#"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#.utf8))
    let layer = isOuter ? TarWriter.tar([file("a")]) : damaged("a", []) + TarWriter.tar([file("b")])
    let rest = [manifest, file("c.json", "{}"), member("l.tar", layer)]
    let archive = (isOuter ? damaged("other", [1]) : []) + TarWriter.tar(rest)
    for bytes in [archive, Packed.gzip(archive)] {
      let saved = try ImageLoader().load(ByteView(copying: bytes), source: "test")
      let said = saved.incomplete + saved.images.flatMap(\.incomplete)
      #expect(said.contains { $0.why.contains("malformed pax") }, "\(said)")
      #expect(saved.images.first?.paths == (isOuter ? ["/a"] : ["/a", "/b"]))
    }
  }

  @Test func `a name longer than is read is said, with what it hides`() throws {
    var writer = TarWriter()
    writer.add(file("before"))
    writer.addRaw(
      Array("././@LongLink".utf8), type: "L", content: [UInt8](repeating: 0x61, count: 1_500_000) + [0])
    writer.addRaw(Array("short".utf8), type: "0")
    writer.add(file("after"))
    let saved = try load([
      file("manifest.json", #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#), file("c.json", "{}"),
      member("l.tar", writer.finish()),
    ])
    let image = try #require(saved.images.first)
    #expect(image.paths == ["/before"])
    #expect(image.incomplete.contains { $0.why.contains("longer than the 1 MiB that are read") })
  }

  @Test func `of two members with one name the last counts`() throws {
    let saved = try load([
      file("manifest.json", "[]"), file("c.json", "{}"), member("l.tar", TarWriter.tar([file("first")])),
      member("l.tar", TarWriter.tar([file("second")])),
      file("manifest.json", #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#),
    ])
    #expect(saved.images.first?.paths == ["/second"])
  }

  @Test func `a packed archive that ends early gives what came before the end`() throws {
    let layer = LayoutBuilder.Layer([file("x")])
    let members = try LayoutBuilder([layer]).members
    let tar = TarWriter.tar(Array(members.reversed()) + [file("last", String(repeating: "x", count: 4_000))])
    let packed = Packed.gzip(tar)
    let saved = try ImageLoader().load(ByteView(copying: Array(packed.dropLast(3_000))), source: "test")
    #expect(saved.images.first?.paths == ["/x"])
    #expect(saved.incomplete.count == 1)
    #expect(saved.incomplete.first?.why.contains("truncated") == true, "\(saved.incomplete)")
  }
}
