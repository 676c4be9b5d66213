import Foundation
import LoopbackServer
import Synchronization
import TestSupport
import Testing

/// Registries behind a proxy, as the caller's variables name it.
@Suite struct ProxyTests {
  private static func has(_ names: String...) -> Bool { names.allSatisfy { Program(named: $0) != nil } }

  /// Debian's docker-registry with TLS for `registry.example.org`, which only the proxy can find.
  private final class Registry {
    private let process = Process()
    let port = 20_000 + Int.random(in: 0..<20_000)
    let certificate: String

    init(_ scratch: ScratchDirectory) throws {
      certificate = scratch.path("cert.pem")
      let key = scratch.path("key.pem")
      let made = try #require(Program(named: "openssl")).run([
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
        "-out", certificate, "-days", "2",
        "-subj", "/CN=registry.example.org", "-addext", "subjectAltName=DNS:registry.example.org",
      ])
      try #require(made.status == 0)
      let lines = [
        "version: 0.1", "storage:", "  filesystem:", "    rootdirectory: \(scratch.path("data"))", "http:",
        "  addr: 127.0.0.1:\(port)", "  tls:", "    certificate: \(certificate)", "    key: \(key)", "",
      ]
      let config = try scratch.write(Array(lines.joined(separator: "\n").utf8), to: "registry.yml")
      process.executableURL = URL(filePath: try #require(Program(named: "docker-registry")).path)
      process.arguments = ["serve", config]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let skopeo = try #require(Program(named: "skopeo"))
      for _ in 0..<100 where process.isRunning {
        let pushed = try skopeo.run([
          "copy", "--quiet", "--dest-tls-verify=false",
          "docker-archive:\(TestData.path("images/docker-26.tar"))",
          "docker://127.0.0.1:\(port)/team/app:1.0",
        ])
        if pushed.status == 0 { return }
        Thread.sleep(forTimeInterval: 0.1)
      }
      try #require(Bool(false), "the image cannot be pushed")
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
    }
  }

  private func check(_ registry: Registry, _ variables: [String: String]) throws -> Program.Result {
    try imgcheck(
      "registry:registry.example.org:\(registry.port)/team/app:1.0", "--registry-ca", registry.certificate,
      "--no-config", "--no-secrets", "--no-cache",
      environment: variables.merging(["HOME": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"]) { $1 })
  }

  @Test(
    .enabled(
      if: has("docker-registry", "skopeo", "openssl"), "docker-registry, skopeo and openssl are not installed"
    ))
  func `an image comes through a proxy, which sees no more than the registry's name`() throws {
    let scratch = try ScratchDirectory()
    let registry = try Registry(scratch)
    let port = registry.port
    let password = "Basic " + Data("me:invented".utf8).base64EncodedString()
    let proxy = try LoopbackServer { request in
      guard request.method == "CONNECT", request.path == "registry.example.org:\(port)" else {
        return .whole(status: 400)
      }
      return request.headers["proxy-authorization"] == password ? .tunnel(port: port) : .whole(status: 407)
    }
    let address = "http://me:invented@127.0.0.1:\(proxy.port)"
    for variable in ["https_proxy", "HTTPS_PROXY"] {
      let before = proxy.requests.count
      let result = try check(registry, [variable: address])
      #expect(
        result.text.contains("read from registry registry.example.org:\(port), digest sha256:"),
        "\(result.text) \(result.errorText)")
      #expect(result.status == 1)
      #expect(proxy.requests.count > before)
    }
    #expect(proxy.requests.allSatisfy { $0.method == "CONNECT" && $0.headers["authorization"] == nil })
    let refused = try check(registry, ["https_proxy": proxy.address])
    #expect(refused.status == 3)
    #expect(
      refused.text.contains(
        "the proxy does not connect to https://registry.example.org:\(port): its answer is status 407"),
      "\(refused.text) \(refused.errorText)")
    let before = proxy.requests.count
    let direct = try check(registry, ["https_proxy": address, "NO_PROXY": "other.example.org,.example.org"])
    #expect(direct.status == 3 && proxy.requests.count == before)
    #expect(!(direct.text + direct.errorText).contains("invented"))
  }
}
