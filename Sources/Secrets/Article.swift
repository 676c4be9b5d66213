/// The indefinite article of a thing's name.
enum Article {
  /// `an API key`, `a GitHub token`.
  static func before(_ noun: String) -> String { (takesAn(noun) ? "an " : "a ") + noun }

  private static func takesAn(_ noun: String) -> Bool {
    let word = noun.prefix { $0.isLetter || $0.isNumber }
    if spokenWithVowel.contains(String(word)) { return true }
    if spokenWithConsonant.contains(String(word)) { return false }
    return noun.first.map { "aeiouAEIOU".contains($0) } ?? false
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
