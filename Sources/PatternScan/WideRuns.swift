/// Text in two bytes for each character among other bytes, as programs for Windows and .NET keep their strings.
///
/// A run is ASCII characters with a zero after each. Text with the high byte first is such a run as well, from its
/// second byte on.
extension Span<UInt8> {
  /// Characters that a run has at least.
  package static var shortestWideRun: Int { 12 }

  /// The next run that starts at or after `start`, its bytes from the first character to the last one's zero.
  ///
  /// Of 24 bytes of such text, 8 that start at a multiple of 16 are in every case four characters, so that it is
  /// enough to look at these.
  package func wideRun(from start: Int) -> Range<Int>? {
    precondition(start >= 0 && start <= count)
    return unsafe withUnsafeBytes { bytes in
      var position = start
      while position + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
        let first: Int
        if word & 0xFF00_FF00_FF00_FF00 == 0, Self.isText(word) {
          first = position
        } else if word & 0x00FF_00FF_00FF_00FF == 0, Self.isText(word >> 8) {
          first = position + 1
        } else {
          position += 16
          continue
        }
        var lower = first
        while lower - 2 >= start, unsafe bytes[lower - 2].isWideText, unsafe bytes[lower - 1] == 0 {
          lower -= 2
        }
        var upper = first
        while upper + 1 < bytes.count, unsafe bytes[upper].isWideText, unsafe bytes[upper + 1] == 0 {
          upper += 2
        }
        if upper - lower >= 2 * Self.shortestWideRun { return lower..<upper }
        position += 16
      }
      return nil
    }
  }

  /// Where the run starts that the bytes from `start` on end in, be it long enough or not; the last character's
  /// zero may be missing.
  package func wideTail(from start: Int) -> Int {
    var lower = count
    if lower > start, self[lower - 1].isWideText { lower -= 1 }
    while lower - 2 >= start, self[lower - 1] == 0, self[lower - 2].isWideText { lower -= 2 }
    return lower
  }

  /// Whether all four units of two bytes are printable ASCII; their high bytes are zero.
  private static func isText(_ units: UInt64) -> Bool {
    let tops: UInt64 = 0x8000_8000_8000_8000
    return (units &+ 0x7FE0_7FE0_7FE0_7FE0) & tops == tops && (units &+ 0x7F81_7F81_7F81_7F81) & tops == 0
  }
}

extension UInt8 {
  /// Printable ASCII, a tab or a line break.
  package var isWideText: Bool { self >= 0x20 && self < 0x7F || self == 0x0A || self == 0x0D || self == 0x09 }
}
