#if ISAL
  import CISAL
#else
  import CZlib
#endif

/// The checksum that gzip and zip keep of their contents (CRC-32, ISO 3309), counted piece by piece.
struct ZipChecksum {
  private(set) var value: UInt32 = 0

  mutating func update(_ piece: UnsafeRawBufferPointer) {
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self)
    #if ISAL
      value = unsafe crc32_gzip_refl(value, bytes.baseAddress, UInt64(bytes.count))
    #else
      value = unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.baseAddress, bytes.count))
    #endif
  }
}
