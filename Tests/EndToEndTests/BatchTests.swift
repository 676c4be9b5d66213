import ArgumentParser
import Compose
import Findings
import Foundation
import TestSupport
import Testing

@testable import imgcheck

/// `imgcheck batch`: many images, in parts, with interruptions, come to the same as one run.
@Suite struct BatchTests {
  private static let names = [
    "docker-26.tar", "podman-oci.tar", "skopeo-docker.tar.gz", "buildah-oci-zstd.tar",
    "repacked-docker-v1.tar",
    "docker-20.tar", "podman-docker.tar", "skopeo-oci-plain.tar",
  ]

  /// A list of images, one of which is not there, in a directory of its own.
  private func scratch() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    let lines = ["# images", ""] + Self.names.map { archive($0) } + ["missing.tar", archive(Self.names[0])]
    try scratch.write(Array(lines.joined(separator: "\n").utf8), to: "list.txt")
    return scratch
  }

  private func batch(
    _ scratch: ScratchDirectory, _ arguments: String..., environment: [String: String] = [:],
    input: Program.Input = .nothing
  ) throws -> Program.Result {
    try Program.imgcheck.run(
      ["batch"] + arguments, input: input, environment: environment, directory: scratch.path("."),
      seconds: 300)
  }

  private func text(_ scratch: ScratchDirectory, _ name: String) throws -> String {
    try String(contentsOfFile: scratch.path(name), encoding: .utf8)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func `each image has a line as its own check has it, and the worst decides`() throws {
    let scratch = try scratch()
    let whole = try batch(scratch, "list.txt", "--no-secrets", "--no-cache", "--offline")
    #expect(whole.status == 3, "\(whole.errorText)")
    let lines = try objects(whole.text)
    #expect(lines.count == Self.names.count + 3)
    #expect(lines.first?["batch"] as? Int == 1 && lines.first?["shard"] as? String == "1/1")
    #expect((lines.last?["end"] as? [String: Any])?["images"] as? Int == Self.names.count + 1)
    let images = lines.dropFirst().dropLast()
    let names = images.compactMap { $0["image"] as? String }
    #expect(names == names.sorted() && names.contains("missing.tar"))
    for line in images {
      let name = try #require(line["image"] as? String)
      let alone = try Program.imgcheck.run(
        [name, "--no-secrets", "--no-config", "--offline", "--format", "json"], directory: scratch.path("."),
        seconds: 120)
      #expect(line["status"] as? Int == alone.status, "\(name)")
      let own = try JSONSerialization.jsonObject(with: Data(alone.output)) as? [String: Any]
      let findings = (line["report"] as? [String: Any])?["findings"] as? [[String: Any]]
      #expect(
        findings?.compactMap { $0["fingerprint"] as? String }
          == (own?["findings"] as? [[String: Any]])?.compactMap { $0["fingerprint"] as? String }, "\(name)")
    }
    let fromInput = try batch(
      scratch, "-", "--no-secrets", "--no-cache", "--offline",
      input: .pipe(Array(try text(scratch, "list.txt").utf8)))
    #expect(fromInput.output == whole.output)
  }

  @Test func `four shards, one of them cut off and repeated, are byte for byte one run`() throws {
    let scratch = try scratch()
    let options = ["--no-secrets", "--offline", "--cache", scratch.path("layers")]
    func run(_ more: [String], _ environment: [String: String] = [:]) throws -> Program.Result {
      try Program.imgcheck.run(
        ["batch"] + more, environment: environment, directory: scratch.path("."), seconds: 300)
    }
    let whole = try run(
      ["list.txt", "-o", "whole.ndjson", "-o", "whole.html", "-o", "whole.sarif"] + options)
    #expect(whole.status == 3 && whole.text.contains("9 images: "), "\(whole.errorText)")
    for index in 0..<4 {
      let environment = ["JOB_COMPLETION_INDEX": "\(index)", "JOB_COMPLETIONS": "4"]
      let part = try run(
        ["list.txt", "--exit-zero", "-o", "shard-{shard}.ndjson"] + options, environment)
      #expect(part.status == 0, "\(part.errorText)")
    }
    let shards = (1...4).map { "shard-\($0)-of-4.ndjson" }
    let counts = try shards.map { try objects(text(scratch, $0)).count - 2 }
    #expect(counts.reduce(0, +) == 9 && counts.max() ?? 9 < 9)

    // The fullest part loses its end and half of its last result, as where it is killed while it writes.
    let number = try #require(counts.firstIndex(of: counts.max() ?? 0))
    let complete = try text(scratch, shards[number])
    let lines = complete.split(separator: "\n", omittingEmptySubsequences: false)
    let cut = lines.dropLast(3).joined(separator: "\n") + "\n" + (lines.dropLast(2).last ?? "").prefix(200)
    try scratch.write(Array(cut.utf8), to: shards[number])
    let early = try run(["merge"] + shards + ["-o", "early.ndjson"])
    #expect(early.status == 3 && early.errorText.contains("shard \(number + 1)/4: its results are missing"))
    let unfinished = try text(scratch, "early.ndjson")
    #expect(!unfinished.contains("\"end\""))
    #expect(try run(["merge"] + shards.filter { $0 != shards[number] }).status == 3)
    let again = try run(
      ["list.txt", "--exit-zero", "--shard", "\(number + 1)/4", "-o", shards[number]] + options)
    #expect(again.status == 0)
    #expect(try text(scratch, shards[number]) == complete)

    let merged = try run(
      ["merge"] + shards.reversed() + ["-o", "merged.ndjson", "-o", "merged.html", "-o", "merged.sarif"])
    #expect(merged.status == 3 && merged.text == whole.text, "\(merged.errorText)")
    for form in ["ndjson", "html", "sarif"] {
      #expect(try text(scratch, "merged.\(form)") == text(scratch, "whole.\(form)"), "\(form)")
    }
    #expect(try text(scratch, "whole.html").contains("What images share"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path(".")).allSatisfy {
        !$0.hasSuffix(".part")
      })
  }

  @Test func `results of other options, and what is none, are left alone`() throws {
    let scratch = try scratch()
    try scratch.write(Array("\(archive(Self.names[0]))\n".utf8), to: "one.txt")
    #expect(try batch(scratch, "one.txt", "--no-secrets", "-o", "r.ndjson").status == 1)
    let first = try text(scratch, "r.ndjson")
    #expect(try batch(scratch, "one.txt", "--no-secrets", "-o", "r.ndjson").status == 1)
    #expect(try text(scratch, "r.ndjson") == first)
    let other = try batch(scratch, "one.txt", "--no-secrets", "--fail-on", "critical", "-o", "r.ndjson")
    #expect(other.status == 2 && other.errorText.contains("other options"))
    #expect(try text(scratch, "r.ndjson") == first)
    for (name, content) in [("notes.ndjson", "notes\n"), ("one.txt.ndjson", "{\"image\":\"a\"}\n")] {
      try scratch.write(Array(content.utf8), to: name)
      let result = try batch(scratch, "one.txt", "--no-secrets", "-o", name)
      #expect(result.status == 2 && result.errorText.contains("holds no results"), "\(result.errorText)")
      #expect(try text(scratch, name) == content)
    }
    let list = try batch(scratch, "one.txt", "-o", "ndjson=one.txt")
    #expect(list.status == 2 && list.errorText.contains("is an input of this run"))
    #expect(try batch(scratch, archive(Self.names[0])).errorText.contains("is not a list of images"))
    #expect(try batch(scratch, "nothing.txt").status == 3)
    for shard in ["0/4", "5/4", "1", "a/b", "1/0"] {
      #expect(try batch(scratch, "one.txt", "--shard", shard).status == 2, "\(shard)")
    }
    let lost = try batch(
      scratch, "one.txt", environment: ["JOB_COMPLETION_INDEX": "4", "JOB_COMPLETIONS": "4"])
    #expect(lost.status == 2 && lost.errorText.contains("name no shard"))
  }

  @Test func `a directory is a list of what is in it`() throws {
    let scratch = try ScratchDirectory()
    for name in Self.names.prefix(2) {
      try scratch.write(try TestData.bytes("images/\(name)"), to: "images/\(name)")
    }
    try FileManager.default.copyItem(
      atPath: archive("skopeo-layout"), toPath: scratch.path("images/layout"))
    try scratch.write([], to: "images/.hidden")
    let result = try batch(scratch, "images", "--no-secrets", "-o", "images/r.ndjson")
    #expect(result.status == 1 && result.text.contains("3 images: "), "\(result.text)\(result.errorText)")
    #expect(try batch(scratch, "images", "--no-secrets", "-o", "images/r.ndjson").text == result.text)
  }

  @Test func `the manifests name options that there are`() throws {
    let folder = URL(filePath: Pipeline.root).appending(path: "deploy")
    var runs = 0
    for file in try TestData.files(below: folder) where file.hasSuffix(".yaml") {
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: file)))
      let source = try Source(file: file, bytes: bytes)
      for document in try YAMLReader.documents(of: source, limits: Limits()) {
        for arguments in Self.arguments(in: document) {
          let words = arguments.map { $0.replacing(/\{\{.*?\}\}/, with: "1") }
          _ = try ImgCheck.parseAsRoot(words)
          runs += 1
        }
      }
    }
    #expect(runs == 9)
  }

  /// All lists of words in a document that begin with `batch`.
  private static func arguments(in node: Node) -> [[String]] {
    let items = node.items.map { $0.compactMap(\.text) } ?? []
    let own = items.first == "batch" ? [items] : []
    let inner = (node.items ?? []) + (node.mapping?.pairs.map(\.value) ?? [])
    return own + inner.flatMap(arguments)
  }
}
