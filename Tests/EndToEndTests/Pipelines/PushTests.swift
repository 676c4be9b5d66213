import Foundation
import TestSupport
import Testing

/// `ci/push-checked`: what is pushed is what was checked.
@Suite struct PushTests {
  private static let isPossible = ["docker-registry", "skopeo"].allSatisfy { Program(named: $0) != nil }

  /// A registry on this machine; it ends with the test.
  private final class Registry {
    let port = 20_000 + Int.random(in: 0..<20_000)
    private let process = Process()

    init(_ folder: ScratchDirectory) throws {
      let config = try folder.write(
        Array(
          "version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: \(folder.path("data"))\nhttp:\n  addr: 127.0.0.1:\(port)\n"
            .utf8),
        to: "registry.yml")
      process.executableURL = URL(filePath: try #require(Program(named: "docker-registry")).path)
      process.arguments = ["serve", config]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
    }
  }

  private func push(_ words: String..., in folder: ScratchDirectory) throws -> Program.Result {
    let command = (["'\(Pipeline.root)/ci/push-checked'"] + words).joined(separator: " ")
    return try Pipeline.run(command, in: folder, environment: ["SKOPEO_OPTIONS": "--dest-tls-verify=false"])
  }

  @Test(.enabled(if: isPossible, "docker-registry and skopeo are not installed"))
  func `an image that passes is pushed, and one that fails is not`() throws {
    let folder = try Pipeline.checkout()
    let registry = try Registry(folder)
    let place = "127.0.0.1:\(registry.port)/team"
    for _ in 0..<50 {
      let answer = try Program(path: "/bin/bash").run(["-c", "exec 3<>/dev/tcp/127.0.0.1/\(registry.port)"])
      if answer.status == 0 { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let failing = try push(
      "docker-archive:image.tar", "\(place)/bad:1.0", "--no-secrets --no-config", in: folder)
    #expect(failing.status == 1 && failing.text.hasPrefix("FAIL"), "\(failing.errorText)")
    let passing = try push(
      "docker-archive:image.tar", "\(place)/good:1.0", "--no-secrets --no-config -q --fail-on critical",
      in: folder)
    #expect(passing.status == 0, "\(passing.errorText)")
    let digest = try #require(passing.text.firstMatch(of: /@(sha256:[0-9a-f]{64})\n/)).1
    let named = try imgcheck("\(place)/good:1.0", "--no-secrets", "--no-config")
    #expect(named.text.contains("digest \(digest)"), "\(named.text)")
    #expect(try imgcheck("\(place)/bad:1.0", "--no-secrets", "--no-config").status == 3, "it was not pushed")
    withExtendedLifetime(registry) {}
  }

  @Test func `wrong usage ends with 2`() throws {
    let folder = try Pipeline.checkout()
    for words in ["", "image.tar", "image.tar --policy", "image.tar app"] {
      #expect(try push(words, in: folder).status == 2, "\(words)")
    }
  }
}
