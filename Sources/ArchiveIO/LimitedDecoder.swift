/// Lets a decoder write until a blob has unpacked to more than it may honestly hold.
final class LimitedDecoder: ByteProducer {
  private let decoder: any ByteProducer
  private let packed: CountingSource
  private let limits: ReadLimits
  private var count: Int64 = 0

  /// `packed` is what `decoder` reads from; both are used by one thread only.
  init(_ decoder: any ByteProducer, reading packed: CountingSource, limits: ReadLimits) {
    self.decoder = decoder
    self.packed = packed
    self.limits = limits
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    try limits.deadline?.check()
    let written = try unsafe decoder.fill(buffer)
    count += Int64(written)
    guard count <= limits.unpackedBytes else {
      throw .limit(
        what: "the unpacked size of one blob",
        allowed: "\(limits.unpackedBytes) bytes (--limit unpacked-bytes)")
    }
    try limits.countUnpacked(Int64(written))
    if count > limits.ratioFloor, count / limits.ratio > max(1, packed.count) {
      throw .limit(
        what: "the compression ratio",
        allowed: "\(limits.ratio):1, beyond which it is a bomb (--limit compression-ratio)")
    }
    return written
  }
}
