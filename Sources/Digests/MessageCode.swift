import CCrypto

/// A code of messages under a secret key: GMAC with AES-128 (NIST SP 800-38D), with one nonce for all messages.
///
/// With a nonce that is used again it is a universal hash and no more: who knows neither the key nor any code finds two
/// messages with one code by chance alone, a chance of 2^-100 for messages of gigabytes. Who sees codes can work out
/// the key, so they stay where the key is. It is several times as fast as SHA-256.
@safe package final class MessageCode {
  /// Bytes of a key, and of a code.
  package static let length = 16

  private let key: [UInt8]
  private let context: OpaquePointer

  /// nil for a key of another length, and where libcrypto has no GMAC.
  package init?(key: [UInt8]) {
    guard key.count == Self.length, let context = unsafe imgcheck_gmac_new() else { return nil }
    self.key = key
    unsafe self.context = context
  }

  deinit { unsafe EVP_MAC_CTX_free(context) }

  /// The code of a message; nil where libcrypto refuses.
  package func code(of message: UnsafeRawBufferPointer) -> [UInt8]? {
    var isMade = false
    let code = unsafe [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
      let bytes = unsafe message.assumingMemoryBound(to: UInt8.self).baseAddress
      isMade = unsafe imgcheck_gmac(context, key, bytes, message.count, buffer.baseAddress) == 1
      count = isMade ? Self.length : 0
    }
    return isMade ? code : nil
  }
}
