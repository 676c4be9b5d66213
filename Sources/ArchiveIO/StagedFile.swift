import Foundation

/// A content that is written to the disk and not yet at its place.
///
/// Where the file system has files without a name, it has none until it is placed, so that no way to end the process
/// leaves anything. Elsewhere it lies beside its place, and `TemporaryFiles` removes it when a signal ends the process.
package final class StagedFile {
  private let path: String
  private let descriptor: Int32
  /// The name beside the place; nil for a file without one.
  private var temporary: TemporaryFiles.Name?

  /// What a new file gets, as far as the process's mask allows it.
  private static let newMode: mode_t = 0o666
  /// Names beside the file that are tried before it is given up.
  private static let attempts = 100

  /// - Parameters:
  ///   - mode: of the file that is to be replaced; nil where there is none.
  ///   - isNameless: whether the file shall have no name before it is placed, where it can be so.
  /// - Throws: `FileReplacement.Failure`; nothing is left.
  init(
    _ bytes: [UInt8], at path: String, mode: mode_t?, isNameless: Bool = true
  ) throws(FileReplacement.Failure) {
    self.path = path
    let parent = FileReplacement.parent(of: path)
    if isNameless, let nameless = Self.nameless(in: parent) {
      descriptor = nameless
    } else {
      let name = Self.free(in: parent) {
        unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Self.newMode)
      }
      guard let (name, opened) = name else { throw Self.nothingCanBeWritten(path, parent) }
      (temporary, descriptor) = (name, opened)
    }
    var problem = Self.fill(descriptor, bytes, mode: mode)
    // File systems of other hosts, which know no nameless files, may tell only now that there is no room.
    if problem == nil, temporary != nil, fsync(descriptor) != 0, errno != EINVAL {
      problem = FileReplacement.reason
    }
    guard let problem else { return }
    throw FileReplacement.Failure(description: "'\(path)': \(problem)")
  }

  deinit {
    temporary?.remove()
    close(descriptor)
  }

  /// Brings the content to its place, in one step for everybody else.
  /// - Throws: `FileReplacement.Failure`; whatever was at the place is there still.
  package func place() throws(FileReplacement.Failure) {
    let parent = FileReplacement.parent(of: path)
    if temporary == nil {
      let link = "/proc/self/fd/\(descriptor)"
      // Nothing but a rename takes the place of a file.
      temporary =
        Self.free(in: parent) { name in
          unsafe linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW)
        }?.name
    }
    guard let temporary else { throw Self.nothingCanBeWritten(path, parent) }
    guard unsafe rename(temporary.path, path) == 0 else {
      throw FileReplacement.Failure(description: "'\(path)': \(FileReplacement.reason)")
    }
    temporary.isGone()
    self.temporary = nil
  }

  private static func nothingCanBeWritten(_ path: String, _ parent: String) -> FileReplacement.Failure {
    FileReplacement.Failure(
      description: "'\(path)': nothing can be written in '\(parent)': \(FileReplacement.reason)")
  }

  /// A file in a directory that has no name; nil where there is no such thing.
  private static func nameless(in parent: String) -> Int32? {
    #if os(Linux)
      // It gets its name through here.
      guard unsafe access("/proc/self/fd", X_OK) == 0 else { return nil }
      // O_TMPFILE, whose macro Swift does not see.
      let flags = 0o20_000_000 | O_DIRECTORY
      let descriptor = unsafe open(parent, O_WRONLY | flags | O_CLOEXEC, newMode)
      return descriptor >= 0 ? descriptor : nil
    #else
      return nil
    #endif
  }

  /// Makes something under a name that is free.
  /// - Parameter make: negative, with a reason in `errno`, where it could not.
  private static func free(
    in parent: String, _ make: (String) -> Int32
  ) -> (name: TemporaryFiles.Name, result: Int32)? {
    for number in 0..<attempts {
      let name = TemporaryFiles.Name("\(parent)/.imgcheck-\(getpid())-\(number).part")
      let result = make(name.path)
      if result >= 0 { return (name, result) }
      let error = errno
      // The name is another's.
      name.isGone()
      errno = error
      guard error == EEXIST || error == EINTR else { return nil }
    }
    return nil
  }

  /// Why not all could be written; nil where it could.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], mode: mode_t?) -> String? {
    if let mode, fchmod(descriptor, mode) != 0 { return FileReplacement.reason }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe write(descriptor, rest.baseAddress, rest.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        return FileReplacement.reason
      }
    }
    return nil
  }
}
