import PatternScan

/// Text for people inside a program: what Python calls a docstring.
enum ProgramText {
  /// Bytes before a place within which its text may begin.
  private static let reach = 16_384

  /// Whether the place lies in a docstring: the last three quotes before it open one, which is so where they begin their
  /// line below the head of a function or a class, or begin the file.
  static func holds(_ place: Int, in block: Span<UInt8>) -> Bool {
    let low = max(0, place - reach)
    var quotes = place - 3
    while quotes >= low, !isMark(block, at: quotes) { quotes -= 1 }
    guard quotes >= low else { return false }
    // What may stand before the quotes on their line: blanks, and the letter of a raw text.
    var before = quotes
    if before > low, "rRuUbB".utf8.contains(block[before - 1]) { before -= 1 }
    while before > low, block[before - 1] == 0x20 || block[before - 1] == 0x09 { before -= 1 }
    guard before > low else { return before == 0 }
    guard block[before - 1] == 0x0A else { return false }
    return beginsBody(below: before, from: low, in: block)
  }

  private static func isMark(_ block: Span<UInt8>, at place: Int) -> Bool {
    let quote = block[place]
    return (quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")) && block[place + 1] == quote
      && block[place + 2] == quote
  }

  /// Whether the last line above `place` that is neither empty nor a comment ends with a colon; where there is none, the file
  /// begins here.
  private static func beginsBody(below place: Int, from low: Int, in block: Span<UInt8>) -> Bool {
    var end = place
    while end > low {
      let start = block.lineStart(before: end - 1, from: low)
      let line = block.array(start..<end)
      end = start
      guard let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { continue }
      return line.last { $0 > 0x20 } == UInt8(ascii: ":")
    }
    return low == 0
  }
}
