import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import imgcheck

/// What is written takes the place of a plain file or of nothing, whole or not at all.
@Suite struct OutputSafetyTests {
  private let image = archive("docker-26.tar")

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `an output that is refused costs neither the report nor the other outputs`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write([], to: "folder/keep")
    try scratch.write(Array("mine".utf8), to: "target.json")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.json"), withDestinationPath: scratch.path("target.json"))
    for (path, reason) in [
      ("folder", "is a directory"), ("/dev/null", "is a device"), ("link.json", "is a link"),
      ("none/out.json", "there is no directory"), ("target.json/out.json", "no directory"),
    ] {
      let result = try imgcheck(
        image, "--no-secrets", "-o", "json=\(path)", "-o", "sarif=other.sarif", directory: scratch.path("."))
      #expect(result.status == 2, "\(path)")
      #expect(result.text.hasPrefix("FAIL"), "\(path)")
      #expect(result.errorText.contains(reason) && result.errorText.contains(path), "\(result.errorText)")
      #expect(FileManager.default.fileExists(atPath: scratch.path("other.sarif")))
      try FileManager.default.removeItem(atPath: scratch.path("other.sarif"))
    }
    #expect(try String(contentsOfFile: scratch.path("target.json"), encoding: .utf8) == "mine")
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: scratch.path(".")))
        == ["folder", "target.json", "link.json"])
  }

  @Test func `no input of a run is replaced`() throws {
    let scratch = try ScratchDirectory()
    let bytes = try TestData.bytes("images/docker-26.tar")
    try scratch.write(bytes, to: "image.tar")
    try scratch.write(bytes, to: "base.tar")
    try FileManager.default.linkItem(atPath: scratch.path("image.tar"), toPath: scratch.path("hard.tar"))
    try scratch.write(Array("FROM scratch\n".utf8), to: "Dockerfile")
    try scratch.write(Array("version: 1\n".utf8), to: "own.yaml")
    try scratch.write(Array("version: 1\nextends: ./own.yaml\n".utf8), to: "extending.yaml")
    try scratch.write(Array("include: [more.yaml]\nservices: {a: {image: 'a:1'}}\n".utf8), to: "compose.yaml")
    try scratch.write(Array("services: {b: {image: 'b:1', env_file: b.env}}\n".utf8), to: "more.yaml")
    try scratch.write(Array("A=1\n".utf8), to: "b.env")
    try scratch.write(Array("A=1\n".utf8), to: ".env")
    try scratch.write(Array("fail-on: high\n".utf8), to: "conf.yaml")
    _ = try imgcheck("baseline", "write", image, "--to", "known.json", directory: scratch.path("."))
    let arguments = [
      "image.tar", "compose.yaml", "--base-image", "base.tar", "--dockerfile", "Dockerfile", "--policy",
      "./extending.yaml", "--config", "conf.yaml", "--baseline", "known.json", "--no-secrets",
    ]
    let inputs = [
      "image.tar", "hard.tar", "base.tar", "Dockerfile", "own.yaml", "extending.yaml", "compose.yaml",
      "more.yaml",
      "b.env", ".env", "conf.yaml", "known.json",
    ]
    let outputs = inputs.flatMap { ["-o", "json=\($0)"] }
    let before = try inputs.map { try [UInt8](Data(contentsOf: URL(filePath: scratch.path($0)))) }
    let result = try Program.imgcheck.run(arguments + outputs, directory: scratch.path("."), seconds: 120)
    #expect(result.status == 2)
    for (name, old) in zip(inputs, before) {
      #expect(try [UInt8](Data(contentsOf: URL(filePath: scratch.path(name)))) == old, "\(name)")
      #expect(result.errorText.contains("'\(name)' is an input of this run"), "\(name): \(result.errorText)")
    }
    for command in [["convert", "known.json"], ["merge", "known.json"]] {
      let again = try Program.imgcheck.run(
        command + ["-o", "json=./known.json"], directory: scratch.path("."))
      #expect(again.status == 2 && again.text.contains("layer-env-file"), "\(command)")
    }
  }

  @Test func `every option that names a file to read is spared`() throws {
    var spared = 0
    for key in try ConfigKey.all() where key.power != .writes {
      let value: String
      switch key.valueName {
      case "file", "files", "policy": value = "some/file"
      case "service=file", "[image=]file": value = "x=some/file"
      default:
        #expect(!key.valueName.contains("file"), "\(key.name) names a file in a new way")
        continue
      }
      let command = try CheckCommand.parse(["image.tar", "compose.yaml", "--\(key.name)=\(value)"])
      #expect(command.inputFiles.contains("some/file"), "\(key.name)")
      spared += 1
    }
    #expect(spared >= 5)
  }

  @Test func `an image directory stays as it is`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("{}".utf8), to: "layout/index.json")
    let result = try imgcheck("layout", "-o", "layout/index.json", directory: scratch.path("."))
    #expect(result.status == 2 && result.errorText.contains("lies in an image directory"))
    #expect(try String(contentsOfFile: scratch.path("layout/index.json"), encoding: .utf8) == "{}")
  }

  @Test func `two outputs of one name are refused, under any spelling`() throws {
    let scratch = try ScratchDirectory()
    try FileManager.default.createDirectory(atPath: scratch.path("d"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: scratch.path("l"), withDestinationPath: "d")
    let result = try imgcheck(
      image, "--no-secrets", "-o", "json=d/a.x", "-o", "sarif=l/../d/./a.x", directory: scratch.path("."))
    #expect(result.status == 2 && result.errorText.contains("two outputs"))
    let linked = try imgcheck(
      image, "--no-secrets", "-o", "json=d/b.x", "-o", "sarif=l/b.x", directory: scratch.path("."))
    #expect(linked.status == 2 && linked.text.hasPrefix("FAIL"))
    #expect(try String(contentsOfFile: scratch.path("d/b.x"), encoding: .utf8).contains("schemaVersion"))
  }

  @Test func `a file that is replaced keeps its mode, and a new one gets the usual`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("old".utf8), to: "old.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: scratch.path("old.json"))
    let command = "umask 027; '\(try Program.imgcheck.path)' --no-secrets '\(image)' -o old.json -o new.json"
    _ = try Program(path: "/bin/sh").run(["-c", command], directory: scratch.path("."))
    #expect(try mode(scratch.path("old.json")) == 0o640)
    #expect(try mode(scratch.path("new.json")) == 0o640)
    #expect(try String(contentsOfFile: scratch.path("old.json"), encoding: .utf8) != "old")
  }

  @Test func `a disk that is full leaves the old file, says so and leaves nothing else`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("old".utf8), to: "out.json")
    // A limit on the size of files stands for the full disk: the writes fail after the first bytes.
    let command =
      "trap '' XFSZ; ulimit -f 1; exec '\(try Program.imgcheck.path)' --no-secrets '\(image)' -o out.json"
    let result = try Program(path: "/bin/bash").run(["-c", command], directory: scratch.path("."))
    #expect(result.status == 2, "\(result.errorText)")
    #expect(result.text.hasPrefix("FAIL") && result.errorText.contains("out.json"))
    #expect(try String(contentsOfFile: scratch.path("out.json"), encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path(".")) == ["out.json"])
  }

  @Test func `fix keeps a link and repairs its file, and rule pages replace nothing else`() throws {
    let scratch = try ScratchDirectory()
    let compose = "services:\n  a:\n    image: a:1\n    privileged: true\n"
    try scratch.write(Array(compose.utf8), to: "real.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("compose.yaml"), withDestinationPath: "real.yaml")
    let fix = try imgcheck("fix", "--unsafe-fixes", "--write", "compose.yaml", directory: scratch.path("."))
    #expect(fix.status == 0, "\(fix.errorText)")
    let manager = FileManager.default
    #expect(try manager.destinationOfSymbolicLink(atPath: scratch.path("compose.yaml")) == "real.yaml")
    #expect(try String(contentsOfFile: scratch.path("real.yaml"), encoding: .utf8) != compose)
    try scratch.write(Array("# My project\n".utf8), to: "docs/README.md")
    #expect(try imgcheck("rules", "--write-docs", "docs", directory: scratch.path(".")).status == 2)
    try scratch.write(Array("# notes\n".utf8), to: "pages/notes.md")
    try scratch.write(Array("# image-gone-rule\n".utf8), to: "pages/image-gone-rule.md")
    #expect(try imgcheck("rules", "--write-docs", "pages", directory: scratch.path(".")).status == 0)
    let pages = try FileManager.default.contentsOfDirectory(atPath: scratch.path("pages"))
    #expect(
      pages.contains("notes.md") && !pages.contains("image-gone-rule.md") && pages.contains("README.md"))
  }
}
