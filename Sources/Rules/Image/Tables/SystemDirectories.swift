/// Directories that belong to the system or to the engine.
enum SystemDirectories {
  /// Absolute, without `.`, doubled and trailing slashes; `..` is followed as text.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Whether the path is the directory or lies in it.
  static func contains(_ directory: String, _ path: String) -> Bool {
    path == directory || path.hasPrefix(directory + "/")
  }
}
