/// Room in which bytes are gathered, shown, and gathered anew. It belongs to one task at a time, which hands it on whole.
@safe package final class GatheredBytes: @unchecked Sendable {
  private var room: UnsafeMutableRawBufferPointer
  package private(set) var count = 0

  /// Room for so many bytes; it grows where more come.
  package init(capacity: Int) { unsafe room = .allocate(byteCount: capacity, alignment: 64) }

  deinit { unsafe room.deallocate() }

  package func append(_ bytes: Span<UInt8>) {
    let end = count + bytes.count
    if unsafe end > room.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(end, unsafe 2 * room.count), alignment: 64)
      unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
      unsafe room.deallocate()
      unsafe room = unsafe larger
    }
    unsafe bytes.withUnsafeBytes { piece in
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[count..<end]).copyMemory(from: piece)
    }
    count = end
  }

  /// Forgets the bytes, and keeps the room.
  package func clear() { count = 0 }

  /// Calls `body` with some of the bytes; the span is valid during the call. Bounds are cut to what there is.
  package func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    let range = range.clamped(to: 0..<count)
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: room[range]).assumingMemoryBound(to: UInt8.self)
    return body(unsafe bytes.span)
  }
}
