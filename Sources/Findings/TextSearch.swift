/// Searches of text by its bytes. The standard library compares characters with all that Unicode calls equal, which costs a
/// hundred times as much; what is looked for here is ASCII, in which both are the same.
extension String {
  /// Whether a byte stands anywhere in its UTF-8.
  package func hasByte(_ byte: UInt8) -> Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] == byte { return true }
    return false
  }

  /// Whether another text stands anywhere in this one, byte by byte.
  package func hasText(_ part: String) -> Bool { utf8.span.offset(of: part) != nil }

  /// The pieces between white space, without empty ones.
  package var words: [Substring] {
    unicodeScalars.split(whereSeparator: \.isWhiteSpace).map(Substring.init)
  }
}

extension Substring {
  /// Whether another text stands anywhere in this one, byte by byte.
  package func hasText(_ part: String) -> Bool { utf8.span.offset(of: part) != nil }

  /// Where another text begins in this one, byte by byte; nil where it does not stand in it.
  package func start(of part: String) -> Index? {
    utf8.span.offset(of: part).map { utf8.index(startIndex, offsetBy: $0) }
  }
}

extension Span<UInt8> {
  /// How many bytes stand before the first place at which a text begins; nil where it does not stand in them.
  fileprivate func offset(of part: String) -> Int? {
    let wanted = part.utf8.span
    guard !wanted.isEmpty else { return 0 }
    guard count >= wanted.count else { return nil }
    let first = wanted[0]
    for start in 0...count - wanted.count where self[start] == first {
      var length = 1
      while length < wanted.count, self[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return start }
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
