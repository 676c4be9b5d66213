import Findings

extension Editor {
  /// The edits of a change with a comment on a line of its own before what is written; nil where the change cannot be
  /// made at this place alone.
  package func edits(for change: Repair.Change, comment: String) -> [TextEdit]? {
    guard var edits = edits(for: change) else { return nil }
    guard let first = edits.first, let source = project.sources[first.span.file] else { return edits }
    let line = "# " + SafeText.show(comment)
    let lead = first.replacement.unicodeScalars.prefix { "\r\n".unicodeScalars.contains($0) }
    if !lead.isEmpty {
      // Lines of their own: the comment goes between the line break and the first of them.
      let rest = String(first.replacement.unicodeScalars.dropFirst(lead.count))
      let blanks = rest.prefix { $0 == " " }
      edits[0].replacement = String(lead) + blanks + line + String(lead) + rest
      return edits
    }
    var start = first.span.start.offset
    while start > 0, !source.bytes[start - 1].isLineBreak { start -= 1 }
    let blanks = source.bytes[start...].prefix { $0 == .space }.count
    let newline = Style(source, first.span).newline(at: start)
    edits.insert(
      TextEdit(span: source.span(start, start), replacement: Style.blanks(blanks) + line + newline), at: 0)
    return edits
  }
}

extension UInt8 {
  fileprivate var isLineBreak: Bool { self == .newline || self == .carriageReturn }
}
