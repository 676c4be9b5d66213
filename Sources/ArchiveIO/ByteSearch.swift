import Foundation

extension Span<UInt8> {
  /// Where `needle` first occurs in `range`; nil if it does not, if it is empty, or if the range is not within.
  package func firstOccurrence(of needle: [UInt8], in range: Range<Int>) -> Int? {
    guard !needle.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return nil }
    return unsafe withUnsafeBytes { bytes in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      guard let start = part.baseAddress, let found = unsafe memmem(start, part.count, needle, needle.count)
      else {
        return nil
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}
