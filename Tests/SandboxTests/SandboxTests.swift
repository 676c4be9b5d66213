#if os(Linux)
  import Foundation
  import Testing

  @testable import Sandbox

  /// A confined process tries what it gave up. Each attempt goes through without the sandbox, so a refusal is its doing.
  struct SandboxTests {
    private static let hasAll: Bool = {
      let layers = Sandbox.available
      return layers.contains(.seccomp) && layers.contains { if case .landlock = $0 { true } else { false } }
    }()

    /// A directory of this test's own, and what the probe says there.
    private struct Place: ~Copyable {
      let root: String

      init() throws {
        root = NSTemporaryDirectory() + "sandbox-\(UUID().uuidString)"
        for folder in ["in", "out", "else"] {
          try FileManager.default.createDirectory(
            atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
          try Data("text".utf8).write(to: URL(filePath: "\(root)/\(folder)/file"))
        }
      }

      deinit { try? FileManager.default.removeItem(atPath: root) }

      /// The probe's lines after the first, which names what holds.
      func probe(
        _ mode: String, readable: String, _ actions: [String], environment: [String: String] = [:]
      ) throws -> (status: Int32, first: String, results: [String: String]) {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
          .deletingLastPathComponent().appending(path: "sandbox-probe")
        process.arguments = [mode, readable, "\(root)/out"] + actions
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n").map(String.init)
        let results = lines.dropFirst().map { $0.split(separator: " ").map(String.init) }
        return (
          process.terminationStatus, lines.first ?? "",
          Dictionary(uniqueKeysWithValues: results.map { ($0[0], $0[1]) })
        )
      }
    }

    private func actions(_ root: String) -> [String] {
      [
        "exec", "connect", "read:\(root)/else/file", "list:\(root)/else", "write:\(root)/else/new",
        "write:\(root)/in/new", "thread:read:\(root)/else/file", "thread:write:\(root)/else/more",
        "thread:exec",
      ]
    }

    @Test(.enabled(if: hasAll)) func whatWasGivenUpFails() throws {
      let place = try Place()
      let actions = actions(place.root)
      let result = try place.probe("required", readable: "\(place.root)/in", actions)
      #expect(result.status == 0)
      #expect(result.first.contains("Landlock") && result.first.contains("seccomp"))
      #expect(result.results == Dictionary(uniqueKeysWithValues: actions.map { ($0, "refused") }))
    }

    @Test(.enabled(if: hasAll)) func anotherProcessKeepsItsVariables() throws {
      let place = try Place()
      let environment = "read:/proc/\(ProcessInfo.processInfo.processIdentifier)/environ"
      let own = "read:/proc/self/environ"
      #expect(
        try place.probe("off", readable: "*", [environment, own]).results == [
          environment: "done", own: "done",
        ])
      for readable in ["*", "\(place.root)/in"] {
        let result = try place.probe("required", readable: readable, [environment, "list:/proc/self/task"])
        #expect(result.results == [environment: "refused", "list:/proc/self/task": "done"])
      }
    }

    @Test(.enabled(if: hasAll)) func whatIsNeededGoesOn() throws {
      let place = try Place()
      let actions = [
        "read:\(place.root)/in/file", "list:\(place.root)/in", "write:\(place.root)/out/new",
        "thread:read:\(place.root)/in/file", "thread:write:\(place.root)/out/more",
      ]
      let result = try place.probe("required", readable: "\(place.root)/in", actions)
      #expect(result.results == Dictionary(uniqueKeysWithValues: actions.map { ($0, "done") }))
    }

    @Test func withoutASandboxAllOfItGoesThrough() throws {
      let place = try Place()
      let actions = actions(place.root)
      let result = try place.probe("off", readable: "\(place.root)/in", actions)
      #expect(result.results == Dictionary(uniqueKeysWithValues: actions.map { ($0, "done") }))
    }

    @Test(.enabled(if: hasAll)) func inputThatNamesFilesMayReadAllAndWriteNothingElse() throws {
      let place = try Place()
      let result = try place.probe(
        "auto", readable: "*", ["read:\(place.root)/else/file", "write:\(place.root)/else/new", "exec"])
      #expect(
        result.results == [
          "read:\(place.root)/else/file": "done", "write:\(place.root)/else/new": "refused",
          "exec": "refused",
        ])
    }

    @Test(.enabled(if: hasAll)) func aRunThatFetchesMayConnectAndStartsNothing() throws {
      let place = try Place()
      let result = try place.probe(
        "auto", readable: "\(place.root)/in", ["connect", "exec"], environment: ["PROBE_CONNECTS": "1"])
      #expect(result.results == ["connect": "done", "exec": "refused"])
    }

    @Test func whatIsMissingEndsARunThatRequiresIt() {
      let sandbox = Sandbox(readable: [])
      #expect(throws: Never.self) {
        try sandbox.check([.noNewPrivileges, .landlock(version: 3), .seccomp], .required)
      }
      #expect(throws: Never.self) { try sandbox.check([], .auto) }
      let failure = #expect(throws: Sandbox.Failure.self) {
        try sandbox.check([.noNewPrivileges, .seccomp], .required)
      }
      #expect(failure?.description.hasPrefix("the sandbox lacks Landlock on this system") == true)
    }
  }
#endif
