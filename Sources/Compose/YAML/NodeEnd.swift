import Findings

/// Finds where nodes end. libyaml's tree marks only starts, so the end is found by walking the source along
/// what the parser has already understood.
struct NodeEnd {
  let source: Source
  private let bytes: [UInt8]

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  /// Skips spaces, line breaks and comments.
  func skipBlank(_ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index].isYAMLWhitespace {
        index += 1
      } else if bytes[index] == .hash, index == 0 || bytes[index - 1].isYAMLWhitespace {
        while index < bytes.count, bytes[index] != .newline, bytes[index] != .carriageReturn { index += 1 }
      } else {
        break
      }
    }
    return index
  }

  /// Skips the anchor and tag before a value.
  func skipProperties(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
      while index < bytes.count, !bytes[index].isYAMLWhitespace { index += 1 }
      index = skipBlank(index)
    }
    return index
  }

  /// The end of an alias, anchor or other run of characters that a separator closes.
  func endOfName(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, !bytes[index].isYAMLWhitespace, !",]}".utf8.contains(bytes[index]) {
      index += 1
    }
    return index
  }

  /// The alias after a key or a dash, looked for from the end of what stands before it.
  func alias(after offset: Int) -> Range<Int>? {
    var index = skipBlank(offset)
    while index < bytes.count, ":-,[{?".utf8.contains(bytes[index]) { index = skipBlank(index + 1) }
    guard index < bytes.count, bytes[index] == .star else { return nil }
    return index..<endOfName(index)
  }

  /// The end of a scalar whose properties, if any, start at `start`.
  func end(of text: String, _ style: Scalar.Style, from start: Int) -> Int {
    let begin = skipProperties(start)
    switch style {
    case .singleQuoted: return endOfSingleQuoted(begin)
    case .doubleQuoted: return endOfDoubleQuoted(begin)
    case .block: return endOfText(text, from: endOfLine(begin))
    case .plain: return text.isEmpty ? start : endOfText(text, from: begin)
    }
  }

  /// The closing bracket of a flow collection, looked for after its last child.
  func endOfFlow(after offset: Int) -> Int {
    var index = skipBlank(offset)
    while index < bytes.count, ",:".utf8.contains(bytes[index]) { index = skipBlank(index + 1) }
    return min(index + 1, bytes.count)
  }

  private func endOfSingleQuoted(_ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "'") else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return bytes.count
  }

  private func endOfDoubleQuoted(_ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
      } else if bytes[index] == UInt8(ascii: "\"") {
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }

  private func endOfLine(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != .newline, bytes[index] != .carriageReturn { index += 1 }
    return index
  }

  /// Plain and block scalars hold no escapes: what is not blank stands in the source in the same order.
  private func endOfText(_ text: String, from start: Int) -> Int {
    var index = start
    var end = start
    for byte in text.utf8 where !byte.isYAMLWhitespace {
      while index < bytes.count, bytes[index] != byte { index += 1 }
      index = min(index + 1, bytes.count)
      end = index
    }
    return end
  }
}
