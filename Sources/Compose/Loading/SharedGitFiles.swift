import Synchronization

extension FileReader {
  /// The same for the projects of one run: what Git keeps beside and above them is read once. Its index holds each file of a
  /// repository, and would else be read and kept for each of thousands of projects.
  package var sharingGit: FileReader {
    let shared = SharedGitFiles()
    return FileReader(obstacle: obstacle) { [read] path in
      SharedGitFiles.hold(path) ? try shared.bytes(of: path, read) : try read(path)
    }
  }
}

/// What was read of Git's own files, by their paths.
private final class SharedGitFiles: Sendable {
  /// nil for what is not there.
  private let known = Mutex<[String: [UInt8]?]>([:])

  static func hold(_ path: String) -> Bool {
    path.hasSuffix(".gitignore") || path.hasSuffix(".git/index")
  }

  func bytes(of path: String, _ read: (String) throws -> [UInt8]?) throws -> [UInt8]? {
    if let known = known.withLock({ $0[path] }) { return known }
    let bytes = try read(path)
    known.withLock { $0[path] = .some(bytes) }
    return bytes
  }
}
