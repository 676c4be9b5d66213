import ArchiveIO
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct PrivateFolderTests {
  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `files are whole, private, and the first under a name stays`() throws {
    let scratch = try ScratchDirectory()
    let folder = try PrivateFolder(path: scratch.path("a/b"))
    #expect(try mode(scratch.path("a/b")) == 0o700)
    #expect(folder.read("x", limit: 9) == nil)
    #expect(folder.add([1, 2, 3], as: "x") && folder.add([4], as: "x"))
    #expect(folder.read("x", limit: 3) == [1, 2, 3] && folder.read("x", limit: 2) == nil)
    #expect(try mode(scratch.path("a/b/x")) == 0o600)
    #expect(folder.files().map(\.name) == ["x"] && folder.files().map(\.bytes) == [3])
    folder.remove("x")
    #expect(folder.read("x", limit: 9) == nil && folder.files().isEmpty)
  }

  @Test func `what others can write is not trusted`() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path("open")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
    #expect(throws: PrivateFolder.Failure.self) { try PrivateFolder(path: path) }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    let folder = try PrivateFolder(path: path)
    folder.add([1], as: "x")
    try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: path + "/x")
    #expect(folder.read("x", limit: 9) == nil)
    // A link is nobody's file.
    try FileManager.default.createSymbolicLink(atPath: path + "/y", withDestinationPath: "/etc/hostname")
    #expect(folder.read("y", limit: 999) == nil)
    try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: path)
    #expect(throws: PrivateFolder.Failure.self) { try PrivateFolder(path: scratch.path("link")) }
    if geteuid() == 0 {
      let isGivenAway = unsafe chown(path, 12_345, 12_345) == 0
      #expect(isGivenAway)
      let failure = #expect(throws: PrivateFolder.Failure.self) { try PrivateFolder(path: path) }
      #expect(failure?.description.contains("belongs to another user") == true)
    }
  }

  @Test func `what a process left behind is removed once it is old`() throws {
    let scratch = try ScratchDirectory()
    let folder = try PrivateFolder(path: scratch.path("f"))
    try scratch.write([1], to: "f/.part-1-1")
    try scratch.write([1], to: "f/.part-2-2")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7_200)], ofItemAtPath: scratch.path("f/.part-1-1"))
    #expect(folder.files().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("f")) == [".part-2-2"])
  }

  /// So a process that is killed while it writes leaves nothing behind that could be taken for a file.
  @Test func `no file is seen before it is whole, and none under another name`() throws {
    let scratch = try ScratchDirectory()
    let folder = try PrivateFolder(path: scratch.path("f"))
    let content = [UInt8](repeating: 7, count: 1 << 20)
    let names = (0..<40).map { "file\($0)" }
    let isWritten = Mutex(false)
    let seen = Mutex<Set<String>>([])
    let watch = Thread {
      while !isWritten.withLock({ $0 }) {
        guard let present = try? FileManager.default.contentsOfDirectory(atPath: scratch.path("f")) else {
          continue
        }
        for name in present {
          let bytes = folder.read(name, limit: 1 << 21)?.count
          if bytes != content.count { seen.withLock { _ = $0.insert("\(name) \(bytes ?? -1)") } }
        }
      }
    }
    watch.start()
    for name in names { #expect(folder.add(content, as: name)) }
    isWritten.withLock { $0 = true }
    #expect(folder.files().count == names.count)
    #if os(Linux)
      #expect(seen.withLock { $0 }.isEmpty)
    #endif
  }
}
