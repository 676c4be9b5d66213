import Images

/// A here-document of `RUN`, `COPY` or `ADD`: lines that follow the instruction.
package struct Heredoc: Sendable, Hashable {
  package let name: String
  /// `<<-`: tabs before each line are dropped.
  let dropsTabs: Bool
  /// The opening word as it is written: `<<-"EOF"`.
  let opening: String
  package internal(set) var lines: [String] = []

  /// The here-documents that an instruction opens. Only `RUN`, `COPY` and `ADD` have any, also after `ONBUILD`.
  static func openings(in text: String, escape: Character) -> [Heredoc] {
    guard text.contains("<<") else { return [] }
    var words = ShellWords.split(text, escape: escape, quotes: .kept)[...]
    if words.first?.uppercased() == "ONBUILD" { words = words.dropFirst() }
    guard let keyword = words.popFirst(), ["RUN", "COPY", "ADD"].contains(keyword.uppercased()) else {
      return []
    }
    return words.compactMap(Heredoc.init(opening:))
  }

  /// `3<<-"NAME"`; nil for any other word, also for `<<<` and for a lone `<<`.
  private init?(opening word: String) {
    var rest = word.drop { $0.isNumber }
    guard rest.hasPrefix("<<") else { return nil }
    rest = rest.dropFirst(2)
    dropsTabs = rest.first == "-"
    if dropsTabs { rest = rest.dropFirst() }
    name = rest.filter { $0 != "\"" && $0 != "'" && $0 != "\\" }
    opening = word
    guard !name.isEmpty, !name.contains(where: { $0 == "<" || $0 == "$" || $0 == "(" }) else { return nil }
  }
}
