/// Paths as text, with `/` between their parts, so that nothing depends on the machine that reads them.
package enum FilePath {
  /// The path seen from a directory, without `.` and, where that is possible, without `..`.
  package static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") || path.hasPrefix("~") || isWindows(path) { return normalised(path) }
    if directory.isEmpty || directory == "." { return normalised(path) }
    return normalised(directory + "/" + path)
  }

  /// Everything before the last part; empty for a bare name.
  package static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part.
  package static func name(of path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "/")) else { return path }
    guard let end = path.utf8.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return "" }
    let part = path.utf8[...end]
    let start = part.lastIndex(of: UInt8(ascii: "/")).map(part.index(after:)) ?? part.startIndex
    return String(Substring(part[start...]))
  }

  /// The path without `.`, empty parts and `..` that follows a name.
  package static func normalised(_ path: String) -> String {
    if isNormal(path) || isWindows(path) { return path }
    var parts: [Substring] = []
    for bytes in path.utf8.split(separator: UInt8(ascii: "/")) {
      let part = Substring(bytes)
      if part == "." { continue }
      if part == "..", let last = parts.last, last != "..", last != "~" {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Whether there is nothing to leave out, which is so for nearly all paths: no part is empty, `.` or `..`.
  private static func isNormal(_ path: String) -> Bool {
    let bytes = path.utf8
    guard let first = bytes.first else { return false }
    var length = 0
    var dots = 0
    for byte in first == UInt8(ascii: "/") ? bytes.dropFirst() : bytes[...] {
      if byte == UInt8(ascii: "/") {
        if dots == length, length < 3 { return false }
        (length, dots) = (0, 0)
      } else {
        length += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return dots < length || length > 2
  }

  private static func isWindows(_ path: String) -> Bool {
    if path.hasPrefix("\\") { return true }
    guard path.utf8.contains(UInt8(ascii: ":")) else { return false }
    return path.dropFirst().hasPrefix(":\\") || path.dropFirst().hasPrefix(":/")
  }
}
