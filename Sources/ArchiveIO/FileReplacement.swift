import Foundation

/// What tells files apart, whatever paths lead to them: the file system and the number in it.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// The file that a path leads to, links followed; nil where it leads to none.
  package init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

/// Writes a file beside its place and renames it into it, so that the place holds the old content or the new one whole.
///
/// It never writes through a link, into a device or a pipe, or over a directory or a file that is to be spared.
package struct FileReplacement: Sendable {
  /// Files that nothing may take the place of.
  package var spared: Set<FileIdentity> = []
  /// Directories in which nothing may be written, however deep.
  package var sparedDirectories: Set<FileIdentity> = []

  package init() {}

  /// Why nothing was written. It names the path, and says what to do where that is not plain.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// - Throws: `Failure`; whatever was at the path is there still, and nothing is left beside it.
  package func put(_ bytes: [UInt8], at path: String) throws(Failure) {
    try stage(bytes, at: path).place()
  }

  /// Writes the content beside its place, into which `StagedFile.place` brings it.
  /// - Throws: `Failure`; nothing is left beside the place.
  package func stage(_ bytes: [UInt8], at path: String) throws(Failure) -> StagedFile {
    try StagedFile(bytes, at: path, mode: try modeOfWhatIsThere(path))
  }

  /// Brings a file that was written beside its place into it, in one step for everybody else.
  /// - Throws: `Failure`; whatever was at the place is there still.
  package static func move(_ part: String, to path: String) throws(Failure) {
    guard unsafe rename(part, path) == 0 else { throw Failure(description: "'\(path)': \(reason)") }
  }

  // MARK: What is there

  /// The mode of the file that is to be replaced; nil where there is none.
  private func modeOfWhatIsThere(_ path: String) throws(Failure) -> mode_t? {
    let parent = Self.parent(of: path)
    var status = stat()
    guard unsafe stat(parent, &status) == 0 else {
      throw Failure(
        description: errno == ENOENT
          ? "'\(path)': there is no directory '\(parent)': make it first" : "'\(path)': \(Self.reason)")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(description: "'\(path)': '\(parent)' is no directory")
    }
    try refuseSparedDirectory(above: path, parent)
    guard unsafe lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Failure(description: "'\(path)': \(Self.reason)") }
      return nil
    }
    if let kind = Self.kind(status.st_mode) {
      throw Failure(description: "'\(path)' is \(kind) and is left alone: name a file of its own")
    }
    guard !spared.contains(FileIdentity(status)) else {
      throw Failure(description: "'\(path)' is an input of this run and is left alone: name another file")
    }
    guard unsafe access(path, W_OK) == 0 else {
      throw Failure(description: "'\(path)' may not be written (\(Self.reason)): name another file")
    }
    return status.st_mode & 0o777
  }

  private static func kind(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a directory"
    case S_IFLNK: "a link"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "no plain file"
    }
  }

  private func refuseSparedDirectory(above path: String, _ parent: String) throws(Failure) {
    guard !sparedDirectories.isEmpty else { return }
    guard var folder = Self.real(parent) else { return }
    while true {
      if let identity = FileIdentity(path: folder), sparedDirectories.contains(identity) {
        throw Failure(
          description: "'\(path)' lies in an image directory that is an input of this run: name another place"
        )
      }
      guard folder.count > 1 else { return }
      folder = Self.parent(of: folder)
    }
  }

  /// The directory that a path names its file in.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path without links, `.` and `..`, as the system follows them; nil where it leads to nothing.
  package static func real(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// What the operating system said last.
  static var reason: String { unsafe String(cString: strerror(errno)) }
}
