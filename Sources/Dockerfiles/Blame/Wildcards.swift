/// A text that may have parts that are not known.
struct PartlyKnown: Sendable {
  /// With `Expansion.wildcard` in place of each part that is not known.
  let text: String
  /// How many parts are not known.
  let wildcards: Int
  /// How many bytes are.
  let known: Int
  private let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    wildcards = bytes.count { $0 == 0 }
    known = bytes.count - wildcards
  }

  /// Whether there is a text that both stand for.
  func fits(_ other: PartlyKnown) -> Bool {
    wildcards == 0 && other.wildcards == 0 ? bytes == other.bytes : Wildcards.match(bytes, other.bytes)
  }
}

/// Compares texts of which both may have parts that are not known.
enum Wildcards {
  /// Cells of the table for two texts that both have wildcards; beyond it they count as different.
  private static let maximumCells = 1 << 22

  /// Whether there is a text that both stand for; `Expansion.wildcard` stands for any text, also none.
  static func match(_ left: String, _ right: String) -> Bool { match(Array(left.utf8), Array(right.utf8)) }

  static func match(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    switch (left.contains(0), right.contains(0)) {
    case (false, false): return left == right
    case (true, false): return matches(left, plain: right)
    case (false, true): return matches(right, plain: left)
    case (true, true): return left.count * right.count <= maximumCells && overlaps(left, right)
    }
  }

  /// Whether a pattern stands for a text: the first place for each part is as good as any.
  private static func matches(_ pattern: [UInt8], plain: [UInt8]) -> Bool {
    let parts = pattern.split(separator: 0, omittingEmptySubsequences: false)
    guard let head = parts.first, let tail = parts.last, plain.count >= head.count + tail.count,
      plain.starts(with: head), plain.suffix(tail.count).elementsEqual(tail)
    else { return false }
    var rest = plain.dropFirst(head.count).dropLast(tail.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = Self.place(of: part, in: rest) else { return false }
      rest = rest[(place + part.count)...]
    }
    return true
  }

  private static func place(of part: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= part.count else { return nil }
    return (text.startIndex...(text.endIndex - part.count)).first {
      text[$0] == part[part.startIndex] && text[$0..<($0 + part.count)].elementsEqual(part)
    }
  }

  /// The table of which beginnings fit each other, row by row.
  private static func overlaps(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var row = [Bool](repeating: false, count: right.count + 1)
    row[0] = true
    for (column, byte) in right.enumerated() { row[column + 1] = row[column] && byte == 0 }
    for byte in left {
      var diagonal = row[0]
      row[0] = row[0] && byte == 0
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] =
          byte == 0 || other == 0 ? above || row[column] || diagonal : diagonal && byte == other
        diagonal = above
      }
    }
    return row[right.count]
  }
}
