import Foundation
import TestSupport
import Testing

/// `containerd:NAME` with the sandbox that a run has by itself: `ctr` is a program, and speaks over a socket.
@Suite struct ContainerdTests {
  private static let isPossible =
    getuid() == 0 && ["containerd", "ctr"].allSatisfy { Program(named: $0) != nil }

  /// A containerd of one's own, with the bundled image of two platforms.
  private final class Engine {
    private let process = Process()
    let environment: [String: String]

    init(_ scratch: ScratchDirectory) throws {
      // The path of a socket has a limit.
      let socket = "/tmp/ic-\(UInt32.random(in: 0...UInt32.max)).sock"
      environment = ["CONTAINERD_ADDRESS": socket, "HOME": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"]
      let lines = [
        "version = 2", "root = '\(scratch.path("root"))'", "state = '\(scratch.path("state"))'",
        "disabled_plugins = ['io.containerd.grpc.v1.cri']", "[grpc]", "  address = '\(socket)'", "",
      ]
      let config = try scratch.write(Array(lines.joined(separator: "\n").utf8), to: "config.toml")
      process.executableURL = URL(filePath: try #require(Program(named: "containerd")).path)
      process.arguments = ["--config", config]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let ctr = try #require(Program(named: "ctr"))
      for _ in 0..<100 where process.isRunning {
        let loaded = try ctr.run(
          [
            "images", "import", "--no-unpack", "--all-platforms",
            TestData.path("images/docker-26-containerd.tar"),
          ], environment: environment)
        if loaded.status == 0 { return }
        Thread.sleep(forTimeInterval: 0.1)
      }
      try Test.cancel("containerd does not start here")
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
      for ending in ["", ".ttrpc"] { Self.remove((environment["CONTAINERD_ADDRESS"] ?? "") + ending) }
    }

    private static func remove(_ path: String) {
      // One that is gone already is no failure of the test.
      do { try FileManager.default.removeItem(atPath: path) } catch { return }
    }
  }

  @Test(.enabled(if: isPossible, "containerd and ctr are not installed, or may not be started"))
  func `containerd gives what was imported, and says what it has not`() throws {
    let scratch = try ScratchDirectory()
    let engine = try Engine(scratch)
    func run(_ arguments: String...) throws -> Program.Result {
      try Program.imgcheck.run(
        arguments + ["--no-secrets", "--no-config"], environment: engine.environment, seconds: 60)
    }
    let own = try run("containerd:imgcheck.example/platforms:1")
    #expect([0, 1].contains(own.status), "\(own.text) \(own.errorText)")
    #expect(own.text.contains("read from containerd (namespace default)"), "\(own.text)")
    #expect(!own.errorText.contains("CFSocket"), "\(own.errorText)")
    let none = try run("containerd:imgcheck.example/none:1")
    #expect(none.status == 3 && none.text.contains("not found"), "\(none.text)")
  }
}
