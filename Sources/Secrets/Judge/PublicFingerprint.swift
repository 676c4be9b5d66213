/// Fingerprints of public keys, as images list them to check what they download: `GPG_KEYS`, `RELEASE_SIGNING_KEYS`.
enum PublicFingerprint {
  /// Digits of an OpenPGP fingerprint of version 4 (RFC 4880 section 12.2), of version 5, and of a long key ID.
  private static let lengths: Set<Int> = [16, 40, 64]

  /// Whether the name speaks of several keys, or of OpenPGP, and the value is nothing but fingerprints in capitals.
  static func matches(_ value: [UInt8], named name: [UInt8]) -> Bool {
    let words = AssignmentName.words(of: name)
    guard words.last == "keys" || words.contains(where: { $0 == "gpg" || $0 == "pgp" }) else { return false }
    let parts = value.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\\") }
    return !parts.isEmpty
      && parts.allSatisfy { part in
        lengths.contains(part.count) && part.allSatisfy { $0.hexValue != nil && !$0.isASCIILower }
      }
  }
}
