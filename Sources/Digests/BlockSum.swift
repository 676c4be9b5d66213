/// A sum over a block of bytes under a key: NH of UMAC (Black, Halevi, Krawczyk, Krovetz, Rogaway, CRYPTO 1999; RFC 4418,
/// section 5.2) with words of 64 bits. Each word of the block has a word of the key added, pairs of these are multiplied, and the
/// products added modulo 2^128.
///
/// Of the keys, one in 2^64 at most gives two different blocks of one length the same sum. Who sees sums can work out the
/// key, so they go into a code or a hash before anybody sees them.
package struct BlockSum: Sendable {
  package private(set) var low: UInt64 = 0
  package private(set) var high: UInt64 = 0

  package init() {}

  /// Adds bytes that lie in the block at `place`; their number and `place` are multiples of `SumKey.unit`, and they end within
  /// the block.
  package mutating func add(_ bytes: UnsafeRawBufferPointer, at place: Int, under key: SumKey) {
    precondition(place >= 0 && place + bytes.count <= SumKey.blockLength)
    let count = bytes.count
    guard let bytes = bytes.baseAddress else { return }
    unsafe key.words.withUnsafeBytes { words in
      guard let words = unsafe words.baseAddress.map({ unsafe $0 + place }) else { return }
      // Two sums, so that the processor need not wait for the carry of one.
      var (one, other) = (BlockSum(), BlockSum())
      var offset = 0
      while offset &+ 4 &* SumKey.unit <= count {
        unsafe one.add(bytes + offset, words + offset)
        unsafe other.add(bytes + offset + SumKey.unit, words + offset + SumKey.unit)
        unsafe one.add(bytes + offset + 2 * SumKey.unit, words + offset + 2 * SumKey.unit)
        unsafe other.add(bytes + offset + 3 * SumKey.unit, words + offset + 3 * SumKey.unit)
        offset &+= 4 &* SumKey.unit
      }
      while offset &+ SumKey.unit <= count {
        unsafe one.add(bytes + offset, words + offset)
        offset &+= SumKey.unit
      }
      add(one)
      add(other)
    }
  }

  /// Adds the product of two words, each with its word of the key.
  private mutating func add(_ words: UnsafeRawPointer, _ key: UnsafeRawPointer) {
    let left = unsafe UInt64(littleEndian: words.loadUnaligned(as: UInt64.self))
    let right = unsafe UInt64(littleEndian: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let product = unsafe (left &+ key.load(as: UInt64.self)).multipliedFullWidth(
      by: right &+ key.load(fromByteOffset: 8, as: UInt64.self))
    add(low: product.low, high: product.high)
  }

  private mutating func add(_ other: BlockSum) { add(low: other.low, high: other.high) }

  private mutating func add(low: UInt64, high: UInt64) {
    let (sum, isCarried) = self.low.addingReportingOverflow(low)
    self.low = sum
    self.high = self.high &+ high &+ (isCarried ? 1 : 0)
  }
}

/// The key of sums: as many words as a block has.
package struct SumKey: Sendable {
  /// Bytes of a block.
  package static let blockLength = 8 << 10
  /// Bytes that are added at a time.
  package static let unit = 16

  fileprivate let words: [UInt64]

  /// Draws the words from a seed, by SHA-256 of the seed and a number.
  package init(_ seed: [UInt8]) {
    words = (0..<Self.blockLength / HashFunction.sha256.size).flatMap { number in
      let bytes = MessageDigest.sha256(seed + [UInt8(number)])
      return stride(from: 0, to: bytes.count, by: 8).map { start in
        bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
      }
    }
  }

  /// Adds the sums of a message's blocks to `sums`, of which the last is filled up with zeros. What follows a message of whole blocks
  /// may be given afterwards. Two different messages of one length have the same sums under one key in 2^64 at most.
  package func sum(_ message: UnsafeRawBufferPointer, to sums: inout [UInt8]) {
    var start = 0
    while start < message.count {
      let block = unsafe UnsafeRawBufferPointer(rebasing: message[start...].prefix(Self.blockLength))
      let whole = block.count / Self.unit * Self.unit
      var sum = BlockSum()
      unsafe sum.add(UnsafeRawBufferPointer(rebasing: block[..<whole]), at: 0, under: self)
      if whole < block.count { unsafe sum.add(filling: block[whole...], at: whole, under: self) }
      unsafe withUnsafeBytes(of: (sum.low.littleEndian, sum.high.littleEndian)) {
        unsafe sums.append(contentsOf: $0)
      }
      start += block.count
    }
  }
}

extension BlockSum {
  /// Adds fewer bytes than a unit, filled up with zeros.
  package mutating func add(filling bytes: some Collection<UInt8>, at place: Int, under key: SumKey) {
    let unit = Array(bytes) + [UInt8](repeating: 0, count: SumKey.unit - bytes.count)
    unsafe unit.withUnsafeBytes { unsafe add($0, at: place, under: key) }
  }
}
