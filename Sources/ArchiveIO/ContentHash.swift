/// A quick hash of a file's content, to tell equal contents from different ones within one run.
///
/// It is no cryptographic digest: who makes two contents collide on purpose makes us call a changed file unchanged,
/// which costs a wrong word about waste and nothing else. Pieces may be cut anywhere.
package struct ContentHash: Sendable {
  private static let blockLength = 32
  private static let prime: UInt64 = 0x9e37_79b9_7f4a_7c15

  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  private var pending: [UInt8] = []
  private var count: Int64 = 0

  package init() { pending.reserveCapacity(Self.blockLength) }

  /// Starts over for another file, without giving up the buffer.
  package mutating func reset() {
    lanes = (1, 2, 3, 4)
    pending.removeAll(keepingCapacity: true)
    count = 0
  }

  /// Takes the next bytes; `offset` is where they belong in the file, which a hole (sparse file) moves on.
  package mutating func update(_ bytes: Span<UInt8>, at offset: Int64) {
    if offset != count { lanes.0 = Self.mix(lanes.0, UInt64(bitPattern: offset)) }
    count = offset + Int64(bytes.count)
    unsafe bytes.withUnsafeBytes { all in
      var rest = unsafe all[...]
      if !pending.isEmpty {
        let missing = unsafe min(Self.blockLength - pending.count, rest.count)
        unsafe pending.append(contentsOf: rest.prefix(missing))
        unsafe rest = unsafe rest.dropFirst(missing)
        guard pending.count == Self.blockLength else { return }
        let block = pending
        unsafe block.withUnsafeBytes { unsafe take($0, count: Self.blockLength) }
        pending.removeAll(keepingCapacity: true)
      }
      let whole = unsafe rest.count / Self.blockLength * Self.blockLength
      unsafe take(UnsafeRawBufferPointer(rebasing: rest), count: whole)
      unsafe pending.append(contentsOf: rest.dropFirst(whole))
    }
  }

  /// The hash of all bytes taken; never 0.
  package func finish() -> UInt64 {
    var hash = UInt64(bitPattern: count)
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { hash = Self.mix(hash, lane) }
    for byte in pending { hash = Self.mix(hash, UInt64(byte) + 1) }
    return max(1, hash ^ (hash >> 32))
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer, count: Int) {
    var (a, b, c, d) = lanes
    var offset = 0
    while offset < count {
      a = unsafe Self.mix(a, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      b = unsafe Self.mix(b, bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      c = unsafe Self.mix(c, bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self))
      d = unsafe Self.mix(d, bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
      offset += Self.blockLength
    }
    lanes = (a, b, c, d)
  }

  private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let product = (lane ^ word) &* prime
    return product ^ (product >> 29)
  }
}
