import CHashLanes

/// A SHA-256 (FIPS 180-4) in the making by the processor's own instructions, of which two in step take hardly longer than one:
/// each instruction waits for the one before it, and those of the other message fill the wait.
struct SHA256Lane {
  /// Whether this processor has the instructions.
  static let isAvailable = imgcheck_has_hash_lanes() != 0

  private static let blockLength = 64

  private static let start = SIMD8<UInt32>(
    0x9b05_688c, 0x510e_527f, 0xbb67_ae85, 0x6a09_e667, 0x5be0_cd19, 0x1f83_d9ab, 0xa54f_f53a, 0x3c6e_f372)

  /// The words as the instructions want them: F, E, B, A, H, G, D, C.
  private var words = SHA256Lane.start
  /// What is no whole block yet.
  private var rest: [UInt8] = []
  /// Bytes taken.
  private var count: UInt64 = 0

  /// Takes more of the message.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let open = unsafe complete(bytes)
    unsafe take(open, behind: 0)
  }

  /// Takes more of two messages in step. What one has more than the other is taken alone.
  static func update(
    _ one: inout SHA256Lane, _ bytes: UnsafeRawBufferPointer, _ other: inout SHA256Lane,
    _ otherBytes: UnsafeRawBufferPointer
  ) {
    let open = unsafe one.complete(bytes)
    let otherOpen = unsafe other.complete(otherBytes)
    let blocks = min(open.count, otherOpen.count) / blockLength
    unsafe imgcheck_sha256_pair(
      &one.words, open.baseAddress, &other.words, otherOpen.baseAddress, blocks)
    unsafe one.take(open, behind: blocks)
    unsafe other.take(otherOpen, behind: blocks)
  }

  /// The value of all that was taken; what is taken after it makes a new message.
  mutating func finish() -> [UInt8] {
    let bits = (count << 3).bigEndian
    let end = rest.count < Self.blockLength - 8 ? Self.blockLength : 2 * Self.blockLength
    rest.append(0x80)
    rest.append(contentsOf: repeatElement(0, count: end - 8 - rest.count))
    unsafe withUnsafeBytes(of: bits) { unsafe rest.append(contentsOf: $0) }
    unsafe imgcheck_sha256(&words, rest, end / Self.blockLength)
    let value = Self.bytes(of: words)
    rest.removeAll(keepingCapacity: true)
    (words, count) = (Self.start, 0)
    return value
  }

  /// The value of a whole message. Most are short, and what is kept between pieces would cost them more than the hash.
  static func value(of message: UnsafeRawBufferPointer) -> [UInt8] {
    var words = start
    let blocks = message.count / blockLength
    unsafe imgcheck_sha256(&words, message.baseAddress, blocks)
    let rest = unsafe UnsafeRawBufferPointer(rebasing: message[(blocks * blockLength)...])
    let length = rest.count < blockLength - 8 ? blockLength : 2 * blockLength
    unsafe withUnsafeTemporaryAllocation(byteCount: length, alignment: 16) { end in
      unsafe end.initializeMemory(as: UInt8.self, repeating: 0)
      unsafe end.copyMemory(from: rest)
      unsafe end[rest.count] = 0x80
      let bits = UInt64(message.count) << 3
      unsafe end.storeBytes(of: bits.bigEndian, toByteOffset: length - 8, as: UInt64.self)
      unsafe imgcheck_sha256(&words, end.baseAddress, length / blockLength)
    }
    return bytes(of: words)
  }

  /// The value that words are when no block is left.
  private static func bytes(of words: SIMD8<UInt32>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: HashFunction.sha256.size) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      let ordered = SIMD8(
        words[3], words[2], words[7], words[6], words[1], words[0], words[5], words[4])
      for place in ordered.indices {
        unsafe bytes.storeBytes(of: ordered[place].bigEndian, toByteOffset: 4 * place, as: UInt32.self)
      }
      count = bytes.count
    }
  }

  /// Completes the block that was begun, as far as the bytes go.
  ///
  /// - Returns: the bytes that are left, before which no block is open if there are any.
  private mutating func complete(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    count += UInt64(bytes.count)
    guard !rest.isEmpty else { return unsafe bytes }
    let missing = min(Self.blockLength - rest.count, bytes.count)
    unsafe rest.append(contentsOf: bytes.prefix(missing))
    if rest.count == Self.blockLength {
      unsafe imgcheck_sha256(&words, rest, 1)
      rest.removeAll(keepingCapacity: true)
    }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[missing...])
  }

  /// Takes the blocks of `bytes` behind those that were taken, and keeps what is no whole block.
  private mutating func take(_ bytes: UnsafeRawBufferPointer, behind blocks: Int) {
    let left = unsafe UnsafeRawBufferPointer(rebasing: bytes[(blocks * Self.blockLength)...])
    let more = left.count / Self.blockLength
    unsafe imgcheck_sha256(&words, left.baseAddress, more)
    unsafe rest.append(contentsOf: left[(more * Self.blockLength)...])
  }
}
