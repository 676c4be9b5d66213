/// A working copy of a repository, and the place in it where the run was started.
///
/// Services look for files by their path from the repository's root; reports name them as the user did.
package struct Checkout: Sendable, Hashable {
  /// The directory of the run as an absolute path; empty where it plays no role.
  package var directory = ""
  /// The working copy's root as an absolute path; nil outside of one.
  package var root: String?
  /// Where it was cloned from, without credentials; nil where it says nothing.
  package var repository: String?
  package var revision: String?
  package var branch: String?

  package init() {}

  /// A file's path from the root, or from the run's directory outside a working copy: relative, without `.`
  /// and `..`. What lies outside keeps its components, so that two files stay two.
  package func path(_ file: String) -> String {
    let isAbsolute = file.hasPrefix("/")
    let full = Self.components((isAbsolute ? "" : directory + "/") + file)
    for base in [root, directory].compactMap(\.self) where !base.isEmpty {
      let prefix = Self.components(base)
      if full.count > prefix.count, full.starts(with: prefix) {
        return full.dropFirst(prefix.count).joined(separator: "/")
      }
    }
    let own = isAbsolute ? full : Self.components(file)
    return own.isEmpty ? "file" : own.joined(separator: "/")
  }

  private static func components(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts
  }
}
