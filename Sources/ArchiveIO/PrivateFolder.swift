import Foundation

/// A directory that is this user's alone, in which files appear whole or not at all.
///
/// All goes through one descriptor, so that a path which somebody moves meanwhile changes nothing. Any number of processes
/// may share it, and end at any moment.
package final class PrivateFolder: Sendable {
  /// Why a directory is not used.
  package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  /// One file of the directory.
  package struct File: Sendable, Hashable {
    package let name: String
    package let bytes: Int
    /// When it was written or last marked as used, in nanoseconds since 1970.
    package let used: Int64
  }

  package let path: String
  private let descriptor: Int32

  /// What files that are not whole yet are called, where the file system has none without a name.
  private static let unfinished = ".part-"
  /// Seconds after which such a file is left over from a process that ended.
  private static let abandoned: Int64 = 3_600
  /// What others must not have: the right to write.
  private static let writableByOthers: mode_t = 0o022

  /// Opens the directory, which is made with those above it where there is none.
  package init(path: String) throws(Failure) {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(description: "cache folder '\(path)' cannot be made; name another with --cache")
    }
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(description: "cache folder '\(path)' cannot be opened: \(FileReplacement.reason)")
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid() else {
      close(descriptor)
      throw Failure(
        description: "cache folder '\(path)' belongs to another user; name one of your own with --cache")
    }
    guard status.st_mode & Self.writableByOthers == 0 else {
      close(descriptor)
      throw Failure(
        description: "cache folder '\(path)' can be written by other users; run chmod go-w on it")
    }
  }

  deinit { close(descriptor) }

  /// The content of a file of this user's; nil where there is none, or it is larger than `limit` bytes.
  package func read(_ name: String, limit: Int) -> [UInt8]? {
    let file = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_mode & Self.writableByOthers == 0,
      status.st_size <= limit
    else { return nil }
    let size = Int(status.st_size)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count..<size])
        // The C library's name is taken by this function's.
        let got = unsafe pread(file, rest.baseAddress, rest.count, off_t(count))
        if got > 0 { count += got } else if got == 0 || errno != EINTR { return }
      }
    }
  }

  /// Writes a file under a name that none has; where one has it, that stays, for it says the same.
  /// - Returns: whether the file is there now.
  @discardableResult
  package func add(_ bytes: [UInt8], as name: String) -> Bool {
    if let file = nameless() {
      defer { close(file) }
      guard Self.fill(file, bytes) else { return false }
      let link = "/proc/self/fd/\(file)"
      return unsafe linkat(AT_FDCWD, link, descriptor, name, AT_SYMLINK_FOLLOW) == 0 || errno == EEXIST
    }
    let part = Self.unfinished + "\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    let file = unsafe openat(descriptor, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer {
      close(file)
      remove(part)
    }
    return Self.fill(file, bytes)
      && (unsafe linkat(descriptor, part, descriptor, name, 0) == 0 || errno == EEXIST)
  }

  /// Says that a file was of use just now, so that others go before it.
  package func markUsed(_ name: String) { _ = unsafe utimensat(descriptor, name, nil, AT_SYMLINK_NOFOLLOW) }

  package func remove(_ name: String) { _ = unsafe unlinkat(descriptor, name, 0) }

  /// The files, without those that are not whole yet; what a process left that ended is removed.
  package func files() -> [File] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch { return [] }
    let now = Int64(time(nil))
    return names.compactMap { name in
      var status = stat()
      guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      let (seconds, nanoseconds) = Self.modified(status)
      guard !name.hasPrefix(Self.unfinished) else {
        if now - seconds > Self.abandoned { remove(name) }
        return nil
      }
      return File(name: name, bytes: Int(status.st_size), used: seconds * 1_000_000_000 + nanoseconds)
    }
  }

  private static func modified(_ status: stat) -> (seconds: Int64, nanoseconds: Int64) {
    #if os(Linux)
      (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
    #else
      (Int64(status.st_mtimespec.tv_sec), Int64(status.st_mtimespec.tv_nsec))
    #endif
  }

  /// A file without a name; nil where the file system has no such thing.
  private func nameless() -> Int32? {
    #if os(Linux)
      guard unsafe access("/proc/self/fd", X_OK) == 0 else { return nil }
      // O_TMPFILE, whose macro Swift does not see.
      let file = unsafe openat(descriptor, ".", O_WRONLY | 0o20_000_000 | O_DIRECTORY | O_CLOEXEC, 0o600)
      return file >= 0 ? file : nil
    #else
      return nil
    #endif
  }

  private static func fill(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe write(file, rest.baseAddress, rest.count)
      }
      if count > 0 { written += count } else if count == 0 || errno != EINTR { return false }
    }
    return true
  }
}
