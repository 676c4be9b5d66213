/// Joins continued lines into instructions as BuildKit's parser does, and reads the here-documents after them.
///
/// Follows the Dockerfile reference: parser directives stand before all else; comment lines and blank lines inside
/// a continued instruction are left out; a backslash (or the character that `# escape=` names) continues a line
/// unless another stands before it, blanks after it are allowed.
struct LineReader {
  /// One instruction as it is written, continued lines joined.
  struct Statement {
    let text: String
    var lines: ClosedRange<Int>
    var heredocs: [Heredoc] = []
  }

  let file: String
  /// Without line ends.
  let lines: [Substring]
  private(set) var escape: Character = "\\"
  private var next = 0

  init(_ text: String, file: String) throws(DockerfileError) {
    self.file = file
    let body = text.first == "\u{feff}" ? text.dropFirst() : text[...]
    lines = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { $0.last == "\r" ? $0.dropLast() : $0 }
    try readDirectives()
  }

  /// The next instruction; nil at the end.
  mutating func statement() throws(DockerfileError) -> Statement? {
    while next < lines.count {
      let first = next
      let line = Self.withoutBlanks(lines[next])
      next += 1
      if line.isEmpty || line.first == "#" { continue }
      var (text, isContinued) = unfinished(line)
      var last = first
      while isContinued, next < lines.count {
        let line = lines[next]
        next += 1
        let content = Self.withoutBlanks(line)
        if content.isEmpty || content.first == "#" { continue }
        last = next - 1
        let (more, goesOn) = unfinished(line)
        text += more
        isContinued = goesOn
      }
      if Self.withoutBlanks(text[...]).isEmpty { continue }
      var statement = Statement(text: text, lines: (first + 1)...(last + 1))
      statement.heredocs = try heredocs(of: text, line: first + 1)
      if !statement.heredocs.isEmpty { statement.lines = (first + 1)...next }
      return statement
    }
    return nil
  }

  // MARK: Parser directives

  /// `# name=value` lines at the very top; the first line that is none ends them.
  private mutating func readDirectives() throws(DockerfileError) {
    for (number, line) in lines.enumerated() {
      let content = Self.withoutBlanks(line)
      guard content.first == "#" else { return }
      let parts = content.dropFirst().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let name = Self.withoutBlanks(parts[0]).lowercased()
      guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return }
      guard name == "escape" else { continue }
      let value = Self.withoutBlanks(parts[1])
      guard value == "\\" || value == "`", let character = value.first else {
        throw DockerfileError(
          file: file, line: number + 1, reason: "the escape character must be \\ or `; write one of them")
      }
      escape = character
    }
  }

  // MARK: Continued lines

  /// The line without the character that continues it, and whether there was one.
  private func unfinished(_ line: Substring) -> (String, Bool) {
    guard let end = line.lastIndex(where: { !Self.isBlank($0) }), line[end] == escape else {
      return (String(line), false)
    }
    let text = line[..<end]
    return text.last == escape ? (String(line), false) : (String(text), true)
  }

  private mutating func heredocs(of text: String, line: Int) throws(DockerfileError) -> [Heredoc] {
    var found: [Heredoc] = []
    for var heredoc in Heredoc.openings(in: text, escape: escape) {
      while true {
        guard next < lines.count else {
          throw DockerfileError(
            file: file, line: line,
            reason: "the here-document '\(heredoc.name)' never ends; add a line with \(heredoc.name) alone")
        }
        let content = lines[next]
        next += 1
        let body = heredoc.dropsTabs ? content.drop { $0 == "\t" } : content
        if body == heredoc.name { break }
        heredoc.lines.append(String(body))
      }
      found.append(heredoc)
    }
    return found
  }

  static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  static func withoutBlanks(_ text: Substring) -> Substring {
    let start = text.drop(while: isBlank)
    return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? start[start.endIndex...]
  }
}
