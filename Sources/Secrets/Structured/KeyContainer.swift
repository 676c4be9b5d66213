import Findings

/// Files that hold private keys in a binary form, known by their first bytes.
enum KeyContainer: CaseIterable {
  case pkcs12, javaKeyStore, gnupgSecretKey, gnupgPrivateKey, derPrivateKey

  /// Whether a file with this first byte can be one: asked for every file.
  static func mayStart(with byte: UInt8) -> Bool {
    switch byte {
    case 0xFE, 0xCE, 0x30, 0x94...0x97, UInt8(ascii: "("), UInt8(ascii: "K"): true
    default: false
    }
  }

  /// What the file is; nil for all others. `size` is the file's, `head` its first bytes.
  init?(path: String, head: [UInt8], size: Int) {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if head.starts(with: [0xFE, 0xED, 0xFE, 0xED]) || head.starts(with: [0xCE, 0xCE, 0xCE, 0xCE]) {
      // A key store with certificates only has entries of kind 2; a key is kind 1 (JKS file format).
      guard head.count > 16, head[12...15].elementsEqual([0, 0, 0, 1]), name != "cacerts" else { return nil }
      self = .javaKeyStore
    } else if head.count > 12, head[0] == 0x30, head[1] == 0x82, head[4...6].elementsEqual([2, 1, 3]),
      head[7] == 0x30
    {
      self = .pkcs12
    } else if name.hasPrefix("secring"), let first = head.first, first & 0xFC == 0x94 {
      self = .gnupgSecretKey
    } else if path.contains("private-keys-v1.d/"),
      head.starts(with: Array("(11:private-key".utf8)) || head.starts(with: Array("Key: (private-key".utf8))
    {
      self = .gnupgPrivateKey
    } else if name.hasSuffix(".der") || name.hasSuffix(".key") || name.hasSuffix(".pk8"),
      PrivateKey.isDER(head, reached: head.count == size), head.count > 9,
      head[4...6].elementsEqual([2, 1, 0])
    {
      self = .derPrivateKey
    } else {
      return nil
    }
  }

  var type: SecretType {
    switch self {
    case .pkcs12:
      KeyContainer.type(
        "pkcs12-file", "PKCS #12 file with a key", .medium, found: "30820010 020103 30" + zeros(12),
        ignored: "30820010 020102 30" + zeros(12))
    case .javaKeyStore:
      KeyContainer.type(
        "java-key-store", "Java key store with a key", .medium,
        found: "FEEDFEED 00000002 00000001 00000001" + zeros(8),
        ignored: "FEEDFEED 00000002 00000001 00000002" + zeros(8))
    case .gnupgSecretKey:
      KeyContainer.type(
        "gnupg-secret-keyring", "GnuPG secret keyring", .high, found: "9503BE04" + zeros(12),
        ignored: "99010D04" + zeros(12))
    case .gnupgPrivateKey:
      KeyContainer.type(
        "gnupg-private-key", "GnuPG private key", .high,
        found: "2831313A 70726976 6174652D 6B6579", ignored: "2832313A 70726F74 65637465 64")
    case .derPrivateKey:
      KeyContainer.type(
        "der-private-key", "private key in DER format", .critical, found: "30820010 020100" + zeros(13),
        ignored: "30820010 020105" + zeros(13))
    }
  }

  /// A path at which the examples are found.
  var examplePath: String {
    switch self {
    case .pkcs12: "srv/app/server.p12"
    case .javaKeyStore: "srv/app/server.jks"
    case .gnupgSecretKey: "root/.gnupg/secring.gpg"
    case .gnupgPrivateKey: "root/.gnupg/private-keys-v1.d/0A.key"
    case .derPrivateKey: "srv/app/server.der"
    }
  }

  /// Examples are bytes in hexadecimal digits after `hex:`.
  private static func type(
    _ id: String, _ title: String, _ severity: Severity, found: String, ignored: String
  ) -> SecretType {
    SecretType(
      id: id, title: title, trigger: SecretType.Trigger("", .starts(width: 0)), pattern: "", longest: 0,
      entropy: 0, check: .none, severity: severity, confidence: .certain, docs: nil, found: ["hex:" + found],
      ignored: ["hex:" + ignored])
  }

  private func zeros(_ count: Int) -> String { " " + String(repeating: "00", count: count) }
}
