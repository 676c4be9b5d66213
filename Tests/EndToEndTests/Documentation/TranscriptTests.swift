import Foundation
import TestSupport
import Testing

/// What pages show of the program's output is what it prints.
@Suite struct TranscriptTests {
  private static let pages = ["README.md", "docs/quick-start.md", "docs/tutorial.md", "docs/browse.md"]

  /// The day of the pages: what they show must not change where a release of their images is out of support.
  private static let day = ["IMGCHECKTESTS_TODAY": "2026-11-29"]

  private static func text(_ page: String) throws -> String {
    try String(contentsOfFile: "\(Pipeline.root)/\(page)", encoding: .utf8)
  }

  /// The folder that the pages' commands run in: pazpaz with its archives, and the repository's `testdata`.
  private static func pazpaz() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    let system = TestData.folder.appending(path: "systems/pazpaz")
    for file in try TestData.files(below: system) {
      let name = String(file.dropFirst(system.path.count + 1))
      var text = try String(contentsOfFile: file, encoding: .utf8)
      // The page tells of a day that passes, and stays true after it.
      if name == "exceptions.yaml" { text = text.replacing(/until: [0-9-]+/, with: "until: 2999-12-31") }
      try scratch.write(Array(text.utf8), to: name)
      if name.hasPrefix("images/") {
        let archive = URL(filePath: name).deletingPathExtension().lastPathComponent + ".tar"
        try scratch.write(ImageListing(text).builder.archive(), to: archive)
      }
    }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("testdata"), withDestinationPath: TestData.folder.path)
    return scratch
  }

  @Test(arguments: pages) func `a page shows what the program prints`(page: String) throws {
    let scratch = try Self.pazpaz()
    let transcripts = try MarkdownBlock.all(in: Self.text(page)).compactMap { Transcript($0, page: page) }
    #expect(!transcripts.isEmpty)
    for transcript in transcripts {
      var printed = ""
      for command in transcript.commands {
        let result = try Pipeline.run("\(command) 2>&1", in: scratch, environment: Self.day)
        #expect([0, 1].contains(result.status), "\(transcript): \(command) ends with \(result.status)")
        printed += result.text
      }
      if let difference = transcript.difference(from: printed) {
        Issue.record("\(transcript): \(difference)")
      }
    }
  }

  @Test(arguments: pages) func `a page shows no output without its command`(page: String) throws {
    for block in try MarkdownBlock.all(in: Self.text(page)) where Transcript(block, page: page) == nil {
      for line in block.lines {
        let isVerdict = line.firstMatch(of: /^(?:PASS|FAIL|INCOMPLETE)\b/) != nil
        #expect(!isVerdict, "\(page):\(block.line) needs the line `$ imgcheck ...` above its output")
      }
    }
  }

  @Test func `the tutorial shows the policies that are in its folder`() throws {
    let folder = TestData.path("systems/pazpaz")
    let policies = try ["policy.yaml", "exceptions.yaml"].map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    var shown = 0
    for block in try MarkdownBlock.all(in: Self.text("docs/tutorial.md")) {
      guard block.lines.first?.firstMatch(of: /^[a-z-]+:(?: \{|$)/) != nil else { continue }
      shown += 1
      let text = block.lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
      #expect(policies.contains { $0.contains(text) }, "docs/tutorial.md:\(block.line):\n\(text)")
    }
    #expect(shown == 4)
  }

  @Test func `a build for tests takes the day that a test states`() throws {
    let scratch = try Self.pazpaz()
    for (day, isOver) in [("2026-11-29", false), ("2036-11-29", true)] {
      let result = try Pipeline.run(
        "imgcheck testdata/images/demo.tar.gz compose.yaml --no-secrets || true", in: scratch,
        environment: ["IMGCHECKTESTS_TODAY": day])
      for rule in ["image-end-of-life", "compose-end-of-life"] {
        #expect(result.text.contains(rule) == isOver, "\(day) \(rule)")
      }
    }
  }

  private func transcript(_ lines: String...) throws -> Transcript {
    let text = (["$ imgcheck"] + lines).map { "    \($0)" }.joined(separator: "\n")
    let block = try #require(MarkdownBlock.all(in: text).first)
    return try #require(Transcript(block, page: "page"))
  }

  @Test func `dots stand for any lines, and for nothing else`() throws {
    let whole = "a\nb\n\nc\nb\nd\n"
    #expect(try transcript("", "a", "b", "", "c", "b", "d").difference(from: whole) == nil)
    #expect(try transcript("a", "...", "d").difference(from: whole) == nil)
    #expect(try transcript("...", "c", "...").difference(from: whole) == nil)
    #expect(try transcript("a", "...", "b", "d").difference(from: whole) == nil)
    #expect(try transcript("a", "b", "...", "b", "...").difference(from: whole) == nil)
    #expect(try transcript("b", "...").difference(from: whole) != nil, "the beginning is left out")
    #expect(try transcript("a", "...", "c").difference(from: whole) != nil, "the end is left out")
    #expect(try transcript("a", "c", "...").difference(from: whole) != nil, "a line is left out")
    #expect(
      try transcript("...", "d", "...", "c", "...").difference(from: whole) != nil, "the order is another")
    #expect(try transcript("a", "b", "", "c", "b", "d", "e").difference(from: whole) != nil)
    #expect(try transcript("a", "B", "...").difference(from: whole) != nil)
  }
}
