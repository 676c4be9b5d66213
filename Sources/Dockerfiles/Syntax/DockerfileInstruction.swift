import Foundation
import Images

/// One instruction of a Dockerfile and the lines on which it stands.
package struct DockerfileInstruction: Sendable, Hashable {
  /// In capitals.
  package let keyword: String
  /// `--chown=...` and its like, as written.
  package let flags: [String]
  /// What follows keyword and flags.
  package let arguments: String
  /// Everything after the keyword as written, for builders that keep it so.
  let original: String
  /// The same with the keyword.
  let statement: String
  /// The words of the exec form; nil for any other.
  package let words: [String]?
  package let heredocs: [Heredoc]
  /// From 1, with the lines of here-documents.
  package let lines: ClosedRange<Int>

  static let keywords: Set<String> = [
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
  ]

  private static let keywordsWithFlags: Set<String> = ["ADD", "COPY", "FROM", "HEALTHCHECK", "RUN"]

  /// nil where the first word is no instruction.
  init?(_ text: some StringProtocol, heredocs: [Heredoc], lines: ClosedRange<Int>, escape: Character) {
    let content = text.drop(while: \.isWhitespace)
    let head = content.prefix { !$0.isWhitespace }
    keyword = head.uppercased()
    guard Self.keywords.contains(keyword) else { return nil }
    var rest = content[head.endIndex...].drop(while: \.isWhitespace)
    original = rest.trimmingCharacters(in: .whitespacesAndNewlines)
    statement = content.trimmingCharacters(in: .whitespacesAndNewlines)
    var flags: [String] = []
    while Self.keywordsWithFlags.contains(keyword), rest.hasPrefix("--"),
      let flag = ShellWords.split(rest, escape: escape, quotes: .kept).first
    {
      rest = rest.dropFirst(flag.count).drop(while: \.isWhitespace)
      flags.append(flag)
    }
    self.flags = flags
    arguments = rest.trimmingCharacters(in: .whitespacesAndNewlines)
    words = Self.list(arguments)
    self.heredocs = heredocs
    self.lines = lines
  }

  /// What `ONBUILD` keeps for the image that builds on this one; nil for all others.
  func trigger(escape: Character) -> DockerfileInstruction? {
    keyword == "ONBUILD"
      ? DockerfileInstruction(arguments, heredocs: heredocs, lines: lines, escape: escape) : nil
  }

  /// A JSON array of texts; builders take what is none for the shell form.
  static func list(_ text: String) -> [String]? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    do { return try JSONDecoder().decode([String].self, from: Data(text.utf8)) } catch { return nil }
  }
}
