import Foundation

/// What a path names, opened once, so that it cannot change between question and use.
package enum Input {
  case directory
  /// A regular file, mapped.
  case file(ByteView)

  /// Opens a path; links are followed. What is neither a regular file nor a directory is refused and not waited for: a
  /// device may never end, and nobody may ever write to a pipe.
  package init(path: String) throws(ArchiveError) {
    let descriptor = try OpenDescriptor(path: path, flags: O_NONBLOCK)
    let status = try descriptor.status
    switch PlainFile.obstacle(mode: status.st_mode) {
    case nil: self = .file(try ByteStore(mapping: descriptor, count: Int(status.st_size)).view)
    case "a directory": self = .directory
    case let obstacle?: throw .unrecognized(expected: "a regular file", found: obstacle)
    }
  }
}

/// The one owner of an open file descriptor.
package final class OpenDescriptor: Sendable {
  package let number: Int32

  /// Opens a path for reading; `flags` are added to the flags of `open`.
  init(path: String, flags: Int32 = 0) throws(ArchiveError) {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | flags)
    guard number >= 0 else { throw .lastSystemError("open") }
    self.number = number
  }

  deinit { close(number) }

  /// Fills the buffer with what lies at `offset` of the file; false where it ends before, or cannot be read.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
    var filled = 0
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = unsafe pread(number, rest.baseAddress, rest.count, off_t(offset + filled))
      if count == 0 { return false }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  var status: stat {
    get throws(ArchiveError) {
      var status = stat()
      guard unsafe fstat(number, &status) == 0 else { throw .lastSystemError("stat") }
      return status
    }
  }
}
