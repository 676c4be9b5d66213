import Foundation
import TestSupport
import Testing

@testable import ImageSources

@Suite struct CredentialTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func write(_ object: [String: any Sendable], to file: String) throws {
    try scratch.write(SampleImage.json(object), to: file)
  }

  private func entry(_ user: String) -> [String: any Sendable] {
    ["auth": Data("\(user):invented".utf8).base64EncodedString()]
  }

  private func find(
    _ registry: String, _ repository: String = "team/app", _ environment: [String: String] = [:]
  ) throws -> RegistryCredential? {
    let options = options(
      ["PATH": scratch.path("bin")].merging(environment) { $1 }, home: scratch.path("home"))
    return try CredentialStore(options: options).credential(registry: registry, repository: repository)
  }

  private func helper(_ name: String, _ script: String) throws {
    let path = try scratch.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "bin/docker-credential-\(name)")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  @Test func `the caller's files are read in the order of podman's family`() throws {
    try write(
      ["auths": ["example.org": entry("docker")] as [String: any Sendable]], to: "home/.docker/config.json")
    #expect(try find("example.org") == .password(user: "docker", password: "invented"))
    #expect(try find("example.com") == nil)
    try write(
      ["auths": ["example.org": entry("podman")] as [String: any Sendable]],
      to: "home/.config/containers/auth.json")
    #expect(try find("example.org") == .password(user: "podman", password: "invented"))
    try write(
      ["auths": ["example.org": entry("run")] as [String: any Sendable]], to: "run/containers/auth.json")
    let run = ["XDG_RUNTIME_DIR": scratch.path("run")]
    #expect(try find("example.org", "team/app", run) == .password(user: "run", password: "invented"))
  }

  @Test func `the most special entry counts`() throws {
    try write(
      [
        "auths": [
          "example.org": entry("all"), "example.org/team": entry("team"),
          "https://index.docker.io/v1/": entry("hub"),
        ] as [String: any Sendable]
      ], to: "home/.docker/config.json")
    #expect(try find("example.org", "team/app") == .password(user: "team", password: "invented"))
    #expect(try find("example.org", "other/app") == .password(user: "all", password: "invented"))
    #expect(try find("docker.io", "library/app") == .password(user: "hub", password: "invented"))
  }

  @Test func `a helper is asked by the name of the registry`() throws {
    try helper("sample", #"read server; printf '{"Username":"%s","Secret":"invented"}' "$server""#)
    try write(["credHelpers": ["example.org": "sample"]], to: "home/.docker/config.json")
    #expect(try find("example.org") == .password(user: "example.org", password: "invented"))
    #expect(try find("example.com") == nil)
    try helper("sample", #"printf '{"Username":"<token>","Secret":"invented"}'"#)
    #expect(try find("example.org") == .identityToken("invented"))
    try helper("sample", "exit 1")
    #expect(try find("example.org") == nil)
    try helper("sample", "echo nonsense")
    #expect(throws: SourceFailure.self) { try find("example.org") }
  }

  @Test(arguments: ["../evil", "/bin/evil", "a b", "$(id)", "-x"])
  func `a helper is a program's name`(name: String) throws {
    try write(["credsStore": name], to: "home/.docker/config.json")
    #expect(throws: SourceFailure.self) { try find("example.org") }
  }

  @Test func `a damaged file is an error that names it`() throws {
    try scratch.write(Array("{".utf8), to: "home/.docker/config.json")
    let error = try #require(throws: SourceFailure.self) { try find("example.org") }
    #expect(error.description.contains("config.json"))
  }

  @Test func `challenges are taken apart`() {
    let challenges = AuthChallenge.all(
      #"Basic realm="a, b", Bearer realm="https://auth.example.org/t",service=x, scope="repository:a:pull,push""#
    )
    #expect(challenges.map(\.scheme) == ["basic", "bearer"])
    #expect(challenges.first?.parameters == ["realm": "a, b"])
    #expect(
      challenges.last?.parameters == [
        "realm": "https://auth.example.org/t", "service": "x", "scope": "repository:a:pull,push",
      ])
    #expect(AuthChallenge.all("").isEmpty)
    #expect(AuthChallenge.all("=\"x").isEmpty)
    #expect(AuthChallenge.all("Bearer realm=\"unclosed").first?.parameters["realm"] == "unclosed")
  }
}
