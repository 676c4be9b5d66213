/// Bytes of a source that stay where they are, whatever the source does, until this goes.
@safe package final class HeldPiece: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let release: @Sendable () -> Void

  /// Bytes that stay until `release` is called, from whichever thread has this last.
  init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
    unsafe self.bytes = unsafe bytes
    self.release = release
  }

  /// A copy of bytes that their source cannot keep.
  package convenience init(copying bytes: Span<UInt8>) {
    let copy = ByteView(copying: bytes.array)
    unsafe self.init(copy.bytes) { withExtendedLifetime(copy) {} }
  }

  deinit { release() }

  /// Calls `body` with the bytes; the span is valid during the call.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    unsafe body(bytes.assumingMemoryBound(to: UInt8.self).span)
  }
}
