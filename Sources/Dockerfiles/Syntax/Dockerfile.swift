import Images

/// A Dockerfile: its build stages with the line of every instruction.
///
/// Follows the Dockerfile reference as BuildKit reads it. Nothing is executed or fetched, and `# syntax=` is taken
/// to name a frontend of the same language.
package struct Dockerfile: Sendable, Hashable {
  /// As it shall be shown: relative to the working directory.
  package let path: String
  /// The line of the file at `path` on which it begins: more than 1 for what stands inside another file.
  package let firstLine: Int
  package let stages: [Stage]
  /// `ARG` before the first `FROM`, in order: the name and the value it has unless the build gives another.
  let globals: [Variable]
  /// Without line ends.
  let lines: [String]
  /// The character that continues lines and takes the meaning from the next.
  let escape: Character

  struct Variable: Sendable, Hashable {
    let name: String
    let value: String?
  }

  /// A file larger than this is no Dockerfile; in bytes.
  package static let maximumSize = 1 << 20
  static let maximumStages = 1_000

  package init(bytes: [UInt8], path: String) throws(DockerfileError) {
    guard bytes.count <= Self.maximumSize else {
      throw DockerfileError(
        file: path,
        reason: "has \(bytes.count) bytes, more than the limit of \(Self.maximumSize); give another file"
      )
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw DockerfileError(
        file: path, line: Self.line(of: zero, in: bytes),
        reason: "has a zero byte, so it is not text; give the Dockerfile itself")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DockerfileError(file: path, reason: "is not UTF-8; save it in UTF-8")
    }
    try self.init(text, path: path)
  }

  package init(_ text: String, path: String, firstLine: Int = 1) throws(DockerfileError) {
    self.path = path
    self.firstLine = firstLine
    var reader = try LineReader(text, file: path)
    var stages: [Stage] = []
    var globals: [Variable] = []
    while let statement = try reader.statement() {
      let line = statement.lines.lowerBound
      guard
        let instruction = DockerfileInstruction(
          statement.text, heredocs: statement.heredocs, lines: statement.lines, escape: reader.escape)
      else {
        let word = statement.text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }.prefix(40)
        throw DockerfileError(
          file: path, line: line, reason: "'\(word)' is not a Dockerfile instruction; correct the line")
      }
      if instruction.keyword == "FROM" {
        guard let stage = Stage(instruction, escape: reader.escape) else {
          throw DockerfileError(
            file: path, line: line, reason: "is not a valid FROM; write FROM IMAGE [AS NAME]")
        }
        guard stages.count < Self.maximumStages else {
          throw DockerfileError(
            file: path, line: line,
            reason:
              "is stage \(stages.count + 1), more than the limit of \(Self.maximumStages); split the file")
        }
        stages.append(stage)
      } else if !stages.isEmpty {
        stages[stages.count - 1].instructions.append(instruction)
      } else if instruction.keyword == "ARG" {
        globals += Assignments.arguments(instruction.arguments, escape: reader.escape)
      } else {
        throw DockerfileError(
          file: path, line: line,
          reason: "\(instruction.keyword) stands before the first FROM; begin with FROM or ARG")
      }
    }
    guard !stages.isEmpty else {
      throw DockerfileError(file: path, reason: "has no FROM, so it is not a Dockerfile; give another file")
    }
    self.stages = stages
    self.globals = globals
    lines = reader.lines.map(String.init)
    escape = reader.escape
  }

  /// The position of a stage by its name, in any case, or its number; nil where there is none.
  package func stage(named name: String) -> Int? {
    stages.lastIndex { $0.name == name.lowercased() }
      ?? Int(name).flatMap { stages.indices.contains($0) ? $0 : nil }
  }

  private static func line(of place: Int, in bytes: [UInt8]) -> Int {
    bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
  }
}

/// One build stage: `FROM` and what follows it.
package struct Stage: Sendable, Hashable {
  package let from: DockerfileInstruction
  /// The image or earlier stage as written, variables and all.
  let base: String
  /// In lower case, as builders compare it; nil where it has none.
  package let name: String?
  /// All but `FROM`.
  package internal(set) var instructions: [DockerfileInstruction] = []

  init?(_ from: DockerfileInstruction, escape: Character) {
    let words = ShellWords.split(from.arguments, escape: escape, quotes: .kept)
    guard words.count == 1 || words.count == 3 && words[1].uppercased() == "AS" else { return nil }
    self.from = from
    base = words[0]
    name = words.count == 3 ? words[2].lowercased() : nil
  }
}
