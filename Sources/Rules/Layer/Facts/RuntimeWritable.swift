import ArchiveIO
import Findings
import Images

extension ImageFacts {
  /// Who the container runs as, if it is not root, who can change everything.
  var plainIdentity: ProcessIdentity? {
    guard !platform.isWindows, let identity, !identity.isRoot else { return nil }
    return identity
  }

  /// A directory of the final tree, its links followed, in which the user may put and replace files.
  func writableDirectory(_ path: String, for identity: ProcessIdentity) -> FileOccurrence? {
    guard path.hasPrefix("/"), let directory = file(at: path, followLast: true),
      directory.entry.kind == .directory, identity.canWrite(directory.entry)
    else { return nil }
    return directory
  }
}
