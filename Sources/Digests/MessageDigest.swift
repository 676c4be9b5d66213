import CCrypto

/// A hash function of FIPS 180-4.
package enum HashFunction: Sendable, Hashable, CaseIterable {
  case sha256, sha512

  /// How many bytes a value has.
  package var size: Int {
    switch self {
    case .sha256: 32
    case .sha512: 64
    }
  }

  /// The library's implementation, looked up once: a look-up by name for each message would cost more than a short message.
  fileprivate var implementation: OpaquePointer {
    switch self {
    case .sha256: unsafe Implementations.sha256
    case .sha512: unsafe Implementations.sha512
    }
  }

  private enum Implementations {
    nonisolated(unsafe) static let sha256 = unsafe fetch("SHA256")
    nonisolated(unsafe) static let sha512 = unsafe fetch("SHA512")

    private static func fetch(_ name: String) -> OpaquePointer {
      guard let found = unsafe EVP_MD_fetch(nil, name, nil) else {
        preconditionFailure("libcrypto has no \(name); install a libcrypto with its default provider")
      }
      return unsafe found
    }
  }
}

/// A hash in the making: libcrypto's, or for SHA-256 that of the processor where two can go in step.
@safe package final class MessageDigest {
  /// Whether two SHA-256 in step take hardly longer than one.
  package static let goInStep = SHA256Lane.isAvailable

  private let function: HashFunction
  private var lane = SHA256Lane()
  /// libcrypto's state; nil where the lane is used.
  private let context: OpaquePointer?

  package convenience init(_ function: HashFunction) {
    self.init(function, byLibrary: function != .sha256 || !Self.goInStep)
  }

  init(_ function: HashFunction, byLibrary: Bool) {
    self.function = function
    guard byLibrary else {
      unsafe context = nil
      return
    }
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("no memory for a hash") }
    unsafe self.context = context
    unsafe Self.check(EVP_DigestInit_ex2(context, function.implementation, nil), "EVP_DigestInit_ex2")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes more of the message.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard let context = unsafe context else { return unsafe lane.update(bytes) }
    unsafe Self.check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count), "EVP_DigestUpdate")
  }

  /// Takes more of two messages: in step where both can. The hashes must be two.
  package static func update(
    _ one: MessageDigest, _ bytes: UnsafeRawBufferPointer, _ other: MessageDigest,
    _ otherBytes: UnsafeRawBufferPointer
  ) {
    guard unsafe one.context == nil, unsafe other.context == nil else {
      unsafe one.update(bytes)
      return unsafe other.update(otherBytes)
    }
    unsafe SHA256Lane.update(&one.lane, bytes, &other.lane, otherBytes)
  }

  /// Takes more of the message.
  package func update(_ bytes: some Sequence<UInt8>) {
    let taken: Void? = bytes.withContiguousStorageIfAvailable {
      unsafe update(UnsafeRawBufferPointer($0))
    }
    if taken == nil { unsafe Array(bytes).withUnsafeBytes { unsafe update($0) } }
  }

  /// The value of all that was taken; what is taken after it makes a new message.
  package func finish() -> [UInt8] {
    guard let context = unsafe context else { return lane.finish() }
    let value = unsafe [UInt8](unsafeUninitializedCapacity: function.size) { buffer, count in
      unsafe Self.check(EVP_DigestFinal_ex(context, buffer.baseAddress, nil), "EVP_DigestFinal_ex")
      count = function.size
    }
    unsafe Self.check(EVP_DigestInit_ex2(context, function.implementation, nil), "EVP_DigestInit_ex2")
    return value
  }

  /// Hashing in memory fails only where libcrypto itself is broken, and then no answer of a run could be trusted.
  private static func check(_ code: Int32, _ function: String) {
    precondition(code == 1, "libcrypto: \(function) failed")
  }
}

extension MessageDigest {
  /// The SHA-256 of a whole message, 32 bytes.
  package static func sha256(_ message: some Sequence<UInt8>) -> [UInt8] {
    let value = message.withContiguousStorageIfAvailable { unsafe sha256(UnsafeRawBufferPointer($0)) }
    if let value { return value }
    return unsafe Array(message).withUnsafeBytes { unsafe sha256($0) }
  }

  /// The SHA-256 of a whole message, 32 bytes.
  package static func sha256(_ message: Span<UInt8>) -> [UInt8] {
    unsafe message.withUnsafeBytes { unsafe sha256($0) }
  }

  private static func sha256(_ message: UnsafeRawBufferPointer) -> [UInt8] {
    guard !goInStep else { return unsafe SHA256Lane.value(of: message) }
    let digest = MessageDigest(.sha256)
    unsafe digest.update(message)
    return digest.finish()
  }

  /// The first 8 bytes of the SHA-256 of a message, as a number of the same digits.
  package static func sha256Prefix(_ message: some Sequence<UInt8>) -> UInt64 {
    sha256(message).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The HMAC-SHA-256 (RFC 2104) of a message under a key, 32 bytes.
  package static func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    let function = HashFunction.sha256
    return unsafe [UInt8](unsafeUninitializedCapacity: function.size) { buffer, count in
      let code = unsafe HMAC(
        function.implementation, key, Int32(key.count), message, message.count, buffer.baseAddress, nil)
      precondition(unsafe code != nil, "libcrypto: HMAC failed")
      count = function.size
    }
  }
}
