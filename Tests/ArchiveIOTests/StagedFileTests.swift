import Foundation
import TestSupport
import Testing

@testable import ArchiveIO

/// Contents that are not yet at their place leave nothing, whatever ends the process.
@Suite struct StagedFileTests {
  private func names(_ scratch: ScratchDirectory) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path("")).sorted()
  }

  @Test(arguments: [true, false]) func `a content takes its place, or goes`(isNameless: Bool) throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(Array("old".utf8), to: "report.json")
    do {
      let file = try StagedFile(Array("lost".utf8), at: path, mode: 0o640, isNameless: isNameless)
      if !isNameless { #expect(try names(scratch).count == 2) }
      withExtendedLifetime(file) {}
    }
    #expect(try names(scratch) == ["report.json"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    for target in [path, scratch.path("new.json")] {
      let file = try StagedFile(Array("new".utf8), at: target, mode: 0o640, isNameless: isNameless)
      try file.place()
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
      let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
      #expect(mode == 0o640)
    }
    #expect(try names(scratch) == ["new.json", "report.json"])
  }

  @Test func `a place that cannot be taken leaves nothing beside it`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write([], to: "folder/keep")
    for isNameless in [true, false] {
      let file = try StagedFile([1], at: scratch.path("folder"), mode: nil, isNameless: isNameless)
      #expect(throws: FileReplacement.Failure.self) { try file.place() }
    }
    #expect(try names(scratch) == ["folder"])
  }

  @Test(arguments: [SIGHUP, SIGINT, SIGTERM])
  func `a signal that ends the process removes what lies beside its place`(number: Int32) async throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(Array("old".utf8), to: "report.json")
    await #expect(processExitsWith: .signal(number)) { [path = path as String, number = number as Int32] in
      let file = try StagedFile(Array("half".utf8), at: path, mode: nil, isNameless: false)
      let beside = try FileManager.default.contentsOfDirectory(
        atPath: FileReplacement.parent(of: path)
      ).count
      // Nothing of this counts unless there was a file to remove.
      guard beside == 2 else { return }
      // To the process, as others send it: this thread may have signals blocked.
      kill(getpid(), number)
      sleep(30)
      withExtendedLifetime(file) {}
    }
    #expect(try names(scratch) == ["report.json"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }
}
