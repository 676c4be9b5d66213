import ArchiveIO
import Foundation
import TestSupport
import Testing

struct PlainFileTests {
  @Test func aFileIsReadUpToTheLimit() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(Array("services:".utf8), to: "compose.yaml")
    #expect(try PlainFile.bytes(path: path, upTo: 100) == Array("services:".utf8))
    #expect(try PlainFile.bytes(path: path, upTo: 4) == Array("serv".utf8))
    #expect(try PlainFile.bytes(path: scratch.write([], to: "empty"), upTo: 4) == [])
    let link = scratch.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try PlainFile.bytes(path: link, upTo: 4) == Array("serv".utf8))
  }

  @Test func whatIsNoPlainFileIsNone() throws {
    let scratch = try ScratchDirectory()
    let circle = scratch.path("circle")
    try FileManager.default.createSymbolicLink(atPath: circle, withDestinationPath: circle)
    let file = try scratch.write([1], to: "file")
    for path in [scratch.path("nothing"), scratch.url.path, circle, "/dev/null", file + "/below"] {
      #expect(try PlainFile.bytes(path: path, upTo: 4) == nil, "\(path)")
    }
    #expect(PlainFile.obstacle(path: scratch.url.path) == "a directory")
    #expect(PlainFile.obstacle(path: "/dev/null") == "a device")
    for path in [file, scratch.path("nothing"), circle] { #expect(PlainFile.obstacle(path: path) == nil) }
  }

  @Test func aPipeAndADeviceAreNoInputAndAreNotWaitedFor() throws {
    let scratch = try ScratchDirectory()
    let pipe = scratch.path("pipe")
    #expect(try #require(Program(named: "mkfifo")).run([pipe]).status == 0)
    #expect(PlainFile.obstacle(path: pipe) == "a pipe")
    #expect(throws: ArchiveError.unrecognized(expected: "a regular file", found: "a pipe")) {
      try Input(path: pipe)
    }
    #expect(throws: ArchiveError.unrecognized(expected: "a regular file", found: "a device")) {
      try Input(path: "/dev/zero")
    }
  }
}
