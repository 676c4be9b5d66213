import ArchiveIO
import Findings
import Foundation
import ImageSources
import Images
import Testing

import struct TestSupport.Program
import class TestSupport.ScratchDirectory
import enum TestSupport.TestData

/// Servers that people run, where they are installed: Debian's docker-registry, podman's service, dockerd.
@Suite(.serialized) struct RealServerTests {
  private static let archive = TestData.path("images/docker-26.tar")
  private static let name = "imgcheck.example/service:1.4.2"

  /// A program that serves until the test ends.
  private final class Server {
    private let process = Process()

    init(_ program: Program, _ arguments: [String], _ environment: [String: String] = [:]) throws {
      process.executableURL = URL(filePath: program.path)
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
    }

    /// Tries until `work` succeeds, for ten seconds; nil where it never does.
    func wait<Value>(_ work: () -> Value?) -> Value? {
      for _ in 0..<100 where process.isRunning {
        if let value = work() { return value }
        Thread.sleep(forTimeInterval: 0.1)
      }
      return nil
    }
  }

  private static func has(_ names: String...) -> Bool { names.allSatisfy { Program(named: $0) != nil } }

  private static func succeeds(_ program: String, _ arguments: [String]) -> Bool {
    do { return try Program(named: program)?.run(arguments).status == 0 } catch { return false }
  }

  private func essence(_ saved: SavedImages) -> [String] {
    saved.images.flatMap { image in
      [image.configDigest?.description ?? "", "\(image.isComplete)", "\(image.mismatches.count)"]
        + image.layers.map { $0.scan.diffID?.description ?? "" }
    } + saved.incomplete.map(\.what)
  }

  private func file() throws -> [String] { essence(try load(Self.archive, options())) }

  /// - Parameter lines: what is added below `http:`.
  private func registry(
    _ scratch: ScratchDirectory, port: Int, _ lines: [String] = [], rest: String = ""
  ) throws -> Server {
    let http = (["  addr: 127.0.0.1:\(port)"] + lines).joined(separator: "\n")
    let config = try scratch.write(
      Array(
        "version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: \(scratch.path("data"))\nhttp:\n\(http)\n\(rest)"
          .utf8), to: "registry-\(port).yml")
    return try Server(try #require(Program(named: "docker-registry")), ["serve", config])
  }

  private func push(_ scratch: ScratchDirectory, port: Int, _ server: Server) throws {
    let isPushed = server.wait {
      Self.succeeds(
        "skopeo",
        [
          "copy", "--quiet", "--dest-tls-verify=false", "docker-archive:\(Self.archive)",
          "docker://127.0.0.1:\(port)/team/app:1.0",
        ]) ? true : nil
    }
    try #require(isPushed == true, "the image cannot be pushed")
  }

  @Test(.enabled(if: has("docker-registry", "skopeo"), "docker-registry and skopeo are not installed"))
  func `docker-registry gives what was pushed`() throws {
    let scratch = try ScratchDirectory()
    let port = 20_000 + Int.random(in: 0..<20_000)
    let server = try registry(scratch, port: port)
    try push(scratch, port: port, server)
    let saved = try load("127.0.0.1:\(port)/team/app:1.0", options())
    #expect(try essence(saved) == file())
    #expect(saved.origin?.digest?.hasPrefix("sha256:") == true)
    let error = try #require(throws: ImageError.self) {
      try load("127.0.0.1:\(port)/team/app:2.0", options())
    }
    #expect(error.description.contains("has no image of this name"))
    withExtendedLifetime(server) {}
  }

