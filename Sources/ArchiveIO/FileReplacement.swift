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

  /// What a new file gets, as far as the process's mask allows it.
  private static let newMode: mode_t = 0o666
  /// Names beside the file that are tried before it is given up.
  private static let attempts = 100

  /// - Throws: `Failure`; whatever was at the path is there still, and nothing is left beside it.
  package func put(_ bytes: [UInt8], at path: String) throws(Failure) {
    let mode = try modeOfWhatIsThere(path)
    let (temporary, descriptor) = try Self.make(beside: path)
    var problem = Self.fill(descriptor, bytes, mode: mode)
    // A full disk may show only here.
    if close(descriptor) != 0, problem == nil { problem = Self.reason }
    if problem == nil, unsafe rename(temporary, path) != 0 { problem = Self.reason }
    guard let problem else { return }
    _ = unsafe unlink(temporary)
    throw Failure(description: "'\(path)': \(problem)")
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

  // MARK: What is written

  private static func make(beside path: String) throws(Failure) -> (path: String, descriptor: Int32) {
    let parent = parent(of: path)
    for number in 0..<attempts {
      let temporary = "\(parent)/.imgcheck-\(getpid())-\(number).part"
      let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, newMode)
      if descriptor >= 0 { return (temporary, descriptor) }
      guard errno == EEXIST || errno == EINTR else { break }
    }
    throw Failure(description: "'\(path)': nothing can be written in '\(parent)': \(reason)")
  }

  /// Why not all could be written; nil where it could.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], mode: mode_t?) -> String? {
    if let mode, fchmod(descriptor, mode) != 0 { return reason }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe write(descriptor, rest.baseAddress, rest.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        return reason
      }
    }
    return nil
  }

  /// What the operating system said last.
  private static var reason: String { unsafe String(cString: strerror(errno)) }
}
