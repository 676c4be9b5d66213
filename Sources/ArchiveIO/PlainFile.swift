import Foundation

/// Small files that are read as a whole.
package enum PlainFile {
  /// The bytes of a regular file, at most `limit` of them; nil where the path names nothing that can be reached, or
  /// something else. Links are followed, and a named pipe is not waited for.
  ///
  /// Foundation looks up the owner's name in the system's files for every file that it is asked about, which costs
  /// more than to read it.
  package static func bytes(path: String, upTo limit: Int) throws(ArchiveError) -> [UInt8]? {
    var seen = stat()
    guard unsafe stat(path, &seen) == 0, seen.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = try OpenDescriptor(path: path, flags: O_NONBLOCK)
    let status = try descriptor.status
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), limit))
    var filled = 0
    while filled < bytes.count {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe read(descriptor.number, rest.baseAddress, rest.count)
      }
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw .lastSystemError("read")
      }
    }
    return Array(bytes.prefix(filled))
  }

  /// What a path names where that is no regular file: `a directory`, `a pipe`, `a device`, `a socket`; nil for a regular
  /// file and for nothing that can be reached.
  package static func obstacle(path: String) -> String? {
    var seen = stat()
    return unsafe stat(path, &seen) == 0 ? obstacle(mode: seen.st_mode) : nil
  }

  static func obstacle(mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a directory"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
