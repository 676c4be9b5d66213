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

/// Searches through many bytes, in the form for this machine's processor.
enum ByteKernel {
  /// Where the first `shortestTextRun` printable bytes in a row begin; nil where there are none.
  @inline(__always) static func textPlace(
    _ bytes: UnsafeRawBufferPointer, from place: Int, as processor: Processor = .own
  ) -> Int? {
    guard place < bytes.count, let start = bytes.baseAddress else { return nil }
    let found =
      unsafe place
      + imgcheck_text_place(
        processor.kind, start + place, bytes.count - place)
    return found < bytes.count ? found : nil
  }

  /// Where four printable bytes with zeros behind them begin in a block of `ByteMask.width`, counted from `place`; or where
  /// the rest begins that is shorter.
  @inline(__always) static func widePlace(
    _ bytes: UnsafeRawBufferPointer, from place: Int, as processor: Processor = .own
  ) -> Int {
    guard place < bytes.count, let start = bytes.baseAddress else { return place }
    return unsafe place
      + imgcheck_wide_place(
        processor.kind, start + place, bytes.count - place)
  }

  /// How many of the bytes are `byte`.
  static func count(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, as processor: Processor = .own) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    return unsafe imgcheck_byte_count(
      processor.kind, start, bytes.count, byte)
  }

  /// A kind of processor for which there is a form.
  struct Processor: Sendable {
    let kind: imgcheck_processor

    /// This machine's.
    static let own = Processor(InstructionSet.ofThisMachine.first ?? .basic)

    init(_ set: InstructionSet) {
      kind =
        switch set {
        case .basic: IMGCHECK_BASIC
        case .avx2: IMGCHECK_AVX2
        case .avx512: IMGCHECK_AVX512
        }
    }
  }
}
