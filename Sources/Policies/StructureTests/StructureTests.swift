import Compose
import Findings

/// The tests of a container-structure-test file (schema version 2.0.0) as requirements.
///
/// It follows the format's documentation at https://github.com/GoogleContainerTools/container-structure-test.
package struct StructureTests: Sendable {
  /// What the tests ask of an image.
  package let requirements: [Requirement]
  /// The tests that run a command in a container, by name: no archive can answer them.
  package let commandTests: [String]
  package let file: String

  /// Reads a file of tests, as YAML or JSON.
  /// - Throws: `PolicyError` with every problem at its place.
  package init(_ source: Source) throws(PolicyError) {
    let documents: [Node]
    do {
      documents = try YAMLReader.documents(of: source, as: .structureTest, limits: Limits())
    } catch { throw PolicyError(error.description) }
    guard let root = documents.first else {
      throw PolicyError("\(source.file) is empty; a structure test starts with 'schemaVersion: 2.0.0'")
    }
    if documents.count > 1 {
      throw PolicyError(
        "a structure test is one YAML document; remove this second one", at: documents[1].span)
    }
    var check = PolicyShapeCheck(document: "a structure test")
    check.check(root, StructureTestFile.shape, path: "")
    guard check.problems.isEmpty else { throw PolicyError(check.problems) }
    let tests = StructureTestFile(root)
    requirements = tests.requirements
    commandTests = tests.commandTests
    file = source.file
  }

  /// Reads a file from a reader.
  /// - Throws: `PolicyError` for a file that is not there or is no structure test.
  package static func read(_ path: String, from reader: FileReader) throws(PolicyError) -> StructureTests {
    let bytes: [UInt8]?
    do { bytes = try reader.read(path) } catch {
      throw PolicyError("the structure test \(path) cannot be read: \(error)")
    }
    guard let bytes else {
      throw PolicyError("structure test \(path) does not exist; correct the path or add the file")
    }
    let source: Source
    do { source = try Source(file: path, bytes: bytes) } catch { throw PolicyError(error.description) }
    return try StructureTests(source)
  }
}

/// A file of tests, each kind under its key.
struct StructureTestFile: PolicySection {
  var requirements: [Requirement] = []
  var commandTests: [String] = []

  static let required = ["schemaVersion"]

  static let settings: [Setting<StructureTestFile>] = [
    Setting("schemaVersion", .value(.word(["2.0.0"])), "The version of the format.") { _, _ in },
    Setting("fileExistenceTests", .list(FileExistenceTest.shape), "Files that must or must not exist.") {
      root, node in root.requirements += (node.items ?? []).map { FileExistenceTest($0).requirement(at: $0) }
    },
    Setting("fileContentTests", .list(FileContentTest.shape), "What files must or must not contain.") {
      root, node in
      root.requirements += (node.items ?? []).map { FileContentTest($0).requirement(at: $0) }
    },
    Setting("metadataTest", MetadataTest.shape, "What the image's config must contain.") { root, node in
      root.requirements += MetadataTest(node).requirements
    },
    Setting("licenseTests", .list(LicenceTest.shape), "Packages whose licences must be allowed.") {
      root, node in
      root.requirements += (node.items ?? []).map { LicenceTest($0).requirement(at: $0) }
    },
    Setting("commandTests", .list(CommandTest.shape), "Commands that a container must run.") { root, node in
      root.commandTests += (node.items ?? []).map { CommandTest($0).name }
    },
    Setting("globalEnvVars", .list(CommandTest.variable), "Variables of command tests.") { _, _ in },
    Setting("containerRunOptions", CommandTest.runOptions, "How command tests run.") { _, _ in },
  ]
}

/// A test that needs a container; only its name is kept.
struct CommandTest: PolicySection {
  var name = ""

  static let required = ["name", "command"]

  static let settings: [Setting<CommandTest>] = [
    .text("name", \.name, "The name of the test."),
    unused("command", .text), unused("args", .texts), unused("expectedOutput", .texts),
    unused("excludedOutput", .texts), unused("expectedError", .texts), unused("excludedError", .texts),
    unused("exitCode", .text), unused("setup", .list(.texts)), unused("teardown", .list(.texts)),
    unused("envVars", .list(variable)),
  ]

  static let variable = PolicyShape.record([
    .init("key", .text, "The name."), .init("value", .text, "The value."),
    .init("isRegex", .boolean, "Whether the value is a regular expression."),
  ])

  static let runOptions = PolicyShape.record([
    .init("user", .text, "The user."), .init("privileged", .boolean, "Whether it runs privileged."),
    .init("allocateTty", .boolean, "Whether it has a terminal."),
    .init("envFile", .text, "An env file."),
    .init("envVars", .texts, "Variables of the host."), .init("capabilities", .texts, "Capabilities."),
    .init("bindMounts", .texts, "Directories of the host."),
  ])

  private static func unused(_ name: String, _ shape: PolicyShape) -> Setting<CommandTest> {
    Setting(name, shape, "Part of a test that needs a container.") { _, _ in }
  }
}
