/// What a producer writes, through a few buffers that may be held while others are filled.
///
/// It has no thread of its own: where two cores have enough to do, one more thread that wakes others for each buffer makes
/// them run on the core of each other. Large buffers make them wake each other seldom.
final class RingSource: ByteSource {
  private let producer: any ByteProducer
  private let ring: BufferRing
  private var taken: Int?

  /// Memory is `buffers` times `bufferLength` bytes.
  init(_ producer: any ByteProducer, buffers: Int = 8, bufferLength: Int = 2 << 20) {
    self.producer = producer
    ring = BufferRing(count: buffers, length: bufferLength)
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if let taken { ring.giveBack(taken) }
    taken = nil
    guard let index = ring.takeFree() else { return nil }
    taken = index
    let count = try unsafe producer.fill(ring.buffer(index))
    return count == 0 ? nil : unsafe UnsafeRawBufferPointer(rebasing: ring.buffer(index)[..<count])
  }

  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? {
    taken.flatMap { index in unsafe ring.hold(piece, of: index) }
  }
}
