/// A source's bytes in pieces of one length, of which only the last is shorter.
///
/// What a decoder says of damage, and how much it gives before, depends on how its input was cut. So this cuts it alike,
/// whether the bytes lie in memory or come from a pipe. A piece that lies in one of the source's is not copied.
final class EvenPieces: ByteSource {
  private let cursor: ByteCursor
  private let length: Int

  /// `length` is in bytes.
  init(_ source: any ByteSource, length: Int) {
    cursor = ByteCursor(source)
    self.length = length
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    _ = unsafe cursor.look(length)
    return try unsafe cursor.take(upTo: length)
  }
}
