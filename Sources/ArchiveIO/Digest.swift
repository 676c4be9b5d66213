import Digests

/// A content digest: algorithm and lower-case hexadecimal value (OCI Image Specification, descriptor, Digests).
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  package enum Algorithm: String, Sendable, Hashable, CaseIterable {
    case sha256, sha512

    /// What makes values of it.
    var function: HashFunction {
      switch self {
      case .sha256: .sha256
      case .sha512: .sha512
      }
    }

    /// How many hexadecimal digits a value has.
    package var digits: Int { 2 * function.size }
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

  /// The digest whose value has these bytes.
  init(algorithm: Algorithm, value: [UInt8]) {
    self.algorithm = algorithm
    hex = Hexadecimal.text(value)
  }

  package var description: String { "\(algorithm.rawValue):\(hex)" }

  /// The first 12 digits, as tools show image ids.
  package var short: String { String(hex.prefix(12)) }

  /// The digest of all bytes of a view.
  package static func of(
    _ view: ByteView, algorithm: Algorithm = .sha256, told: (Int64) -> Void = { _ in }
  ) -> Digest {
    let hash = MessageDigest(algorithm.function)
    for start in stride(from: 0, to: view.count, by: Self.pieceLength) {
      let end = min(start + Self.pieceLength, view.count)
      unsafe hash.update(UnsafeRawBufferPointer(rebasing: view.bytes[start..<end]))
      told(Int64(end - start))
    }
    return Digest(algorithm: algorithm, value: hash.finish())
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
