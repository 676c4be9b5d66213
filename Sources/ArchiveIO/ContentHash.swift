import Digests

/// A quick hash of a file's content, to tell equal contents from different ones.
///
/// It is no cryptographic digest, for its key is the same in every run, since hashes are kept with what a layer yields: who makes two
/// contents collide on purpose makes us call a changed file unchanged, which costs a wrong word about waste and nothing
/// else. Pieces may be cut anywhere.
package struct ContentHash: Sendable {
  private static let key = SumKey(Array("content".utf8))
  private static let prime: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Of the blocks that are whole.
  private var state: UInt64 = 1
  /// Of the block at hand, as far as it goes.
  private var sum = BlockSum()
  private var place = 0
  /// Less than a unit of the sum, behind that.
  private var pending: [UInt8] = []
  private var count: Int64 = 0

  package init() { pending.reserveCapacity(SumKey.unit) }

  /// Starts over for another file, without giving up the buffer.
  package mutating func reset() {
    state = 1
    startBlock()
    count = 0
  }

  /// Takes the next bytes; `offset` is where they belong in the file, which a hole (sparse file) moves on.
  package mutating func update(_ bytes: Span<UInt8>, at offset: Int64) {
    if offset != count {
      state = Self.mix(stateWithBlock, UInt64(bitPattern: offset))
      startBlock()
    }
    count = offset + Int64(bytes.count)
    unsafe bytes.withUnsafeBytes { all in
      var rest = unsafe all[...]
      if !pending.isEmpty {
        let missing = unsafe min(SumKey.unit - pending.count, rest.count)
        unsafe pending.append(contentsOf: rest.prefix(missing))
        unsafe rest = unsafe rest.dropFirst(missing)
        guard pending.count == SumKey.unit else { return }
        sum.add(filling: pending, at: place, under: Self.key)
        pending.removeAll(keepingCapacity: true)
        moveOn(SumKey.unit)
      }
      while unsafe rest.count >= SumKey.unit {
        let length = unsafe min(rest.count / SumKey.unit * SumKey.unit, SumKey.blockLength - place)
        unsafe sum.add(UnsafeRawBufferPointer(rebasing: rest.prefix(length)), at: place, under: Self.key)
        moveOn(length)
        unsafe rest = unsafe rest.dropFirst(length)
      }
      unsafe pending.append(contentsOf: rest)
    }
  }

  /// The hash of all bytes taken; never 0.
  package func finish() -> UInt64 {
    let hash = Self.mix(stateWithBlock, UInt64(bitPattern: count))
    return max(1, hash ^ (hash >> 32))
  }

  private mutating func moveOn(_ length: Int) {
    place += length
    guard place == SumKey.blockLength else { return }
    state = stateWithBlock
    startBlock()
  }

  private mutating func startBlock() {
    sum = BlockSum()
    place = 0
    pending.removeAll(keepingCapacity: true)
  }

  /// The state, were the block at hand to end here.
  private var stateWithBlock: UInt64 {
    var sum = sum
    if !pending.isEmpty { sum.add(filling: pending, at: place, under: Self.key) }
    return Self.mix(Self.mix(state, sum.low), sum.high)
  }

  private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word) &* prime
    return product ^ (product >> 29)
  }
}
