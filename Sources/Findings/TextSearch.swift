/// Searches of text by its bytes. The standard library compares characters with all that Unicode calls equal, which costs a
/// hundred times as much; what is looked for here is ASCII, in which both are the same.
extension String {
  /// Whether another text stands anywhere in this one, byte by byte.
  package func hasText(_ part: String) -> Bool { Substring(self).hasText(part) }

  /// The pieces between white space, without empty ones.
  package var words: [Substring] {
    unicodeScalars.split(whereSeparator: \.isWhiteSpace).map(Substring.init)
  }
}

extension Substring {
  /// Whether another text stands anywhere in this one, byte by byte.
  package func hasText(_ part: String) -> Bool { start(of: part) != nil }

  /// Where another text begins in this one, byte by byte; nil where it does not stand in it.
  package func start(of part: String) -> Index? {
    let wanted = part.utf8
    guard let first = wanted.first else { return startIndex }
    var rest = utf8
    while let index = rest.firstIndex(of: first) {
      rest = rest[index...]
      guard rest.count >= wanted.count else { return nil }
      if rest.starts(with: wanted) { return index }
      rest = rest.dropFirst()
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether it separates words; the tables of Unicode are asked only beyond ASCII.
  package var isWhiteSpace: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}
