import Testing

@testable import Dockerfiles

/// A Dockerfile is read as BuildKit reads it, with the line of everything.
struct DockerfileTests {
  private func read(_ text: String) throws -> Dockerfile { try Dockerfile(text, path: "Dockerfile") }

  private func first(_ text: String) throws -> DockerfileInstruction {
    try #require(try read("FROM x\n" + text).stages[0].instructions.first)
  }

  @Test func continuedLinesAreOneInstruction() throws {
    let run = try first("RUN one \\\n  # remark\n\n && two \\  \n && three\nUSER a")
    #expect(run.arguments == "one  && two  && three")
    #expect(run.lines == 2...6)
  }

  @Test func twoBackslashesContinueNothing() throws {
    #expect(try first("RUN echo \\\\\nUSER a").lines == 2...2)
  }

  @Test func aCommentAtTheEndOfALineIsTheShells() throws {
    #expect(try first("RUN make # all").arguments == "make # all")
  }

  @Test func theEscapeDirectiveNamesWhatContinuesLines() throws {
    let file = try read("# Escape = `\r\nFROM x\r\nRUN one `\r\n  two \\\r\nUSER a\r\n")
    #expect(file.stages[0].instructions.map(\.lines) == [3...4, 5...5])
    #expect(file.stages[0].instructions[0].arguments == "one   two \\")
  }

  @Test func aDirectiveAfterACommentIsNone() throws {
    let file = try read("# a remark\n# escape=`\nFROM x\nRUN one \\\n two")
    #expect(file.stages[0].instructions[0].arguments == "one  two")
  }

  @Test func directivesMayFollowEachOther() throws {
    #expect(try read("# syntax=docker/dockerfile:1\n# escape=`\nFROM x").escape == "`")
  }

  @Test func hereDocumentsBelongToTheirInstruction() throws {
    let file = try read("FROM x\nRUN <<EOF\nUSER root\nEOF\nCOPY <<a <<-\"b\" /c\n1\na\n\t2\n\tb\nUSER me")
    let instructions = file.stages[0].instructions
    #expect(instructions.map(\.keyword) == ["RUN", "COPY", "USER"])
    #expect(instructions.map(\.lines) == [2...4, 5...9, 10...10])
    #expect(instructions[1].heredocs.map(\.lines) == [["1"], ["2"]])
  }

  @Test(arguments: [
    "RUN cat <<< word", "RUN echo $((1<<2))", "RUN echo \"<<EOF\"", "RUN echo 1 << 2", "ENV A=<<EOF",
  ]) func whatOnlyLooksLikeAHereDocumentIsNone(line: String) throws {
    #expect(try first(line + "\nUSER a").heredocs.isEmpty)
  }

  @Test func flagsFormsAndCase() throws {
    let copy = try first("copy --from=a --chown=\"1:1\" [\"b c\", \"d\"]")
    #expect(copy.keyword == "COPY")
    #expect(copy.flags == ["--from=a", "--chown=\"1:1\""])
    #expect(copy.words == ["b c", "d"])
    #expect(try first("RUN ['a']").words == nil)
    #expect(try first("CMD [ ]").words == [])
  }

  @Test func stagesHaveNamesInAnyCase() throws {
    let file = try read("ARG V=1\nFROM --platform=$P x:$V AS Build\nRUN a\nFROM build\n")
    #expect(file.stages.map(\.name) == ["build", nil])
    #expect(file.stages.map(\.base) == ["x:$V", "build"])
    #expect(file.stage(named: "BUILD") == 0)
    #expect(file.stage(named: "1") == 1)
    #expect(file.stage(named: "2") == nil)
    #expect(file.globals.map(\.name) == ["V"])
  }

  @Test func aByteOrderMarkIsNoText() throws {
    #expect(try read("\u{feff}FROM x").stages.count == 1)
  }

  @Test(arguments: [
    ("FROM x\nRUN a\nFETCH b", 3, "'FETCH' is not a Dockerfile instruction"),
    ("services:\n  web:", 1, "'services:' is not a Dockerfile instruction"),
    ("RUN a\nFROM x", 1, "before the first FROM"),
    ("FROM x AS", 1, "FROM IMAGE [AS NAME]"),
    ("FROM", 1, "FROM IMAGE [AS NAME]"),
    ("FROM x\nRUN <<EOF\na", 2, "never ends"),
    ("# escape=x\nFROM x", 1, "escape character"),
    ("", nil, "no FROM"),
    ("# nothing\n", nil, "no FROM"),
  ]) func whatIsNoDockerfileIsSaidWithItsLine(text: String, line: Int?, reason: String) throws {
    let error = try #require(throws: DockerfileError.self) { try read(text) }
    #expect(error.line == line)
    #expect(error.reason.contains(reason))
    #expect(error.description.hasPrefix("Dockerfile"))
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    #expect(throws: DockerfileError.self) { try Dockerfile(bytes: [0x46, 0xff, 0xfe], path: "d") }
    let zero = try #require(throws: DockerfileError.self) {
      try Dockerfile(bytes: Array("FROM x\nRUN \0".utf8), path: "d")
    }
    #expect(zero.line == 2)
    #expect(throws: DockerfileError.self) {
      try Dockerfile(bytes: [UInt8](repeating: 0x20, count: Dockerfile.maximumSize + 1), path: "d")
    }
  }

  @Test func moreStagesThanAnybodyWritesAreRefused() throws {
    let many = (0...Dockerfile.maximumStages).map { "FROM s\($0) AS s\($0 + 1)" }.joined(separator: "\n")
    #expect(try #require(throws: DockerfileError.self) { try read(many) }.line == 1_001)
  }

  @Test(arguments: [
    "FROM x\nRUN a \\", "FROM x\nRUN a \\\n# b", "FROM x\nRUN '\"\\", "FROM x\nENV ${", "FROM ${{{",
  ])
  func whatEndsTooEarlyIsReadToItsEnd(text: String) throws {
    #expect(try read(text).stages.count == 1)
  }
}
