/// Variables that switch the check of certificates off.
enum TLSSwitches {
  /// Whether `NAME=value` does.
  static func isOff(_ assignment: String) -> Bool {
    let parts = assignment.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let values = off[String(parts[0])] else { return false }
    return values.contains(parts[1].lowercased())
  }

  private static let off: [String: Set<String>] = [
    "GIT_SSL_NO_VERIFY": ["1", "true", "yes", "on"],
    "NODE_TLS_REJECT_UNAUTHORIZED": ["0"],
    "NPM_CONFIG_STRICT_SSL": ["false"],
    "PYTHONHTTPSVERIFY": ["0"],
    "npm_config_strict_ssl": ["false"],
  ]
}
