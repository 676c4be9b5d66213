import Foundation

/// What a path names, opened once, so that it cannot change between question and use.
package enum Input {
  case directory
  /// A regular file, mapped.
  case file(ByteView)
  /// What can only be read forward: a pipe, a device.
  case stream(OpenDescriptor)

  /// Opens a path; links are followed. Opening a named pipe waits for who writes to it.
  package init(path: String) throws(ArchiveError) {
    let descriptor = try OpenDescriptor(path: path)
    let status = try descriptor.status
    self =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .directory
      case S_IFREG: .file(try ByteStore(mapping: descriptor, count: Int(status.st_size)).view)
      default: .stream(descriptor)
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

  var status: stat {
    get throws(ArchiveError) {
      var status = stat()
      guard unsafe fstat(number, &status) == 0 else { throw .lastSystemError("stat") }
      return status
    }
  }
}
