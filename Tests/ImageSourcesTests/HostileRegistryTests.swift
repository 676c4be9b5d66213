import ArchiveIO
import Findings
import Foundation
import ImageSources
import Images
import LoopbackServer
import TestSupport
import Testing
import Transfer

@Suite struct HostileRegistryTests {
  private func read(_ sample: SampleImage, _ change: (inout SourceOptions) -> Void = { _ in }) throws
    -> SavedImages
  {
    let server = try sample.registry.start()
    var options = options()
    change(&options)
    return try load("127.0.0.1:\(server.port)/team/app:1.0", options)
  }

  private func path(_ sample: SampleImage, _ layer: Int) -> String {
    "/v2/team/app/blobs/\(sample.layers[layer].digest)"
  }

  @Test func `a layer of other bytes is not what its digest says`() throws {
    let sample = try SampleImage()
    var bytes = sample.layers[1].bytes
    bytes[600] ^= 1
    sample.registry.put(path(sample, 1), bytes)
    let saved = try read(sample)
    #expect(saved.images.first?.mismatches.isEmpty == false)
  }

  @Test func `a config of other bytes is refused`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    _ = try load("127.0.0.1:\(server.port)/team/app:1.0", options())
    let layers = sample.layers.map { "/v2/team/app/blobs/\($0.digest)" }
    let config = try #require(
      server.requests.map(\.path).first { $0.contains("/blobs/") && !layers.contains($0) })
    sample.registry.put(config, Array("{}".utf8))
    let error = try #require(throws: ImageError.self) { try read(sample) }
    #expect(error.description.contains("has other bytes than its digest says"))
  }

  @Test func `a layer that is not there makes the answer incomplete`() throws {
    let sample = try SampleImage()
    let gone = path(sample, 0)
    sample.registry.before { $0.path == gone ? .whole(status: 404) : nil }
    let saved = try read(sample)
    #expect(saved.images.first?.isComplete == false)
    #expect(saved.statuses.last == .ok)
  }

  @Test func `a layer that is cut again and again makes the answer incomplete`() throws {
    let sample = try SampleImage()
    let (cut, bytes) = (path(sample, 1), sample.layers[1].bytes)
    sample.registry.before {
      $0.path == cut ? .cut(Array(bytes.prefix(700)), promised: bytes.count) : nil
    }
    let saved = try read(sample)
    #expect(saved.incomplete.contains { $0.what.contains(sample.layers[1].digest) })
    #expect(saved.images.first?.isComplete == false)
  }

  @Test func `a layer without end stops at its size`() throws {
    let sample = try SampleImage()
    let endless = path(sample, 1)
    sample.registry.before { $0.path == endless ? .endless() : nil }
    let saved = try read(sample)
    #expect(saved.incomplete.contains { $0.what.contains(sample.layers[1].digest) })
  }

  @Test func `a layer that does not come is given up`() throws {
    let sample = try SampleImage()
    let silent = path(sample, 1)
    sample.registry.before { $0.path == silent ? .silent : nil }
    let saved = try read(sample) {
      $0.limits.idleSeconds = 0.5
      $0.limits.retries = 1
    }
    #expect(saved.incomplete.contains { $0.why.contains("took longer") })
  }

  @Test(arguments: ["not json", "[]", "{}", #"{"schemaVersion":1,"fsLayers":[]}"#, ""])
  func `what is not a manifest is refused`(text: String) throws {
    let registry = FakeRegistry(["/v2/team/app/manifests/1.0": Array(text.utf8)])
    let server = try registry.start()
    #expect(throws: ImageError.self) { try load("127.0.0.1:\(server.port)/team/app:1.0", options()) }
  }

  @Test func `indexes in indexes end at a limit`() throws {
    let registry = FakeRegistry()
    var inner = try SampleImage(tag: nil, into: registry).manifest
    for depth in 0..<12 {
      inner = try SampleImage.json([
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
        "annotations": ["depth": "\(depth)"] as [String: any Sendable],
        "manifests": [
          [
            "mediaType": "application/vnd.oci.image.index.v1+json", "digest": SampleImage.digest(inner),
            "size": inner.count,
          ] as [String: any Sendable]
        ],
      ])
      registry.put("/v2/team/app/manifests/\(SampleImage.digest(inner))", inner)
    }
    registry.put("/v2/team/app/manifests/1.0", inner)
    let server = try registry.start()
    let error = try #require(throws: ImageError.self) {
      try load("127.0.0.1:\(server.port)/team/app:1.0", options())
    }
    #expect(error.description.contains("nested deeper"))
  }

  /// No digest can be its own; a server that gives one index for all digests is found out by its bytes.
  @Test func `an index in a circle is refused`() throws {
    let index = try SampleImage.json([
      "schemaVersion": 2,
      "manifests": [
        ["digest": "sha256:" + String(repeating: "a", count: 64), "size": 5] as [String: any Sendable]
      ],
    ])
    let registry = FakeRegistry()
    registry.before { $0.path.contains("/manifests/") ? .whole(index) : nil }
    let server = try registry.start()
    #expect(throws: ImageError.self) { try load("127.0.0.1:\(server.port)/team/app:1.0", options()) }
    #expect(server.requests.count < 10)
  }

  @Test func `an index of thousands ends at a limit`() throws {
    let registry = FakeRegistry()
    var entries: [[String: any Sendable]] = []
    for number in 0..<600 {
      let sample = try SampleImage(files: [["file\(number)"]], tag: nil, into: registry)
      entries.append(["digest": sample.digest, "size": sample.manifest.count])
    }
    registry.put(
      "/v2/team/app/manifests/1.0", try SampleImage.json(["schemaVersion": 2, "manifests": entries]))
    let server = try registry.start()
    let error = try #require(throws: ImageError.self) {
      try load("127.0.0.1:\(server.port)/team/app:1.0", options())
    }
    #expect(error.description.contains("exceed the limit"))
  }

  @Test func `text of a registry is made safe`() throws {
    let registry = FakeRegistry()
    registry.before { _ in .whole(status: 400, Array(#"{"errors":[{"message":"\u001b[31mred"}]}"#.utf8)) }
    let server = try registry.start()
    let error = try #require(throws: ImageError.self) {
      try load("127.0.0.1:\(server.port)/team/app:1.0", options())
    }
    #expect(!error.description.contains("\u{1b}"))
    #expect(error.description.contains("red"))
  }
}
