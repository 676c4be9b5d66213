import ArchiveIO
import Findings
import Foundation
import ImageSources
import Images
import LoopbackServer
import Synchronization
import TestSupport
import Testing

@Suite struct RegistryTests {
  private func name(_ server: LoopbackServer, _ rest: String = "team/app:1.0") -> String {
    "127.0.0.1:\(server.port)/\(rest)"
  }

  @Test func `an image is read whole, with its digest and its name`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let saved = try load(name(server), options())
    #expect(saved.statuses == [.ok, .ok])
    #expect(saved.incomplete.isEmpty)
    #expect(saved.images.first?.isComplete == true)
    #expect(saved.images.first?.mismatches.isEmpty == true)
    #expect(saved.images.first?.digest?.description == sample.digest)
    #expect(saved.images.first?.tags == [name(server)])
    #expect(saved.origin?.digest == sample.digest)
    #expect(saved.origin?.place == "registry 127.0.0.1:\(server.port)")
    #expect(saved.images.first?.config.execution.user == "app")
  }

  @Test func `a digest is what was asked for`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let named = name(server, "team/app@\(sample.digest)")
    #expect(try load(named, options()).origin?.digest == sample.digest)
    sample.registry.put(
      "/v2/team/app/manifests/\(sample.digest)", try SampleImage(files: [["other"]]).manifest)
    let error = try #require(throws: ImageError.self) { try load(named, options()) }
    #expect(error.description.contains("has other bytes than its digest says"))
  }

  @Test func `an index gives the platform of this machine, or the one that was chosen`() throws {
    let registry = FakeRegistry()
    let own = try SampleImage(tag: nil, into: registry)
    let other = try SampleImage(files: [["opt/other"]], architecture: "riscv64", tag: nil, into: registry)
    func entry(_ image: SampleImage, _ architecture: String) -> [String: any Sendable] {
      [
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": image.digest,
        "size": image.manifest.count,
        "platform": ["os": "linux", "architecture": architecture] as [String: any Sendable],
      ]
    }
    let index = try SampleImage.json([
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
      "manifests": [entry(own, SampleImage.ownArchitecture), entry(other, "riscv64")],
    ])
    registry.put("/v2/team/app/manifests/1.0", index)
    let server = try registry.start()
    let saved = try load(name(server), options())
    #expect(saved.images.map(\.digest?.description) == [own.digest])
    #expect(saved.absentPlatforms == ["linux/riscv64"])
    #expect(saved.origin?.digest == SampleImage.digest(index))
    #expect(saved.images.first?.isComplete == true)
    let chosen = try load(name(server), options(), platform: "linux/riscv64")
    #expect(chosen.images.map(\.digest?.description) == [other.digest])
    let error = try #require(throws: ImageError.self) {
      try load(name(server), options(), platform: "linux/s390x")
    }
    #expect(error.description.contains("linux/riscv64"))
  }

  @Test func `what is attached is listed and searched`() throws {
    let sample = try SampleImage()
    let statement = try SampleImage.json([
      "predicateType": "https://example.org/provenance", "predicate": [:] as [String: any Sendable],
    ])
    let empty = Array("{}".utf8)
    let attached = try SampleImage.json([
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
      "artifactType": "application/vnd.in-toto+json",
      "config": [
        "mediaType": "application/vnd.oci.empty.v1+json", "digest": SampleImage.digest(empty), "size": 2,
      ] as [String: any Sendable],
      "layers": [
        [
          "mediaType": "application/vnd.in-toto+json", "digest": SampleImage.digest(statement),
          "size": statement.count,
        ] as [String: any Sendable]
      ],
      "subject": [
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": sample.digest,
        "size": sample.manifest.count,
      ] as [String: any Sendable],
    ])
    let list = try SampleImage.json([
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
      "manifests": [
        [
          "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": SampleImage.digest(attached),
          "size": attached.count, "artifactType": "application/vnd.in-toto+json",
        ] as [String: any Sendable]
      ],
    ])
    for blob in [statement, empty] {
      sample.registry.put("/v2/team/app/blobs/\(SampleImage.digest(blob))", blob)
    }
    sample.registry.put("/v2/team/app/manifests/\(SampleImage.digest(attached))", attached)
    for path in [
      "/v2/team/app/referrers/\(sample.digest)",
      "/v2/team/app/manifests/\(sample.digest.replacingOccurrences(of: ":", with: "-"))",
    ] {
      let before = sample.registry.get(path)
      sample.registry.put(path, list)
      let server = try sample.registry.start()
      let saved = try load(name(server), options())
      #expect(saved.artifacts.count == 1, "\(path)")
      #expect(saved.artifacts.first?.types.contains("https://example.org/provenance") == true)
      #expect(saved.incomplete.isEmpty)
      if before == nil { sample.registry.before { $0.path == path ? .whole(status: 404) : nil } }
    }
  }

  @Test func `nothing that is not there is found`() throws {
    let server = try FakeRegistry().start()
    let error = try #require(throws: ImageError.self) { try load(name(server), options()) }
    #expect(error.description.contains("has no image of this name"))
  }

  @Test func `a base image costs no layers`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    var loader = ImageLoader()
    loader.finder = SourceFinder(options())
    #expect(try loader.diffIDs(of: name(server)) == [sample.layers.map(\.digest)])
    #expect(
      !server.requests.contains { request in sample.layers.contains { request.path.contains($0.digest) } })
  }

  @Test func `a blob may be elsewhere, and gets no password there`() throws {
    let sample = try SampleImage()
    let store = try sample.registry.start()
    let registry = FakeRegistry()
    registry.before { request in
      guard request.headers["authorization"] == "Basic " + Data("me:invented".utf8).base64EncodedString()
      else {
        return .whole(status: 401, headers: ["WWW-Authenticate": "Basic realm=\"r\""])
      }
      return request.path.contains("/manifests/")
        ? .whole(sample.registry.get(request.path) ?? [])
        : .whole(status: 307, headers: ["Location": "http://localhost:\(store.port)\(request.path)"])
    }
    let server = try registry.start()
    let scratch = try ScratchDirectory()
    let file = try scratch.write(
      SampleImage.json([
        "auths": [
          "127.0.0.1:\(server.port)": [
            "auth": Data("me:invented".utf8).base64EncodedString()
          ] as [String: any Sendable]
        ] as [String: any Sendable]
      ]), to: "auth.json")
    let saved = try load(name(server), options(["REGISTRY_AUTH_FILE": file]))
    #expect(saved.statuses == [.ok, .ok])
    #expect(store.requests.count >= 3)
    #expect(store.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test func `a token is fetched with the password and used for what follows`() throws {
    let sample = try SampleImage()
    let port = Mutex(0)
    sample.registry.before { request in
      if request.path.hasPrefix("/token") {
        guard request.headers["authorization"] == "Basic " + Data("me:invented".utf8).base64EncodedString(),
          request.path.contains("scope=repository:team/app:pull"), request.path.contains("service=sample")
        else { return .whole(status: 403) }
        return .whole(Array(#"{"token":"made-up"}"#.utf8))
      }
      guard request.headers["authorization"] == "Bearer made-up" else {
        let realm = "http://127.0.0.1:\(port.withLock { $0 })/token"
        return .whole(
          status: 401,
          headers: [
            "WWW-Authenticate":
              #"Bearer realm="\#(realm)",service="sample",scope="repository:team/app:pull""#
          ])
      }
      return nil
    }
    let server = try sample.registry.start()
    port.withLock { $0 = server.port }
    let scratch = try ScratchDirectory()
    let file = try scratch.write(
      SampleImage.json([
        "auths": [
          "127.0.0.1:\(server.port)": ["username": "me", "password": "invented"] as [String: any Sendable]
        ] as [String: any Sendable]
      ]), to: "auth.json")
    #expect(try load(name(server), options(["REGISTRY_AUTH_FILE": file])).statuses == [.ok, .ok])
    #expect(server.requests.count { $0.path.hasPrefix("/token") } == 1)
    let refused = try #require(throws: ImageError.self) { try load(name(server), options()) }
    #expect(refused.description.contains("authorization service"))
  }
}
