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
    let value = unsafe [UInt8](unsafeUninitializedCapacity: HashFunction.sha256.size) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      for (place, word) in [3, 2, 7, 6, 1, 0, 5, 4].enumerated() {
        unsafe bytes.storeBytes(of: words[word].bigEndian, toByteOffset: 4 * place, as: UInt32.self)
      }
      count = bytes.count
    }
    rest.removeAll(keepingCapacity: true)
    (words, count) = (Self.start, 0)
    return value
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
