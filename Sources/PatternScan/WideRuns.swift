/// Text in two bytes for each character among other bytes, as programs for Windows and .NET keep their strings.
///
/// A run is ASCII characters with a zero after each. Text with the high byte first is such a run as well, from its
/// second byte on.
extension Span<UInt8> {
  /// Characters that a run has at least.
  package static var shortestWideRun: Int { 12 }

  /// The next run that starts at or after `start`, its bytes from the first character to the last one's zero.
  package func wideRun(from start: Int) -> Range<Int>? {
    precondition(start >= 0 && start <= count)
    return unsafe withUnsafeBytes { bytes in
      var position = start
      while position < bytes.count {
        guard let place = unsafe widePlace(from: position, in: bytes) else { return nil }
        var lower = place
        while lower - 2 >= start, unsafe bytes[lower - 2].isWideText, unsafe bytes[lower - 1] == 0 {
          lower -= 2
        }
        var upper = place
        while upper + 1 < bytes.count, unsafe bytes[upper].isWideText, unsafe bytes[upper + 1] == 0 {
          upper += 2
        }
        if upper - lower >= 2 * Self.shortestWideRun { return lower..<upper }
        position = upper
      }
      return nil
    }
  }

  /// Where four printable characters with zeros between them begin, which are part of every run, however blocks cut it.
  @inline(__always) private func widePlace(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    var position = unsafe ByteKernel.widePlace(bytes, from: start)
    guard position + ByteMask.width > bytes.count else { return position }
    while position + 8 <= bytes.count {
      if (0..<4).allSatisfy({
        unsafe bytes[position + 2 * $0].isPrintable && bytes[position + 2 * $0 + 1] == 0
      }) {
        return position
      }
      position += 1
    }
    return nil
  }

  /// Where the run starts that the bytes from `start` on end in, be it long enough or not; the last character's
  /// zero may be missing.
  package func wideTail(from start: Int) -> Int {
    var lower = count
    if lower > start, self[lower - 1].isWideText { lower -= 1 }
    while lower - 2 >= start, self[lower - 1] == 0, self[lower - 2].isWideText { lower -= 2 }
    return lower
  }
}

extension UInt8 {
  var isPrintable: Bool { self >= 0x20 && self < 0x7F }

  /// Printable ASCII, a tab or a line break.
  package var isWideText: Bool { isPrintable || self == 0x0A || self == 0x0D || self == 0x09 }
}
