/// Text among other bytes, as programs keep the strings they were written with.
///
/// A run is printable ASCII, tabs and line breaks, and holds at least `shortestTextRun` printable characters in a row.
extension Span<UInt8> {
  /// Printable characters in a row that every run holds.
  package static var shortestTextRun: Int { 8 }

  /// The next run that starts at or after `start`; text that the end cuts off counts however short it is.
  package func textRun(from start: Int) -> Range<Int>? {
    precondition(start >= 0 && start <= count)
    return unsafe withUnsafeBytes { bytes in
      if let place = unsafe ByteKernel.textPlace(bytes, from: start) {
        return unsafe run(around: place, in: bytes, from: start)
      }
      var lower = bytes.count
      while lower > start, unsafe bytes[lower - 1].isWideText { lower -= 1 }
      return lower < bytes.count ? lower..<bytes.count : nil
    }
  }

  /// All the text around a byte of text, from `start` on.
  @inline(__always) private func run(
    around place: Int, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Range<Int> {
    var lower = place
    while lower > start, unsafe bytes[lower - 1].isWideText { lower -= 1 }
    var upper = place
    while upper + ByteMask.width <= bytes.count {
      let others = unsafe ~ByteMask.text(bytes, at: upper)
      if others != 0 { return lower..<(upper + others.trailingZeroBitCount) }
      upper += ByteMask.width
    }
    while upper < bytes.count, unsafe bytes[upper].isWideText { upper += 1 }
    return lower..<upper
  }
}
