import Compose
import Foundation
import TestSupport
import Testing

/// The files that bring imgcheck into CI systems, and a way to run the shell in them as those systems do.
enum Pipeline {
  static let root = TestData.folder.deletingLastPathComponent().standardizedFileURL.path

  /// A file of the repository as YAML.
  static func yaml(_ name: String) throws -> Node {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(root)/\(name)")))
    let documents = try YAMLReader.documents(of: try Source(file: name, bytes: bytes), limits: Limits())
    #expect(documents.count == 1, "\(name)")
    return try #require(documents.first, "\(name)")
  }

  /// Runs shell in a folder as a CI system does: strictly, with imgcheck on the PATH and nothing put in a tool's place.
  static func run(
    _ script: String, in folder: ScratchDirectory, environment: [String: String] = [:]
  ) throws -> Program.Result {
    let bash = try #require(Program(named: "bash"))
    let tools = URL(filePath: try Program.imgcheck.path).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let own = ["PATH": "\(tools):\(path)", "TMPDIR": folder.url.path]
    return try bash.run(
      ["-euo", "pipefail", "-c", script], environment: own.merging(environment) { _, given in given },
      directory: folder.url.path, seconds: 120)
  }

  /// A folder with a saved image and a compose project in it, as a checkout after the build step.
  static func checkout() throws -> ScratchDirectory {
    let folder = try ScratchDirectory()
    try folder.write(TestData.bytes("images/docker-26.tar"), to: "image.tar")
    let compose = "services:\n  web:\n    image: registry.example.org/web:1.2.3\n    privileged: true\n"
    try folder.write(Array(compose.utf8), to: "compose.yaml")
    return folder
  }

  static func files(_ folder: ScratchDirectory) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
  }

  /// What shellcheck says of shell; where it is not installed, what the shell itself says that parses it.
  static func complaints(_ script: String, shell: String = "bash") throws -> String {
    guard let shellcheck = Program(named: "shellcheck") else {
      let program = try #require(Program(named: shell))
      let result = try program.run(["-n"], input: .pipe(Array(script.utf8)))
      return result.status == 0 ? "" : "\(shell): \(result.errorText)"
    }
    let result = try shellcheck.run(
      ["--shell=\(shell)", "--exclude=SC2154", "-"], input: .pipe(Array(script.utf8)))
    return result.text
  }

  /// The values that a mapping of variables gives, as text.
  static func variables(_ node: Node?) -> [String: String] {
    Dictionary(
      (node?.mapping?.pairs ?? []).map { ($0.key, $0.value.text ?? "") }, uniquingKeysWith: { $1 })
  }
}
