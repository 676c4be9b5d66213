import PatternScan

/// A line from 1 and a column from 1 in code points.
struct LinePlace {
  let line: Int
  /// Nil where the line's start lies further back than is looked.
  let column: Int?
  /// Whether the line's start lies further back than a person's line.
  let isLong: Bool
}

/// Counts lines up to wherever it is asked, each byte once as long as the places rise.
struct LineCounter {
  private var position = 0
  private var line = 1
  /// Bytes back from a place that are looked through for the line's start.
  static let reach = 16 << 10

  /// Counts up to `place`; both it and `base`, the block's start, are counted from the run's start.
  mutating func count(to place: Int, in block: Span<UInt8>, base: Int) {
    if place >= position {
      line += block.lineFeeds(in: max(position - base, 0)..<(place - base))
    } else {
      line -= block.lineFeeds(in: (place - base)..<(position - base))
    }
    position = place
  }

  mutating func place(of place: Int, in block: Span<UInt8>, base: Int) -> LinePlace {
    count(to: place, in: block, base: base)
    let end = place - base
    let first = max(0, end - LineCounter.reach)
    var column = 1
    var index = end
    while index > first, block[index - 1] != 0x0A {
      index -= 1
      // A continuation byte belongs to the code point before it.
      if block[index] & 0xC0 != 0x80 { column += 1 }
    }
    let isKnown = index > first || base + first == 0 || end == first || block[max(index - 1, 0)] == 0x0A
    return LinePlace(line: line, column: isKnown ? column : nil, isLong: !isKnown)
  }
}
