import Findings

/// The names of files that hold private keys.
enum KeyFiles {
  static let names = [
    "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "identity.pem",
    "private.key",
    "private.pem", "private_key.pem", "private-key.pem", "privatekey.pem", "privkey.pem", "key.pem",
    "server.key",
    "server-key.pem", "client.key", "client-key.pem", "tls.key", "ssl.key", "ca.key", "ca-key.pem",
    "rootCA.key",
    "jwt.key", "jwtRS256.key", "signing.key", "domain.key", "localhost.key", "localhost-key.pem",
    "secring.gpg",
    "age.key",
  ]

  /// Containers of private keys, each with its own format.
  static let suffixes = [
    ".p12", ".pfx", ".pkcs12", ".ppk", ".jks", ".keystore", ".kdbx", ".ovpn", ".psafe3", ".agilekeychain",
    ".keychain", ".p8", ".pvk", ".bek",
  ]

  /// Stores of certificates that are trusted hold no private key.
  static func mayHoldKey(_ path: ArchivePath) -> Bool {
    let name = path.name.lowercased()
    return !["trust", "cacerts", "snakeoil"].contains { name.contains($0) }
  }
}
