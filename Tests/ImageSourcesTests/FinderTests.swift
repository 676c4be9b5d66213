import ArchiveIO
import Findings
import Foundation
import ImageSources
import Images
import LoopbackServer
import TestSupport
import Testing

/// In which order an image is looked for, and when nobody is asked.
@Suite struct FinderTests {
  /// An engine that has the image `app:1.0`.
  private func engine(_ archive: [UInt8]) throws -> LoopbackServer {
    try LoopbackServer { request in
      switch request.path {
      case "/images/app:1.0/json":
        .whole(
          Array(
            #"{"Id":"sha256:\#(String(repeating: "b", count: 64))","Size":5,"RepoDigests":["app@sha256:\#(String(repeating: "c", count: 64))"]}"#
              .utf8))
      case "/images/app:1.0/get": .whole(archive)
      default: .whole(status: 404, Array(#"{"message":"no such image"}"#.utf8))
      }
    }
  }

  private func archive() throws -> [UInt8] {
    var image = ImageBuilder()
    image.steps = [.layer(ImageBuilder.Layer("COPY", [TarWriter.Member("srv/app", content: "x")]))]
    return try image.archive()
  }

  @Test(arguments: ["DOCKER_HOST", "CONTAINER_HOST"])
  func `an engine's image is read as it is sent`(variable: String) throws {
    let server = try engine(archive())
    let options = options([variable: "tcp://127.0.0.1:\(server.port)"])
    let saved = try load("app:1.0", options)
    #expect(saved.statuses == [.ok])
    #expect(saved.origin?.digest == "sha256:" + String(repeating: "c", count: 64))
    #expect(saved.origin?.place.contains("127.0.0.1:\(server.port)") == true)
    #expect(
      try load(variable == "DOCKER_HOST" ? "docker:app:1.0" : "podman:app:1.0", options).statuses == [.ok])
  }

  @Test func `an engine that breaks off makes the answer incomplete`() throws {
    let bytes = try archive()
    let server = try LoopbackServer { request in
      request.path.hasSuffix("/get")
        ? .cut(Array(bytes.prefix(3_000)), promised: bytes.count) : .whole(Array("{}".utf8))
    }
    let options = options(["DOCKER_HOST": "tcp://127.0.0.1:\(server.port)"])
    do {
      let saved = try load("docker:app:1.0", options)
      #expect(!saved.incomplete.isEmpty)
    } catch let error as ImageError {
      #expect(error.description.contains("ended early"))
    }
    #expect(server.requests.count { $0.path.hasSuffix("/get") } == 1)
  }

  @Test func `the registry is asked if no engine has the image`() throws {
    let engine = try engine(archive())
    let sample = try SampleImage()
    let registry = try sample.registry.start()
    let options = options(["DOCKER_HOST": "tcp://127.0.0.1:\(engine.port)"])
    let saved = try load("127.0.0.1:\(registry.port)/team/app:1.0", options)
    #expect(saved.origin?.place == "registry 127.0.0.1:\(registry.port)")
    #expect(!engine.requests.isEmpty)
  }

  @Test func `--pull chooses`() throws {
    let sample = try SampleImage()
    let registry = try sample.registry.start()
    let engine = try engine(archive())
    let name = "127.0.0.1:\(registry.port)/team/app:1.0"
    var options = options(["DOCKER_HOST": "tcp://127.0.0.1:\(engine.port)"])
    options.pull = .always
    #expect(try load(name, options).statuses == [.ok, .ok])
    #expect(engine.requests.isEmpty)
    options.pull = .never
    let before = registry.requests.count
    #expect(throws: ImageError.self) { try load(name, options) }
    #expect(throws: ImageError.self) { try load("registry:\(name)", options) }
    #expect(registry.requests.count == before)
  }

  @Test func `offline nobody is asked`() throws {
    let engine = try engine(archive())
    let sample = try SampleImage()
    let registry = try sample.registry.start()
    var options = options(["DOCKER_HOST": "tcp://127.0.0.1:\(engine.port)"])
    options.isOffline = true
    let name = "127.0.0.1:\(registry.port)/team/app:1.0"
    for input in [
      name, "registry:\(name)", "docker:app:1.0", "podman:app:1.0", "containerd:app:1.0", "app:1.0",
    ] {
      let error = try #require(throws: ImageError.self) { try load(input, options) }
      #expect(error.description.contains("--offline"), "\(error)")
    }
    #expect(engine.requests.isEmpty && registry.requests.isEmpty)
  }

  @Test func `an error names each place once`() throws {
    func error(_ input: String, _ options: SourceOptions = options()) throws -> String {
      try #require(throws: ImageError.self) { try load(input, options) }.description
    }
    let engine = try error("docker:app:1.0", options(["DOCKER_HOST": "unix:///nonexistent.sock"]))
    #expect(
      engine.ranges(of: "/nonexistent.sock").count == 1 && engine.contains(": cannot be reached"), "\(engine)"
    )
    let registry = try error("registry:127.0.0.1:1/app")
    #expect(registry.contains("registry 127.0.0.1:1: cannot be reached"), "\(registry)")
    let bare = try error("docker:")
    #expect(bare.hasPrefix("'docker:': has no name after the scheme."), "\(bare)")
    let folder = try error("dir:/nonexistent/out")
    #expect(folder.contains("there is no directory /nonexistent/out"), "\(folder)")
  }

  @Test func `a file that is not there asks nobody`() throws {
    let engine = try engine(archive())
    let options = options(["DOCKER_HOST": "tcp://127.0.0.1:\(engine.port)"])
    for input in ["app.tar", "./app", "/nonexistent/app"] {
      #expect(throws: ImageError.self) { try load(input, options) }
    }
    #expect(engine.requests.isEmpty)
  }

  @Test func `names of a compose file have no schemes and are no files`() throws {
    let scratch = try ScratchDirectory()
    let file = try scratch.write(archive(), to: "app.tar")
    var options = options()
    options.takesNamesOnly = true
    options.pull = .never
    for input in [file, "-", "archive:\(file)", "dir:/etc", "../app"] {
      let error = try #require(throws: ImageError.self) { try load(input, options) }
      #expect(error.description.contains("is not the name of an image"), "\(error)")
    }
  }

  @Test func `an archive and a layout can be named with their images`() throws {
    let scratch = try ScratchDirectory()
    let file = try scratch.write(archive(), to: "app.tar")
    #expect(try load("archive:\(file)", options()).statuses == [.ok])
    #expect(try load("docker-archive:\(file):app:1.0", options()).statuses == [.ok])
  }

  @Test func `skopeo's directories are read`() throws {
    let sample = try SampleImage()
    let scratch = try ScratchDirectory()
    try scratch.write(sample.manifest, to: "out/manifest.json")
    let server = try sample.registry.start()
    _ = try load("127.0.0.1:\(server.port)/team/app:1.0", options())
    for request in server.requests where request.path.contains("/blobs/") {
      let digits = try #require(request.path.split(separator: ":").last)
      try scratch.write(sample.registry.get(request.path) ?? [], to: "out/\(digits)")
    }
    let saved = try load("dir:\(scratch.path("out"))", options())
    #expect(saved.statuses == [.ok, .ok])
    #expect(saved.images.first?.digest?.description == sample.digest)
    try scratch.write([1, 2, 3], to: "out/\(sample.layers[1].digest.dropFirst(7))")
    #expect(try load("dir:\(scratch.path("out"))", options()).images.first?.isComplete == false)
    #expect(throws: ImageError.self) { try load("dir:\(scratch.path("nowhere"))", options()) }
  }
}
