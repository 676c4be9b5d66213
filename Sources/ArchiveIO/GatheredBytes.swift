import Foundation

/// Room in which bytes are gathered, shown, and gathered anew. It belongs to one task at a time, which hands it on whole.
///
/// The system gives its pages one by one as bytes are put there: room costs nothing until it is filled, and zeros cost nothing
/// where there was nothing before.
@safe package final class GatheredBytes: @unchecked Sendable {
  private var room: UnsafeMutableRawBufferPointer
  package private(set) var count = 0
  /// Where the bytes end that may be others than zero.
  private var written = 0

  /// How large the system makes the pages.
  package enum Pages {
    /// As it makes them for all.
    case usual
    /// Small, for a room of which much stays unfilled, here and there: a byte would else take two megabytes where the system
    /// makes all pages large.
    case small
    /// Large where that can be had: each page is asked of the system by itself, which takes its time.
    case large
  }

  private let pages: Pages

  /// Room for so many bytes; it grows where more come.
  package init(capacity: Int, pages: Pages = .usual) {
    self.pages = pages
    unsafe room = Self.map(capacity, pages)
  }

  deinit { unsafe Self.unmap(room) }

  package func append(_ bytes: Span<UInt8>) {
    let end = count + bytes.count
    if unsafe end > room.count { grow(to: unsafe max(end, 2 * room.count)) }
    unsafe bytes.withUnsafeBytes { piece in
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[count..<end]).copyMemory(from: piece)
    }
    count = end
    written = max(written, end)
  }

  /// Appends so many zeros.
  package func append(zeros: Int) {
    let end = count + zeros
    if unsafe end > room.count { grow(to: unsafe max(end, 2 * room.count)) }
    if count < written {
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[count..<min(end, written)])
        .initializeMemory(as: UInt8.self, repeating: 0)
    }
    count = end
  }

  /// Makes room for so many bytes in all, if there is less; for up to twice as many, so that contents of rising sizes seldom need
  /// more.
  package func reserve(_ capacity: Int) {
    guard unsafe capacity > room.count else { return }
    grow(to: 1 << (Int.bitWidth - (capacity - 1).leadingZeroBitCount))
  }

  /// Takes back so many bytes that came last.
  package func removeLast(_ bytes: Int) { count -= bytes }

  /// Gives the memory of bytes back that nobody will look at, and says which these are: whole pages. They read as zeros, or as before.
  package func forget(_ range: Range<Int>) -> Range<Int> {
    #if os(Linux)
      let page = Self.page
      let start = (range.lowerBound + page - 1) / page * page
      let end = min(range.upperBound, count) / page * page
      guard start < end else { return range.lowerBound..<range.lowerBound }
      unsafe madvise(room.baseAddress.map { unsafe $0 + start }, end - start, MADV_DONTNEED)
      return start..<end
    #else
      return range.lowerBound..<range.lowerBound
    #endif
  }

  /// Forgets the bytes, and keeps the room unless more than so many bytes of it were filled.
  package func clear(keeping most: Int = .max) {
    count = 0
    guard written > most else { return }
    unsafe Self.unmap(room)
    unsafe room = unsafe Self.map(0, pages)
    written = 0
  }

  /// Calls `body` with some of the bytes; the span is valid during the call. Bounds are cut to what there is.
  package func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    let range = range.clamped(to: 0..<count)
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: room[range]).assumingMemoryBound(to: UInt8.self)
    return body(unsafe bytes.span)
  }

  /// Calls `body` with all bytes; the span is valid during the call.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result { withBytes(0..<count, body) }

  /// Pages of zeros are not copied, so that what was never filled stays without memory.
  private func grow(to capacity: Int) {
    let larger = unsafe Self.map(capacity, pages)
    for start in stride(from: 0, to: count, by: Self.page) {
      let page = unsafe UnsafeRawBufferPointer(rebasing: room[start..<min(start + Self.page, count)])
      guard unsafe !Self.isZero(page) else { continue }
      unsafe UnsafeMutableRawBufferPointer(rebasing: larger[start...]).copyMemory(from: page)
    }
    unsafe Self.unmap(room)
    unsafe room = unsafe larger
    written = count
  }

  private static func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return unsafe start.load(as: UInt8.self) == 0 && memcmp(start, start + 1, bytes.count - 1) == 0
  }

  // MARK: Pages

  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

  private static func wholePages(_ bytes: Int) -> Int { (bytes + page - 1) / page * page }

  /// Bytes from which pages may be large.
  private static let leastLarge = 4 << 20

  /// Pages that read as zeros, for so many bytes at least.
  private static func map(_ capacity: Int, _ pages: Pages) -> UnsafeMutableRawBufferPointer {
    guard capacity > 0 else { return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0) }
    let length = wholePages(capacity)
    let start = unsafe mmap(
      nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      preconditionFailure("no memory for \(length) bytes")
    }
    #if os(Linux)
      switch pages {
      case .usual: break
      case .small: unsafe madvise(start, length, MADV_NOHUGEPAGE)
      case .large: if length >= leastLarge { unsafe madvise(start, length, MADV_HUGEPAGE) }
      }
    #endif
    return unsafe UnsafeMutableRawBufferPointer(start: start, count: length)
  }

  private static func unmap(_ room: UnsafeMutableRawBufferPointer) {
    if let start = room.baseAddress { unsafe munmap(start, room.count) }
  }
}
