import Foundation
import ImageSources
import Images
import LoopbackServer
import TestSupport
import Testing

/// Mirrors of `registries.conf`, the caller's own and the system's.
@Suite struct MirrorTests {
  /// Options of a caller whose system has a configuration.
  private func options(_ scratch: ScratchDirectory, _ text: String) throws -> SourceOptions {
    try scratch.write(Array(text.utf8), to: "etc/containers/registries.conf")
    var options = ImageSourcesTests.options(home: scratch.path("home"))
    options.systemRoot = scratch.path(".")
    options.pull = .always
    return options
  }

  private func registry(_ mirror: LoopbackServer, _ more: String = "") -> String {
    """
    [[registry]]
    prefix = "registry.example.org/team"
    location = "127.0.0.1:1/team"
    [[registry.mirror]]
    location = "127.0.0.1:\(mirror.port)/team"
    \(more)
    """
  }

  @Test func `a mirror is asked first, and the report names it`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let saved = try load("registry.example.org/team/app:1.0", options(scratch, registry(server)))
    #expect(saved.statuses == [.ok, .ok])
    #expect(saved.origin?.place == "registry 127.0.0.1:\(server.port), a mirror")
    #expect(saved.origin?.digest == sample.digest)
    #expect(saved.images.first?.tags == ["registry.example.org/team/app:1.0"], "the image keeps its name")
  }

  @Test func `a mirror without the image leaves it to the next place`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let empty = try FakeRegistry().start()
    let scratch = try ScratchDirectory()
    let next = "[[registry.mirror]]\nlocation = \"127.0.0.1:\(server.port)/team\""
    let saved = try load("registry.example.org/team/app:1.0", options(scratch, registry(empty, next)))
    #expect(saved.origin?.place == "registry 127.0.0.1:\(server.port), a mirror")
    #expect(saved.origin?.notes == ["the mirror 127.0.0.1:\(empty.port)/team has no image of this name"])
    #expect(!empty.requests.isEmpty)
  }

  @Test func `a mirror for digests is not asked for tags`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let options = try options(scratch, registry(server, "pull-from-mirror = \"digest-only\""))
    let error = try #require(throws: ImageError.self) {
      try load("registry.example.org/team/app:1.0", options)
    }
    #expect(error.description.contains("127.0.0.1:1"), "the location takes the place of the prefix")
    #expect(server.requests.isEmpty)
    #expect(try load("registry.example.org/team/app@\(sample.digest)", options).statuses == [.ok, .ok])
  }

  @Test func `the caller's file stands for the system's, and its parts come last`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let options = try options(scratch, "[[registry]]\nlocation = \"registry.example.org\"\nblocked = true\n")
    let blocked = try #require(throws: ImageError.self) {
      try load("registry.example.org/team/app:1.0", options)
    }
    #expect(blocked.description.contains("registries.conf blocks registry.example.org"))
    try scratch.write(
      Array(registry(server).utf8), to: "home/.config/containers/registries.conf.d/10-team.conf")
    #expect(
      try load("registry.example.org/team/app:1.0", options).statuses == [.ok, .ok],
      "the longest prefix counts")
    try scratch.write(
      Array("unqualified-search-registries = []\n".utf8), to: "home/.config/containers/registries.conf")
    let other = try #require(throws: ImageError.self) { try load("registry.example.org/other:1.0", options) }
    #expect(!other.description.contains("blocks"), "the system's file is not read")
    try scratch.write(Array("[[registry".utf8), to: "home/.config/containers/registries.conf")
    let damaged = try #require(throws: ImageError.self) {
      try load("registry.example.org/team/app:1.0", options)
    }
    #expect(damaged.description.contains("registries.conf is not TOML"))
  }

  @Test func `a wildcard is for the hosts below a domain`() throws {
    let sample = try SampleImage()
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    let text = "[[registry]]\nprefix = \"*.example.org\"\nlocation = \"127.0.0.1:\(server.port)\"\n"
    let options = try options(scratch, text)
    let saved = try load("one.example.org/team/app:1.0", options)
    #expect(saved.origin?.place == "registry 127.0.0.1:\(server.port)")
    _ = #expect(throws: ImageError.self) { try load("example.org/team/app:1.0", options) }
  }

  @Test func `an identity token is changed into the token that the registry wants`() throws {
    let sample = try SampleImage()
    let service = try LoopbackServer { request in
      request.method == "POST" && request.body.contains("grant_type=refresh_token")
        && request.body.contains("refresh_token=invented") && request.body.contains("service=registry")
        ? .whole(Array(#"{"access_token":"changed"}"#.utf8)) : .whole(status: 401)
    }
    let address = service.address
    sample.registry.before { request in
      request.headers["authorization"] == "Bearer changed"
        ? nil
        : .whole(
          status: 401,
          headers: ["WWW-Authenticate": "Bearer realm=\"\(address)/token\",service=\"registry\""])
    }
    let server = try sample.registry.start()
    let scratch = try ScratchDirectory()
    try scratch.write(
      Array(#"{"auths":{"127.0.0.1:\#(server.port)":{"identitytoken":"invented"}}}"#.utf8),
      to: "home/.docker/config.json")
    let saved = try load(
      "127.0.0.1:\(server.port)/team/app:1.0", ImageSourcesTests.options(home: scratch.path("home")))
    #expect(saved.statuses == [.ok, .ok])
    #expect(service.requests.count >= 1)
  }
}
