/// The indefinite article of a thing's name.
enum Article {
  /// `an API key`, `a GitHub token`.
  static func before(_ noun: String) -> String { (takesAn(noun) ? "an " : "a ") + noun }

  private static func takesAn(_ noun: String) -> Bool {
    let word = String(Substring(noun.utf8.prefix { $0.isLetterOrDigit }))
    if spokenWithVowel.contains(word) { return true }
    if spokenWithConsonant.contains(word) { return false }
    return noun.utf8.first.map("aeiouAEIOU".utf8.contains) ?? false
  }

  /// Words that begin with the name of a letter such as `en` or `ess`.
  private static let spokenWithVowel: Set<String> = [
    "FTP", "HCP", "HMAC", "HTTP", "LDAP", "LDIF", "NKEY", "NVIDIA", "S3", "S3QL", "SMTP", "SNMP", "SQL",
    "SSH", "X",
    "XML", "htpasswd", "ngrok", "npm", "rclone", "rsync", "sbt", "sshpass", "xAI",
  ]
  /// Words that begin like `you` or `one`.
  private static let spokenWithConsonant: Set<String> = ["UPS", "URL", "UUID", "one", "user"]
}

extension UInt8 {
  /// Whether it is a letter or a digit of ASCII, or of a letter beyond.
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      true
    default: false
    }
  }
}
