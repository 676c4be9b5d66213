import Foundation

/// A block of a page that shows a command and what it prints: `$ imgcheck ...`, then the output, where a line `...`
/// stands for lines that are left out.
struct Transcript: Sendable, CustomStringConvertible {
  /// Where the block begins, as `docs/tutorial.md:13`.
  let place: String
  /// The command lines that the block begins with, as a shell takes them.
  let commands: [String]
  /// What they print, one after the other, without empty lines at the ends.
  let output: [String]

  var description: String { place }

  /// The block as a transcript; nil where it does not begin with a command.
  init?(_ block: MarkdownBlock, page: String) {
    let commands = block.lines.prefix { $0.hasPrefix("$ ") }
    guard !commands.isEmpty else { return nil }
    place = "\(page):\(block.line)"
    self.commands = commands.map { String($0.dropFirst(2)) }
    output = Self.trimmed(block.lines.dropFirst(commands.count))
  }

  /// Whether a program printed this; else where the two part, for the person who has to mend one of them.
  func difference(from printed: String) -> String? {
    let printed = Self.trimmed(printed.split(separator: "\n", omittingEmptySubsequences: false)[...])
    let pieces = output.split(omittingEmptySubsequences: false) {
      $0.trimmingCharacters(in: .whitespaces) == "..."
    }
    var next = 0
    for (number, piece) in pieces.enumerated() {
      let piece = Self.trimmed(piece)
      guard !piece.isEmpty else { continue }
      let isFirst = number == 0
      let isLast = number == pieces.count - 1
      // The first piece stands at the beginning, the last one at the end, the others anywhere between.
      let earliest = isLast && !isFirst ? max(next, printed.count - piece.count) : next
      let latest = isFirst ? 0 : printed.count
      guard
        let found = (earliest..<max(earliest, latest + 1)).first(where: {
          printed.dropFirst($0).starts(with: piece)
        })
      else {
        return Self.account(of: piece, in: Array(printed[min(next, printed.count)...]), isFirst: isFirst)
      }
      next = found + piece.count
      if isLast, next != printed.count {
        return "the program goes on with:\n\(Self.beginning(printed[next...]))"
      }
    }
    return nil
  }

  /// The lines from the first that differs, beside what the program has in its place.
  private static func account(of piece: [String], in printed: [String], isFirst: Bool) -> String {
    let starts = isFirst ? [0] : printed.indices.filter { printed[$0] == piece[0] }
    let agreeing = starts.map { start in zip(piece, printed[start...]).prefix { $0 == $1 }.count }
    guard let most = agreeing.max(), let start = zip(starts, agreeing).first(where: { $1 == most })?.0 else {
      return "the program never prints:\n\(piece[0])\nbut:\n\(beginning(printed))"
    }
    let page = beginning(piece.dropFirst(most))
    return "the page has:\n\(page)\nthe program prints:\n\(beginning(printed.dropFirst(start + most)))"
  }

  private static func beginning(_ lines: some Sequence<String>) -> String {
    lines.prefix(20).joined(separator: "\n")
  }

  /// Lines without empty ones at the ends and without spaces at their own ends.
  private static func trimmed(_ lines: some Sequence<some StringProtocol>) -> [String] {
    let lines = lines.map { line in
      var line = String(line)
      while line.last == " " { line.removeLast() }
      return line
    }
    let kept = lines.drop { $0.isEmpty }
    return Array(kept.reversed().drop { $0.isEmpty }.reversed())
  }
}

/// A block of code of a page: between fences, or indented.
struct MarkdownBlock: Sendable {
  /// The line of its first line, counted from 1.
  let line: Int
  /// Its lines, without the block's own indent.
  let lines: [String]

  static func all(in text: String) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var open: (line: Int, lines: [String], fence: Bool)?
    func close() {
      if let block = open { blocks.append(MarkdownBlock(line: block.line, lines: block.lines)) }
      open = nil
    }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if open?.fence == true {
        if line.hasPrefix("```") { close() } else { open?.lines.append(String(line)) }
      } else if line.hasPrefix("```") {
        close()
        open = (number + 2, [], true)
      } else if line.hasPrefix("    ") {
        if open == nil { open = (number + 1, [], false) }
        open?.lines.append(String(line.dropFirst(4)))
      } else if line.isEmpty, open != nil {
        open?.lines.append("")
      } else {
        close()
      }
    }
    close()
    return blocks
  }
}
