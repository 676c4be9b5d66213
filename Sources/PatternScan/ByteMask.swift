import CByteMasks

/// Which of the bytes from a place on are of a kind: bit 0 is for the first. All of them must be in the buffer.
enum ByteMask {
  static let width = 64

  @inline(__always) static func printable(_ bytes: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    unsafe imgcheck_printable_mask(start(bytes, place))
  }

  @inline(__always) static func text(_ bytes: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    unsafe imgcheck_text_mask(start(bytes, place))
  }

  @inline(__always) static func zero(_ bytes: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    unsafe imgcheck_zero_mask(start(bytes, place))
  }

  /// Where `first` stands and `last` is `distance` bytes behind it; these too must be in the buffer.
  @inline(__always) static func pair(
    _ bytes: UnsafeRawBufferPointer, at place: Int, _ first: UInt8, _ last: UInt8, distance: Int
  ) -> UInt64 {
    unsafe imgcheck_pair_mask(start(bytes, place), start(bytes, place + distance), first, last)
  }

  @inline(__always) private static func start(
    _ bytes: UnsafeRawBufferPointer, _ place: Int
  ) -> UnsafeRawPointer? {
    assert(place >= 0 && place + width <= bytes.count)
    return unsafe bytes.baseAddress.map { unsafe $0 + place }
  }
}
