/// How much of a content's start is gathered.
package struct WantedStart: Sendable, Hashable {
  /// In bytes from the start.
  package private(set) var count: Int
  /// Parts of these that nobody looks at, and which read as zeros: they take no memory. In order, and apart from each other.
  package private(set) var leftOut: [Range<Int>] = []

  package init(count: Int) { self.count = count }

  /// Without parts of the start that nobody looks at, and no more than makes `filled` bytes beside these.
  ///
  /// - Parameter leftOut: in order, and apart from each other.
  package init(count: Int, without leftOut: [Range<Int>], filling filled: Int) {
    var (end, left) = (0, filled)
    for range in leftOut where range.lowerBound < count {
      let before = min(range.lowerBound - end, left)
      (end, left) = (end + before, left - before)
      guard left > 0 else { break }
      let part = range.clamped(to: end..<max(end, count))
      self.leftOut.append(part)
      end = part.upperBound
    }
    self.count = min(count, end + left)
  }

  /// Bytes of the start that take memory.
  package var filledCount: Int { leftOut.reduce(count) { $0 - $1.count } }

  /// Appends the next bytes of the content to `room`, which holds all before them.
  func gather(_ bytes: Span<UInt8>, in room: GatheredBytes) {
    let start = room.count
    let end = start + bytes.count
    while room.count < end {
      let place = room.count
      if let part = leftOut.first(where: { $0.contains(place) }) {
        room.append(zeros: min(part.upperBound, end) - place)
      } else {
        let next = leftOut.first { $0.lowerBound > place }?.lowerBound ?? end
        room.append(bytes.extracting(place - start..<min(next, end) - start))
      }
    }
  }
}
