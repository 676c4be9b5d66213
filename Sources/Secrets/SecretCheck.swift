/// What can be proved of a secret from its own bytes, without a network.
package enum SecretCheck: String, Sendable, Hashable, CaseIterable {
  case none
  /// A value given to a telling name: both are judged, with how they are written (`Assignment`).
  case assignment
  /// A value whose surroundings say that it is a password: it is judged as one (`ChosenPassword`).
  case password
  /// The last six characters are the base-62 CRC-32 of the characters after the prefix (GitHub, npm).
  case crc32Base62
  /// The last eight are base32 of the SHA-256 of all before (GitHub fine-grained tokens).
  case githubFineGrained
  /// After the last dot: length and base-36 CRC-32 of all before (GitLab's routable tokens).
  case gitlabRoutable
  /// The last eight upper-case hexadecimal digits are the CRC-32 of all before (Atlassian).
  case crc32UpperHex
  /// The last eight hexadecimal digits are the little-endian CRC-32 of all before the last underscore (Grafana).
  case crc32LittleEndianHex
  /// The last eight hexadecimal digits are the CRC-32 of the body (Zuplo).
  case crc32BodyHex
  /// The key id's base32 holds an account number below 10^12 (AWS).
  case awsAccount
  /// Bech32 with its checksum (age).
  case bech32
  /// Base58 with its checksum (wallets of Bitcoin and Tezos).
  case base58Check
  /// The same with the XRP Ledger's alphabet.
  case base58Ripple
  /// A version 2 macaroon with a location (PyPI).
  case macaroon
  /// Three base64url parts, the first two JSON; `exp`, `alg` and `iss` are read (RFC 7519).
  case jsonWebToken
  /// Base64 of a JSON object (Grafana, Sentry, 1Password).
  case base64JSON
  /// Base64 of 64 bytes (Azure storage and others).
  case base64Of64Bytes
  /// Base64 of 32 bytes (WireGuard).
  case base64Of32Bytes
  /// Base64 of `user:password` (docker's `auth`, HTTP Basic).
  case base64Credentials
  /// Base64 of a PEM private key or certificate bundle (kubeconfig).
  case base64PrivateKey
  /// Base64 of digits, a colon and bytes (Atlassian Data Center).
  case base64DigitsColon
  /// The first part is base64 of a user number of 17 to 20 digits (Discord).
  case discordUser
  /// Base32 with CRC-16 and a seed's prefix (NATS NKEY; Stellar has the same form).
  case nkeySeed
  /// A value in a place for tokens, judged by its letters and digits (`TokenShape`).
  case token
  /// A value with braces, dollars or parentheses that is no variable all the same (`TokenShape`).
  case oddLiteral
  /// Numbers that are the bytes of a key (`ByteArrayKey`).
  case byteArray
  /// Base64 of a text that has a secret in it (`EncodedText`).
  case encodedText
  /// The host after a password in an address is not one of those that are reserved for examples (RFC 2606).
  case addressHost
  /// A PEM private key whose body decodes to DER or the OpenSSH format (RFC 7468, PROTOCOL.key).
  case privateKey
  /// A private key in PuTTY's format (`PuttyKey`).
  case puttyKey
}

extension SecretCheck {
  /// What the proof looks at, in a word or two; empty for none.
  package var title: String {
    switch self {
    case .none: ""
    case .token, .oddLiteral: "characters"
    case .byteArray: "bytes"
    case .assignment: "name and value"
    case .password: "value"
    case .crc32Base62, .githubFineGrained, .gitlabRoutable, .crc32UpperHex, .crc32LittleEndianHex,
      .crc32BodyHex, .bech32, .base58Check, .base58Ripple, .nkeySeed:
      "checksum"
    case .awsAccount: "account number"
    case .macaroon, .jsonWebToken, .base64JSON, .base64Credentials, .base64PrivateKey, .base64DigitsColon,
      .privateKey, .puttyKey, .encodedText:
      "structure"
    case .base64Of64Bytes, .base64Of32Bytes: "length"
    case .discordUser: "user number"
    case .addressHost: "host"
    }
  }

  /// Whether the value is judged by how it is made up, so that it must be text and no blank to fill in.
  package var judgesValue: Bool { self == .assignment || self == .password }
}
