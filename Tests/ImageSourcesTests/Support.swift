import ArchiveIO
import Foundation
import ImageSources
import Images
import LoopbackServer
import Synchronization
import TestSupport
import Transfer

/// Blobs and manifests, as a registry has them.
final class FakeRegistry: Sendable {
  typealias Handler = @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer?

  private let content: Mutex<[String: [UInt8]]>
  /// Answers before the content does; nil leaves it to the content.
  private let first: Mutex<Handler>

  init(_ content: [String: [UInt8]] = [:]) {
    self.content = Mutex(content)
    first = Mutex { _ in nil }
  }

  func put(_ path: String, _ bytes: [UInt8]) { content.withLock { $0[path] = bytes } }

  func get(_ path: String) -> [UInt8]? { content.withLock { $0[path] } }

  func before(_ handler: @escaping Handler) { first.withLock { $0 = handler } }

  func start() throws -> LoopbackServer {
    try LoopbackServer { [self] request in
      if let answer = first.withLock({ $0 })(request) { return answer }
      let path = String(request.path.prefix { $0 != "?" })
      return content.withLock { $0[path] }.map { .whole($0) } ?? .whole(status: 404)
    }
  }
}

/// An image of the repository `team/app`.
struct SampleImage {
  let registry = FakeRegistry()
  var manifest: [UInt8] = []
  var layers: [(digest: String, bytes: [UInt8])] = []

  var digest: String { Self.digest(manifest) }

  static func digest(_ bytes: [UInt8]) -> String { Digest.of(ByteView(copying: bytes)).description }

  static func json(_ value: [String: any Sendable]) throws -> [UInt8] {
    [UInt8](try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
  }

  /// - Parameter size: what the manifest states for the size of the last layer; nil for the true one.
  init(
    files: [[String]] = [["etc/first"], ["srv/second"]], architecture: String = Self.ownArchitecture,
    tag: String? = "1.0", statedSize: Int? = nil, into other: FakeRegistry? = nil
  ) throws {
    var descriptors: [[String: any Sendable]] = []
    for names in files {
      let tar = TarWriter.tar(names.map { TarWriter.Member($0, content: "content of \($0)") })
      layers.append((Self.digest(tar), tar))
      descriptors.append([
        "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": Self.digest(tar), "size": tar.count,
      ])
    }
    if let statedSize, !descriptors.isEmpty { descriptors[descriptors.count - 1]["size"] = statedSize }
    let config = try Self.json([
      "os": "linux", "architecture": architecture, "config": ["User": "app"] as [String: any Sendable],
      "rootfs": ["type": "layers", "diff_ids": layers.map(\.digest)] as [String: any Sendable],
    ])
    manifest = try Self.json([
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
      "config": [
        "mediaType": "application/vnd.oci.image.config.v1+json", "digest": Self.digest(config),
        "size": config.count,
      ] as [String: any Sendable],
      "layers": descriptors,
    ])
    for target in [registry, other].compactMap(\.self) {
      for layer in layers { target.put("/v2/team/app/blobs/\(layer.digest)", layer.bytes) }
      target.put("/v2/team/app/blobs/\(Self.digest(config))", config)
      target.put("/v2/team/app/manifests/\(digest)", manifest)
      if let tag { target.put("/v2/team/app/manifests/\(tag)", manifest) }
    }
  }

  static var ownArchitecture: String {
    #if arch(arm64)
      "arm64"
    #else
      "amd64"
    #endif
  }
}

/// Options that see nothing of the machine that the tests run on.
func options(_ environment: [String: String] = [:], home: String? = nil) -> SourceOptions {
  var options = SourceOptions()
  options.environment = environment
  options.home = home
  options.systemRoot = "/nonexistent"
  options.limits.backOffSeconds = 0.01
  options.limits.idleSeconds = 2
  options.limits.documentSeconds = 4
  return options
}

func load(
  _ input: String, _ options: SourceOptions, platform: String? = nil
) throws -> SavedImages {
  var loader = ImageLoader()
  loader.finder = SourceFinder(options)
  return try loader.load(input, selection: ImageSelection(platform: platform.flatMap { Platform($0) }))
}

extension SavedImages {
  /// What became of the layers of the first image, the lowest first.
  var statuses: [ImageFacts.Layer.Status] { images.first?.layers.map(\.status) ?? [] }
}
