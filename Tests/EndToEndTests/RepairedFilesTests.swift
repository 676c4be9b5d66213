import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import Gate
@testable import imgcheck

/// Several repaired files are written all or none, and what was written in spite of it is said.
@Suite struct RepairedFilesTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    for name in ["a.yaml", "b.yaml", "c.yaml"] { try scratch.write(Array("old \(name)".utf8), to: name) }
  }

  private func change(_ name: String, old: String? = nil, of path: String? = nil) -> ComposeRepairs.Change {
    ComposeRepairs.Change(
      file: path ?? scratch.path(name), old: Array((old ?? "old \(name)").utf8),
      new: Array("new \(name)".utf8))
  }

  private func content(_ name: String) throws -> String {
    try String(contentsOfFile: scratch.path(name), encoding: .utf8)
  }

  /// What is said of changes that cannot all be written.
  private func complaint(_ changes: [ComposeRepairs.Change]) -> String? {
    do throws(ValidationError) {
      try RepairedFiles.write(changes)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `all files are written, and nothing stays beside them`() throws {
    #expect(complaint([change("a.yaml"), change("b.yaml")]) == nil)
    #expect(try content("a.yaml") == "new a.yaml" && content("b.yaml") == "new b.yaml")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("")).sorted()
    #expect(names == ["a.yaml", "b.yaml", "c.yaml"])
  }

  @Test func `a file that somebody changed keeps those before it as they are`() throws {
    let said = try #require(complaint([change("a.yaml"), change("b.yaml", old: "another")]))
    #expect(said.contains("b.yaml' was changed while it was being repaired"))
    #expect(said.hasSuffix("No file was changed."))
    #expect(try content("a.yaml") == "old a.yaml" && content("b.yaml") == "old b.yaml")
  }

  @Test func `a file that cannot be written keeps those before it as they are`() throws {
    let gone = change("a.yaml", of: scratch.path("none/b.yaml"))
    let said = try #require(complaint([change("a.yaml"), gone]))
    #expect(said.contains("none/b.yaml") && said.hasSuffix("No file was changed."))
    #expect(try content("a.yaml") == "old a.yaml")
  }

  @Test func `what was changed before another failed is said`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.yaml"), withDestinationPath: "a.yaml")
    let twice = change("a.yaml", of: scratch.path("link.yaml"))
    let said = try #require(complaint([change("a.yaml"), twice, change("c.yaml")]))
    #expect(said.contains("Changed: '\(scratch.path("a.yaml"))'."))
    #expect(said.contains("Not changed: '\(scratch.path("link.yaml"))', '\(scratch.path("c.yaml"))'."))
    #expect(try content("c.yaml") == "old c.yaml")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("")).sorted()
    #expect(names == ["a.yaml", "b.yaml", "c.yaml", "link.yaml"])
  }
}
