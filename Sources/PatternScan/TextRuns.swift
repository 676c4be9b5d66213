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
      var position = start
      while position + ByteMask.width < bytes.count {
        let places = textPlaces(in: unsafe ByteMask.printable(bytes, at: position))
        guard places != 0 else {
          position += ByteMask.width
          continue
        }
        let run = unsafe run(around: position + places.trailingZeroBitCount, in: bytes, from: start)
        if run.count >= Self.shortestTextRun || run.upperBound == bytes.count { return run }
        position = run.upperBound
      }
      while position < bytes.count {
        guard unsafe bytes[position].isWideText else {
          position += 1
          continue
        }
        let run = unsafe run(around: position, in: bytes, from: start)
        if run.count >= Self.shortestTextRun || run.upperBound == bytes.count { return run }
        position = run.upperBound
      }
      return nil
    }
  }

  /// Where seven printable characters in a row begin, or four at an end of the block. Every run has a block with such a
  /// place: of its eight characters one block has all, or one of two has four or more at its end.
  @inline(__always) private func textPlaces(in printable: UInt64) -> UInt64 {
    var inRow = printable & (printable &>> 1)
    inRow &= inRow &>> 2
    let atEnds = inRow & (1 | 1 &<< 60)
    return inRow & (inRow &>> 3) | atEnds
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
