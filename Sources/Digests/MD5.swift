import CCrypto

extension MessageDigest {
  /// The MD5 (RFC 1321) of a whole message, 16 bytes; nil where libcrypto has it no longer. It tells a file from the one
  /// that a package's record names, and protects nothing.
  package static func md5(_ message: Span<UInt8>) -> [UInt8]? {
    var isKnown = false
    let value = unsafe [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      var length = 16
      isKnown = unsafe message.withUnsafeBufferPointer { bytes in
        unsafe EVP_Q_digest(
          nil, "MD5", nil, bytes.baseAddress, bytes.count, buffer.baseAddress, &length) == 1
      }
      count = isKnown ? length : 0
    }
    return isKnown ? value : nil
  }
}
