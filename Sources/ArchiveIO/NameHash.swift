/// A quick hash for tables of names within one run: eight bytes at a time.
///
/// Who knows the seed can make names that collide, so a table that an archive fills takes one of its own for each process.
extension Span<UInt8> {
  package func nameHash(seed: UInt64) -> UInt64 {
    unsafe withUnsafeBytes { bytes in
      var hash = Self.mix(seed ^ UInt64(bytes.count), Self.factors.0)
      var position = 0
      while position + 8 <= bytes.count {
        hash = Self.mix(
          hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)), Self.factors.1)
        position += 8
      }
      var rest: UInt64 = 0
      while position < bytes.count {
        rest = unsafe rest << 8 | UInt64(bytes[position])
        position += 1
      }
      return Self.mix(hash ^ rest, Self.factors.0)
    }
  }

  private static var factors: (UInt64, UInt64) { (0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93) }

  /// Both halves of the product, so that every bit of the input reaches the low bits, which choose a slot.
  @inline(__always) private static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  /// Whether both have the same bytes.
  package func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return unsafe withUnsafeBytes { own in
      unsafe other.withUnsafeBytes { others in
        var position = 0
        while position + 8 <= own.count {
          guard
            unsafe own.loadUnaligned(fromByteOffset: position, as: UInt64.self)
              == others.loadUnaligned(fromByteOffset: position, as: UInt64.self)
          else { return false }
          position += 8
        }
        while position < own.count {
          guard unsafe own[position] == others[position] else { return false }
          position += 1
        }
        return true
      }
    }
  }
}
