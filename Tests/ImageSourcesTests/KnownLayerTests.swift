import ArchiveIO
import Findings
import Foundation
import Images
import LoopbackServer
import Secrets
import TestSupport
import Testing

@testable import ImageSources

/// Layers that an earlier run read are not fetched.
@Suite struct KnownLayerTests {
  private static let secrets = Result { try SecretScanner(types: Array(SecretType.patterns.prefix(3))) }

  private func load(
    _ name: String, _ cache: LayerCache?, change: (inout ImageLoader) -> Void = { _ in }
  ) throws -> SavedImages {
    var loader = ImageLoader()
    loader.finder = SourceFinder(options())
    loader.secrets = try Self.secrets.get()
    loader.cache = cache
    change(&loader)
    return try loader.load(name)
  }

  private func cache(_ scratch: ScratchDirectory) throws -> LayerCache {
    try LayerCache(folder: scratch.path("layers"))
  }

  /// What of an image rules see.
  private func essence(_ saved: SavedImages) -> [String] {
    saved.incomplete.map { "\($0.what): \($0.why)" }
      + saved.images.flatMap { image in
        image.layers.map { layer in
          let scan = layer.scan
          let paths = scan.entries.indices.map {
            String(decoding: scan.path($0), as: UTF8.self)
              + " \(scan.entries[$0].size) \(scan.contentHash($0))"
          }
          return
            "\(layer.status) \(scan.digest as Any) \(scan.diffID as Any) \(scan.size) \(scan.unpackedSize) \(paths)"
            + scan.secrets.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined()
        } + image.mismatches.map { "\($0)" }
      }
  }

  private func blobs(_ server: LoopbackServer, _ sample: SampleImage) -> Int {
    let layers = sample.layers.map { "/v2/team/app/blobs/\($0.digest)" }
    return server.requests.count { layers.contains($0.path) }
  }

  @Test func `a second run fetches no layer, and says the same`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let name = "127.0.0.1:\(server.port)/team/app:1.0"
    let without = try essence(load(name, nil))
    #expect(blobs(server, sample) == 2 && without.count == 2)
    #expect(try essence(load(name, cache(scratch))) == without)
    #expect(blobs(server, sample) == 4)
    let again = try cache(scratch)
    #expect(try essence(load(name, again)) == without)
    #expect(blobs(server, sample) == 4)
    #expect(again.usedLayers == 2)
    #expect(server.requests.count { $0.path.hasSuffix("/manifests/1.0") } == 3, "the manifest is asked for")
  }

  @Test func `a layer that is new is fetched beside those that are known`() throws {
    let registry = FakeRegistry()
    let old = try SampleImage(files: [["etc/base"], ["srv/old"]], into: registry)
    let scratch = try ScratchDirectory()
    let server = try registry.start()
    let name = "127.0.0.1:\(server.port)/team/app:1.0"
    _ = try load(name, cache(scratch))
    let new = try SampleImage(files: [["etc/base"], ["srv/new"]], into: registry)
    let saved = try load(name, cache(scratch))
    #expect(saved.statuses == [.ok, .ok])
    #expect(saved.images.first?.digest?.description == new.digest)
    #expect(blobs(server, old) == 2 && blobs(server, new) == 2, "the shared one once")
    #expect(try essence(saved) == essence(load(name, nil)))
  }

  @Test func `a layer of other bytes than its digest is not kept`() throws {
    let sample = try SampleImage()
    var bytes = sample.layers[1].bytes
    bytes[600] ^= 1
    sample.registry.put("/v2/team/app/blobs/\(sample.layers[1].digest)", bytes)
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let name = "127.0.0.1:\(server.port)/team/app:1.0"
    for _ in 0..<2 {
      #expect(try load(name, cache(scratch)).images.first?.mismatches.isEmpty == false)
    }
    #expect(blobs(server, sample) == 3, "the honest one once")
  }

  @Test func `other options, another size and a damaged file are other layers`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let name = "127.0.0.1:\(server.port)/team/app:1.0"
    _ = try load(name, cache(scratch))
    #expect(blobs(server, sample) == 2)
    _ = try load(name, cache(scratch)) { $0.facts.inside.levels -= 1 }
    #expect(blobs(server, sample) == 4)
    let cache = try cache(scratch)
    for file in cache.layers {
      let path = scratch.path("layers/\(file.name)")
      var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
    }
    #expect(try load(name, cache).statuses == [.ok, .ok])
    #expect(blobs(server, sample) == 6 && cache.usedLayers == 0)
    let lie = try SampleImage(statedSize: sample.layers[1].bytes.count - 512, into: sample.registry)
    let other = try load(name, self.cache(scratch))
    #expect(other.images.first?.digest?.description == lie.digest)
    #expect(!other.incomplete.isEmpty, "what the manifest states of the size is not true")
  }

  @Test func `a directory of skopeo's form is always read`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    _ = try load("127.0.0.1:\(server.port)/team/app:1.0", cache(scratch))
    try scratch.write(sample.manifest, to: "out/manifest.json")
    for request in server.requests where request.path.contains("/blobs/") {
      let digits = try #require(request.path.split(separator: ":").last)
      try scratch.write(sample.registry.get(request.path) ?? [], to: "out/\(digits)")
    }
    var bytes = sample.layers[1].bytes
    bytes[600] ^= 1
    let digits = try #require(sample.layers[1].digest.split(separator: ":").last)
    try scratch.write(bytes, to: "out/\(digits)")
    let cache = try cache(scratch)
    #expect(try load("dir:\(scratch.path("out"))", cache).images.first?.mismatches.isEmpty == false)
    #expect(cache.usedLayers == 0)
  }
}
