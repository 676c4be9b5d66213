#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Span<UInt8> {
  /// Whether the byte stands anywhere.
  package func contains(_ byte: UInt8) -> Bool {
    unsafe withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe memchr(start, Int32(byte), buffer.count) != nil
    }
  }

  /// Where the line starts that the byte at `place` is on, or `first` where that lies further back.
  package func lineStart(before place: Int, from first: Int) -> Int {
    var start = Swift.max(place, first)
    while start > first, self[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// How many line feeds stand in the range.
  package func lineFeeds(in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBytes { bytes in
      unsafe ByteKernel.count(0x0A, in: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }

  /// The bytes of a range as an array.
  package func array(_ range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBufferPointer { unsafe Array($0[range]) }
  }
}

extension [UInt8] {
  /// Appends all bytes of a span in one copy.
  package mutating func append(contentsOf span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
