import Findings

/// A change of a file's text: what stands in the span is replaced; an empty span is an insertion.
package struct TextEdit: Sendable, Hashable {
  package var span: SourceSpan
  package var replacement: String

  package init(span: SourceSpan, replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

extension Source {
  /// The text with edits made; equal edits count once, and of overlapping ones the first.
  package func applying(_ edits: [TextEdit]) -> String {
    String(decoding: bytes(applying: edits), as: UTF8.self)
  }

  /// The text as UTF-8 with edits made, without a byte order mark.
  package func bytes(applying edits: [TextEdit]) -> [UInt8] {
    var seen: Set<TextEdit> = []
    let own = edits.filter { $0.span.file == file && seen.insert($0).inserted }.enumerated().sorted {
      ($0.element.span.start.offset, $0.offset) < ($1.element.span.start.offset, $1.offset)
    }.map(\.element)
    var result: [UInt8] = []
    var position = 0
    for edit in own where edit.span.start.offset >= position {
      result += bytes[position..<edit.span.start.offset]
      result += edit.replacement.utf8
      position = edit.span.end.offset
    }
    result += bytes[position...]
    return result
  }
}
