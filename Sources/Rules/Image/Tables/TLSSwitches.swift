/// Variables that switch the check of certificates off.
enum TLSSwitches {
  /// Whether `NAME=value` does.
  static func isOff(_ assignment: String) -> Bool {
    guard let equals = assignment.utf8.firstIndex(of: UInt8(ascii: "=")),
      let values = off[String(assignment[..<equals])]
    else { return false }
    return values.contains(assignment[assignment.utf8.index(after: equals)...].lowercased())
  }

  private static let off: [String: Set<String>] = [
    "GIT_SSL_NO_VERIFY": ["1", "true", "yes", "on"],
    "NODE_TLS_REJECT_UNAUTHORIZED": ["0"],
    "NPM_CONFIG_STRICT_SSL": ["false"],
    "PYTHONHTTPSVERIFY": ["0"],
    "npm_config_strict_ssl": ["false"],
  ]
}
