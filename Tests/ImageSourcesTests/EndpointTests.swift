import ArchiveIO
import Findings
import Foundation
import Images
import TestSupport
import Testing
import Transfer

@testable import ImageSources

@Suite struct EndpointTests {
  private func docker(_ environment: [String: String], home: String? = nil) throws -> [String] {
    try EngineEndpoints(options: options(environment, home: home)).all(.docker).map(\.shown)
  }

  @Test func `variables name engines`() throws {
    #expect(try docker(["DOCKER_HOST": "unix:///run/a.sock"]) == ["docker (unix:///run/a.sock)"])
    #expect(try docker(["DOCKER_HOST": "tcp://host.example:2375"]) == ["docker (http://host.example:2375)"])
    let secured = [
      "DOCKER_HOST": "tcp://host.example:2376", "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": "/c",
    ]
    #expect(try docker(secured) == ["docker (https://host.example:2376)"])
    #expect(throws: SourceFailure.self) { try docker(["DOCKER_HOST": "ssh://host.example"]) }
    #expect(throws: SourceFailure.self) { try docker(["DOCKER_HOST": "nonsense"]) }
    let podman = EngineEndpoints(options: options(["CONTAINER_HOST": "unix:///run/p.sock"]))
    #expect(try podman.all(.podman).map(\.shown) == ["podman (unix:///run/p.sock)"])
    #expect(try docker([:]).isEmpty)
  }

  @Test func `sockets at the usual places are found if they are there`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write([], to: "run/docker.sock")
    try scratch.write([], to: "run/podman/podman.sock")
    let options = options(["XDG_RUNTIME_DIR": scratch.path("run")])
    #expect(
      try EngineEndpoints(options: options).all(.docker).map(\.socket) == [scratch.path("run/docker.sock")])
    #expect(
      try EngineEndpoints(options: options).all(.podman).map(\.socket) == [
        scratch.path("run/podman/podman.sock")
      ])
  }

  @Test func `the current context names an engine`() throws {
    let scratch = try ScratchDirectory()
    let id = Digest.of(ByteView(copying: Array("far".utf8))).hex
    try scratch.write(Array(#"{"currentContext":"far"}"#.utf8), to: ".docker/config.json")
    try scratch.write(
      Array(#"{"Endpoints":{"docker":{"Host":"tcp://far.example:2375"}}}"#.utf8),
      to: ".docker/contexts/meta/\(id)/meta.json")
    #expect(try docker([:], home: scratch.url.path) == ["docker (http://far.example:2375)"])
    #expect(throws: SourceFailure.self) { try docker(["DOCKER_CONTEXT": "gone"], home: scratch.url.path) }
    #expect(try docker(["DOCKER_CONTEXT": "default"], home: scratch.url.path).isEmpty)
  }

  @Test func `certificates of a registry lie in certs.d`() throws {
    let scratch = try ScratchDirectory()
    for name in ["ca.crt", "client.cert", "client.key"] {
      try scratch.write([], to: ".config/containers/certs.d/example.org:5000/\(name)")
    }
    let access = RegistryAccess(
      ImageReference("example.org:5000/app"), options(home: scratch.url.path))
    #expect(access.trust.authorities?.hasSuffix("ca.crt") == true)
    #expect(access.trust.certificate?.hasSuffix("client.cert") == true)
    #expect(access.trust.key?.hasSuffix("client.key") == true)
    #expect(
      RegistryAccess(ImageReference("example.com/app"), options(home: scratch.url.path)).trust.authorities
        == nil)
  }

  @Test func `the system's authorities are found where the system keeps them`() throws {
    let scratch = try ScratchDirectory()
    func authorities(_ environment: [String: String] = [:]) -> String? {
      var options = options(environment)
      options.systemRoot = scratch.path("system")
      return RegistryAccess(ImageReference("example.org/app"), options).trust.authorities
    }
    #expect(authorities() == nil)
    #if os(Linux)
      try scratch.write([], to: "system/etc/pki/tls/certs/ca-bundle.crt")
      #expect(authorities() == scratch.path("system/etc/pki/tls/certs/ca-bundle.crt"))
      try scratch.write([], to: "system/etc/ssl/certs/ca-certificates.crt")
      #expect(authorities() == nil, "libcurl knows this place")
    #endif
    #expect(authorities(["SSL_CERT_FILE": "/own.pem"]) == "/own.pem")
  }

  @Test func `what ctr and helpers take is known before anything is read`() {
    let containerd = SourceNeeds(["containerd:app:1.0"], options())
    #expect(containerd.connects && containerd.executes, "ctr speaks to containerd over a socket")
    var offline = options()
    offline.isOffline = true
    let nothing = SourceNeeds(["containerd:app:1.0", "app:1.0"], offline)
    #expect(!nothing.connects && !nothing.executes)
    #expect(SourceNeeds(["app.tar"], options()).paths == ["app.tar"])
  }

  @Test func `a registry is insecure by its name alone, or on this machine`() throws {
    var insecure = options()
    insecure.insecureRegistries = ["old.example:5000"]
    func isInsecure(_ name: String) -> Bool { RegistryAccess(ImageReference(name), insecure).isInsecure }
    #expect(
      isInsecure("old.example:5000/app") && isInsecure("localhost:5000/app") && isInsecure("127.0.0.1:1/app"))
    #expect(!isInsecure("old.example/app") && !isInsecure("app") && !isInsecure("127.0.0.1.example.org/app"))
    #expect(RegistryAccess(ImageReference("nginx"), insecure).host == "registry-1.docker.io")
    #expect(RegistryAccess(ImageReference("nginx"), insecure).repository == "library/nginx")
  }

  @Test func `containerd knows whole names`() {
    #expect(ContainerdExport.fullName("nginx") == "docker.io/library/nginx:latest")
    #expect(ContainerdExport.fullName("example.org/app:1") == "example.org/app:1")
  }

  @Test func `headers of a tar hold long names and large sizes`() throws {
    let name = "blobs/sha512/" + String(repeating: "a", count: 128)
    for (name, size) in [(name, Int64(700)), ("blobs/sha256/x", 9 << 30)] {
      let header = LayoutStream.header(name, size: size)
      #expect(header.count % 512 == 0)
      let index = TarIndex(ByteView(copying: header), limits: ReadLimits())
      #expect(index.members.first.map { String(decoding: $0.member.name, as: UTF8.self) } == name)
      #expect(index.members.first?.member.size == size)
    }
  }
}
