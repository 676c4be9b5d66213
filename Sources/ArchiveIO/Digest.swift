import Crypto

/// A content digest: algorithm and lower-case hexadecimal value (OCI Image Specification, descriptor, Digests).
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  package enum Algorithm: String, Sendable, Hashable, CaseIterable {
    case sha256, sha512

    /// How many hexadecimal digits a value has.
    package var digits: Int {
      switch self {
      case .sha256: 64
      case .sha512: 128
      }
    }
  }

  package let algorithm: Algorithm
  /// Lower-case hexadecimal digits, as many as the algorithm has.
  package let hex: String

  /// Takes `sha256:<64 hex digits>` or `sha512:<128 hex digits>`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let algorithm = Algorithm(rawValue: String(parts[0])) else { return nil }
    self.init(algorithm: algorithm, hex: parts[1])
  }

  package init?(algorithm: Algorithm, hex: some StringProtocol) {
    let lower = hex.lowercased()
    guard lower.utf8.count == algorithm.digits, lower.utf8.allSatisfy(Self.isHexDigit) else { return nil }
    self.algorithm = algorithm
    self.hex = lower
  }

  fileprivate init(algorithm: Algorithm, bytes: some Sequence<UInt8>) {
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(algorithm.digits)
    for byte in bytes {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    self.algorithm = algorithm
    self.hex = String(decoding: hex, as: UTF8.self)
  }

  package var description: String { "\(algorithm.rawValue):\(hex)" }

  /// The first 12 digits, as tools show image ids.
  package var short: String { String(hex.prefix(12)) }

  /// The digest of all bytes of a view.
  package static func of(
    _ view: ByteView, algorithm: Algorithm = .sha256, told: (Int64) -> Void = { _ in }
  ) -> Digest {
    var hasher = DigestHasher(algorithm)
    for start in stride(from: 0, to: view.count, by: Self.pieceLength) {
      let end = min(start + Self.pieceLength, view.count)
      unsafe hasher.update(UnsafeRawBufferPointer(rebasing: view.bytes[start..<end]))
      told(Int64(end - start))
    }
    return hasher.finish()
  }

  /// Bytes between two words of how far a digest is.
  private static let pieceLength = 16 << 20

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}

/// A digest in the making.
struct DigestHasher {
  private enum State {
    case sha256(SHA256)
    case sha512(SHA512)
  }

  private var state: State

  init(_ algorithm: Digest.Algorithm) {
    switch algorithm {
    case .sha256: state = .sha256(SHA256())
    case .sha512: state = .sha512(SHA512())
    }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch state {
    case .sha256(var hash):
      unsafe hash.update(bufferPointer: bytes)
      state = .sha256(hash)
    case .sha512(var hash):
      unsafe hash.update(bufferPointer: bytes)
      state = .sha512(hash)
    }
  }

  func finish() -> Digest {
    switch state {
    case .sha256(let hash): Digest(algorithm: .sha256, bytes: hash.finalize())
    case .sha512(let hash): Digest(algorithm: .sha512, bytes: hash.finalize())
    }
  }
}
