/// A list of keys or libraries, an entry or more on each line, such as `authorized_keys` (sshd(8)) and
/// `/etc/ld.so.preload` (ld.so(8)).
enum EntryList {
  /// Whether nothing is listed: there are only blanks, the colons that part libraries, and comments, which `#` begins.
  static func isEmpty(_ bytes: [UInt8]) -> Bool {
    Lines(bytes).allSatisfy { line in
      line.bytes.prefix { $0 != UInt8(ascii: "#") }.allSatisfy { $0.isBlank || $0 == .colon }
    }
  }

  /// - Parameter path: as bytes, without a leading slash.
  static func isOne(_ parts: PathParts, _ path: Span<UInt8>) -> Bool {
    if path.isEqual("etc/ld.so.preload") { return true }
    guard parts.isName("authorized_keys", path) || parts.isName("authorized_keys2", path) else {
      return false
    }
    return parts.isParentSuffix(".ssh", path) || parts.isParentSuffix("etc/dropbear", path)
  }
}
