extension Span<UInt8> {
  /// Where `needle` first occurs in `range`; nil if it does not, if it is empty, or if the range is not within.
  package func firstOccurrence(of needle: [UInt8], in range: Range<Int>) -> Int? {
    guard let first = needle.first, let last = needle.last, range.lowerBound >= 0, range.upperBound <= count,
      range.count >= needle.count
    else { return nil }
    let distance = needle.count - 1
    return unsafe withUnsafeBytes { bytes in
      var position = range.lowerBound
      while position + distance + ByteMask.width <= range.upperBound {
        var places = unsafe ByteMask.pair(bytes, at: position, first, last, distance: distance)
        while places != 0 {
          let place = position + places.trailingZeroBitCount
          if unsafe Self.isAt(place, needle, in: bytes) { return place }
          places &= places &- 1
        }
        position += ByteMask.width
      }
      while position + distance < range.upperBound {
        if unsafe Self.isAt(position, needle, in: bytes) { return position }
        position += 1
      }
      return nil
    }
  }

  private static func isAt(_ place: Int, _ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < needle.count {
      guard unsafe bytes[place + offset] == needle[offset] else { return false }
      offset += 1
    }
    return true
  }
}
