import Findings

/// Finds the exceptions in the comments of a file.
enum CommentReader {
  private static let marker = "imgcheck:"

  /// The exceptions of a file, of which the documents tell what is text and what is comment.
  static func suppressions(in source: Source, documents: [Node]) -> [CommentSuppression] {
    guard mentionsMarker(source.bytes) else { return [] }
    var texts: [SourceSpan] = []
    for document in documents { collect(document, file: source.file, &texts) }
    texts.sort()
    return (1...max(1, source.lineCount)).compactMap { suppression(on: $0, in: source, texts) }
  }

  /// Looks for the marker byte by byte: most files have none, and searching text is slow.
  private static func mentionsMarker(_ bytes: [UInt8]) -> Bool {
    let marker = Array(marker.utf8)
    guard let last = marker.last, bytes.count >= marker.count else { return false }
    // The marker's last two bytes are seldom neighbours elsewhere.
    for end in marker.count - 1..<bytes.count
    where bytes[end] == last && bytes[end - 1] == marker[marker.count - 2] {
      if bytes[(end + 1 - marker.count)...end].elementsEqual(marker) { return true }
    }
    return false
  }

  private static func collect(_ node: Node, file: String, _ spans: inout [SourceSpan]) {
    switch node.content {
    case .scalar: if node.span.file == file, node.usedAt.isEmpty { spans.append(node.span) }
    case .sequence(let items): for item in items { collect(item, file: file, &spans) }
    case .mapping(let mapping): for pair in mapping.pairs { collect(pair.value, file: file, &spans) }
    }
  }

  private static func suppression(on number: Int, in source: Source, _ texts: [SourceSpan])
    -> CommentSuppression?
  {
    let line = source.line(number)
    guard let hash = comment(in: line, texts) else { return nil }
    let text = String(decoding: line[hash...].drop { $0 == .hash }, as: UTF8.self)
    guard let body = body(of: text) else { return nil }
    let isAlone = line[..<hash].allSatisfy { $0 == .space || $0 == .tab }
    return CommentSuppression(
      rules: body.defect == nil ? body.rules : [], reason: body.reason, until: body.until,
      span: source.span(hash, line.endIndex), line: isAlone ? next(after: number, in: source) : number,
      defect: body.defect)
  }

  private struct Body {
    var rules: [String] = []
    var reason = ""
    var until: String?
    var defect: String?
  }

  /// The `#` that starts a comment of a line: after a blank, and in no text.
  private static func comment(in line: ArraySlice<UInt8>, _ texts: [SourceSpan]) -> Int? {
    line.indices.first { index in
      guard line[index] == .hash, index == line.startIndex || line[index - 1].isYAMLWhitespace else {
        return false
      }
      return !texts.contains { $0.start.offset <= index && index < $0.end.offset }
    }
  }

  /// The next line with something other than a comment on it.
  private static func next(after number: Int, in source: Source) -> Int {
    var next = number + 1
    while next <= source.lineCount {
      let start = source.line(next).first { $0 != .space && $0 != .tab }
      if let start, start != .hash { return next }
      next += 1
    }
    return number
  }

  /// Reads `imgcheck: allow[a, b] reason until DATE`.
  private static func body(of text: String) -> Body? {
    var rest = Substring(text).drop { $0 == " " }
    guard rest.hasPrefix(marker) else { return nil }
    rest = rest.dropFirst(marker.count).drop { $0 == " " }
    guard rest.hasPrefix("allow["), let close = rest.firstIndex(of: "]") else {
      // Other words after the marker are a remark.
      guard rest.lowercased().hasPrefix("allow") || rest.contains("[") else { return nil }
      return Body(
        reason: String(rest),
        defect: "it is written otherwise than 'imgcheck: allow[RULE] reason until YYYY-MM-DD'")
    }
    let rules = rest[rest.index(rest.startIndex, offsetBy: 6)..<close].split(separator: ",").map {
      $0.trimming(" ")
    }
    var words = rest[rest.index(after: close)...].split(separator: " ").map(String.init)
    var body = Body(rules: rules)
    if words.count >= 2, words[words.count - 2] == "until", let last = words.last {
      if isDay(last) {
        body.until = last
        words.removeLast(2)
      } else if last.utf8.contains(where: { (0x30...0x39).contains($0) }) {
        // Taken for a part of the reason it would never end.
        body.defect = "'\(last)' is no day of the form YYYY-MM-DD"
      }
    }
    body.reason = words.joined(separator: " ")
    return body
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
  }
}
