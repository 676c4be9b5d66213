/// Numbers and texts at places in bytes that may lie: everything is checked, nothing traps.
extension Span<UInt8> {
  /// The `count` bytes at `offset`; nil if they are not all there.
  func range(at offset: Int, count: Int) -> Range<Int>? {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else { return nil }
    return offset..<(offset + count)
  }

  /// An unsigned number of `width` bytes (1 to 8) at `offset`; nil beyond the end.
  func number(at offset: Int, width: Int, bigEndian: Bool) -> UInt64? {
    guard let range = range(at: offset, count: width) else { return nil }
    var value: UInt64 = 0
    for index in range {
      let shift = UInt64(bigEndian ? range.upperBound - 1 - index : index - range.lowerBound) * 8
      value |= UInt64(self[index]) << shift
    }
    return value
  }

  /// A copy of a range that lies within.
  func copy(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(self[index]) }
    return bytes
  }

  /// The text from `offset` to the next NUL, which must come within `longest` bytes.
  func terminatedText(at offset: Int, longest: Int) -> String? {
    guard offset >= 0, offset < count else { return nil }
    var end = offset
    let limit = Swift.min(count, offset + longest)
    while end < limit, self[end] != 0 { end += 1 }
    guard end < limit else { return nil }
    return String(decoding: copy(offset..<end), as: UTF8.self)
  }

  func starts(with prefix: [UInt8], at offset: Int = 0) -> Bool {
    guard let range = range(at: offset, count: prefix.count) else { return false }
    for index in prefix.indices where self[range.lowerBound + index] != prefix[index] { return false }
    return true
  }
}
