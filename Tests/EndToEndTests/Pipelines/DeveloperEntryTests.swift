import Foundation
import TestSupport
import Testing

/// What `./dev` says on a machine that lacks something, before anything is built.
@Suite struct DeveloperEntryTests {
  /// A machine whose PATH has the tools that scripts take, and what a test puts there.
  private struct Machine {
    let folder: ScratchDirectory

    init(_ programs: [String: String]) throws {
      folder = try ScratchDirectory()
      for tool in ["bash", "sh", "cat", "dirname", "env", "head", "readlink", "sed", "sort", "uname"] {
        let program = try #require(Program(named: tool))
        try FileManager.default.createDirectory(
          atPath: folder.path("bin"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: folder.path("bin/\(tool)"), withDestinationPath: program.path)
      }
      for (name, script) in programs {
        let path = try folder.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "bin/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
    }

    func setup() throws -> Program.Result {
      let bash = try #require(Program(named: "bash"))
      return try bash.run(
        ["\(Pipeline.root)/dev", "setup"], environment: ["PATH": folder.path("bin")])
    }
  }

  private let unlinked = """
    echo "swift: error while loading shared libraries: libncurses.so.6: cannot open shared object file" >&2; exit 127
    """
  /// All that setup looks for beside Swift, and an apt that installs nothing.
  private let others = [
    "pkg-config": "exit 0", "git": "exit 0", "apt-get": "exit 0", "apt-cache": "exit 0",
    "sudo": "exec \"$@\"",
  ]

  @Test func `no Swift is said, with the ways to get it`() throws {
    let result = try Machine(others).setup()
    #expect(result.status == 2)
    #expect(result.errorText.contains("there is no Swift in PATH"))
    #expect(result.errorText.contains("https://www.swift.org/install"))
  }

  @Test func `an old Swift is named by its version`() throws {
    let result = try Machine(others.merging(["swift": "echo 'Swift version 5.10.1 (x)'"]) { $1 }).setup()
    #expect(result.status == 2)
    #expect(result.errorText.contains("this is Swift 5.10."), "\(result.errorText)")
  }

  @Test(.enabled(if: Program(named: "dpkg") != nil))
  func `a Swift that lacks a library says which, and its package`()
    throws
  {
    let result = try Machine(others.merging(["swift": unlinked]) { $1 }).setup()
    #expect(result.status == 2)
    #expect(result.errorText.contains("installing what is missing: libncurses6 g++"), "\(result.errorText)")
    #expect(result.errorText.contains("libncurses.so.6, of the package libncurses6"), "\(result.errorText)")
    #expect(!result.errorText.contains("this is Swift"))
  }

  @Test(.enabled(if: Program(named: "dpkg") != nil)) func `without apt all that is missing is named at once`()
    throws
  {
    let result = try Machine(["swift": unlinked]).setup()
    #expect(result.status == 2)
    for package in ["libncurses6", "g++", "git", "pkg-config", "libarchive-dev", "libvectorscan-dev"] {
      #expect(result.errorText.contains(" \(package)"), "\(package): \(result.errorText)")
    }
  }

  @Test func `a Swift that fails otherwise is quoted`() throws {
    let result = try Machine(others.merging(["swift": "echo 'no space left' >&2; exit 1"]) { $1 }).setup()
    #expect(result.status == 2)
    #expect(result.errorText.contains("does not run: no space left"), "\(result.errorText)")
  }
}