  @Test(
    .enabled(
      if: has("docker-registry", "skopeo", "openssl"),
      "docker-registry, skopeo and openssl are not installed"))
  func `docker-registry that asks for a certificate of the client gives what was pushed`() throws {
    let scratch = try ScratchDirectory()
    let port = 20_000 + Int.random(in: 0..<20_000)
    do {
      let plain = try registry(scratch, port: port)
      try push(scratch, port: port, plain)
    }
    // One certificate is the server's, the client's, and the authority of both; it lies where podman looks for it.
    let folder = "home/.config/containers/certs.d/registry.localhost:\(port)"
    try scratch.write([], to: "\(folder)/kept")
    let (key, certificate) = (scratch.path("\(folder)/own.key"), scratch.path("\(folder)/own.cert"))
    try #require(
      Self.succeeds(
        "openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
          "-subj", "/CN=registry.localhost", "-addext", "subjectAltName=DNS:registry.localhost",
        ]))
    let authority = scratch.path("\(folder)/authority.crt")
    try FileManager.default.copyItem(atPath: certificate, toPath: authority)
    let server = try registry(
      scratch, port: port,
      [
        "  tls:", "    certificate: \(certificate)", "    key: \(key)", "    clientcas:",
        "      - \(authority)",
      ])
    let name = "registry.localhost:\(port)/team/app:1.0"
    let own = options(home: scratch.path("home"))
    let answer = server.wait { () -> String? in
      do {
        return try essence(load(name, own)).joined()
      } catch let error as ImageError {
        return error.description.contains("cannot be reached") ? nil : error.description
      } catch {
        return nil
      }
    }
    guard let answer else { try Test.cancel("registry.localhost leads nowhere here") }
    #expect(try answer == file().joined())
    var stranger = options()
    stranger.authorities = authority
    let refused = try #require(throws: ImageError.self) { try load(name, stranger) }
    #expect(refused.description.contains("registry.localhost"), "\(refused)")
  }

  @Test(
    .enabled(
      if: has("docker-registry", "skopeo", "openssl", "htpasswd"),
      "docker-registry, skopeo, openssl and htpasswd are not installed"))
  func `docker-registry with TLS and a password gives what was pushed`() throws {
    let scratch = try ScratchDirectory()
    let port = 20_000 + Int.random(in: 0..<20_000)
    do {
      let plain = try registry(scratch, port: port)
      try push(scratch, port: port, plain)
    }
    let (key, certificate) = (scratch.path("key.pem"), scratch.path("cert.pem"))
    // A name that is not this machine's for imgcheck, so that nothing is excused.
    try #require(
      Self.succeeds(
        "openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
          "-subj", "/CN=registry.localhost", "-addext", "subjectAltName=DNS:registry.localhost",
        ]))
    let users = try #require(Program(named: "htpasswd")).run(["-Bbn", "me", "invented"]).output
    let file = try scratch.write(users, to: "users")
    let server = try registry(
      scratch, port: port, ["  tls:", "    certificate: \(certificate)", "    key: \(key)"],
      rest: "auth:\n  htpasswd:\n    realm: sample\n    path: \(file)\n")
    let name = "registry.localhost:\(port)/team/app:1.0"
    var trusting = options()
    trusting.authorities = certificate
    let refused = server.wait { () -> String? in
      do {
        _ = try load(name, trusting)
        return "it was read"
      } catch let error as ImageError {
        return error.description.contains("cannot be reached") ? nil : error.description
      } catch {
        return nil
      }
    }
    guard let refused else { try Test.cancel("registry.localhost leads nowhere here") }
    #expect(refused.contains("status 401"), "\(refused)")
    let users64 = Data("me:invented".utf8).base64EncodedString()
    trusting.environment["REGISTRY_AUTH_FILE"] = try scratch.write(
      Array(#"{"auths":{"registry.localhost:\#(port)":{"auth":"\#(users64)"}}}"#.utf8), to: "auth.json")
    #expect(try essence(load(name, trusting)) == self.file())
    var suspicious = trusting
    suspicious.authorities = nil
    let untrusted = try #require(throws: ImageError.self) { try load(name, suspicious) }
    #expect(untrusted.description.contains("is not trusted"))
    suspicious.insecureRegistries = ["registry.localhost:\(port)"]
    #expect(try essence(load(name, suspicious)) == self.file())
  }

  @Test(.enabled(if: has("podman"), "podman is not installed"))
  func `podman's service gives what was loaded`() throws {
    // podman takes no folder for its state whose path has more than 50 bytes.
    let folder = "/tmp/ic-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { _ = Self.succeeds("rm", ["-rf", folder]) }
    let podman = try #require(Program(named: "podman"))
    let store = ["--root", "\(folder)/root", "--runroot", "\(folder)/run", "--storage-driver", "vfs"]
    let loaded = try podman.run(store + ["load", "--quiet", "--input", Self.archive])
    guard loaded.status == 0 else { try Test.cancel("podman stores no images here: \(loaded.errorText)") }
    let socket = "\(folder)/p.sock"
    let server = try Server(podman, store + ["system", "service", "--time=0", "unix://\(socket)"])
    let isThere = server.wait { FileManager.default.fileExists(atPath: socket) ? true : nil }
    guard isThere == true else { try Test.cancel("podman's service does not start here") }
    let saved = try load(Self.name, options(["CONTAINER_HOST": "unix://\(socket)"]))
    #expect(try essence(saved) == file())
    #expect(saved.origin?.place.hasPrefix("podman") == true)
    #expect(throws: ImageError.self) {
      try load("podman:imgcheck.example/none", options(["CONTAINER_HOST": "unix://\(socket)"]))
    }
    withExtendedLifetime(server) {}
  }

  @Test(
    .enabled(
      if: has("dockerd", "docker") && ProcessInfo.processInfo.environment["USER"] != "nobody"
        && getuid() == 0,
      "dockerd is not installed, or may not be started"))
  func `dockerd gives what was loaded`() throws {
    let scratch = try ScratchDirectory()
    let socket = "unix://\(scratch.path("d.sock"))"
    let server = try Server(
      try #require(Program(named: "dockerd")),
      [
        "--storage-driver=vfs", "--iptables=false", "--bridge=none", "--host", socket, "--data-root",
        scratch.path("data"), "--exec-root", scratch.path("run"), "--pidfile", scratch.path("pid"),
      ])
    let isLoaded = server.wait {
      Self.succeeds("docker", ["--host", socket, "load", "--quiet", "--input", Self.archive]) ? true : nil
    }
    guard isLoaded == true else { try Test.cancel("dockerd does not start here") }
    let saved = try load(Self.name, options(["DOCKER_HOST": socket]))
    #expect(try essence(saved) == file())
    #expect(saved.origin?.place.hasPrefix("docker") == true)
    withExtendedLifetime(server) {}
  }
}
