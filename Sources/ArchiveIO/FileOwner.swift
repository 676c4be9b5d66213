import Foundation

/// Who can write what a path names: for files that are trusted because of where they lie. A link counts as itself.
package struct FileOwner: Sendable, Hashable {
  /// The owner's number.
  package let user: UInt32
  /// Whether the mode lets the group or everybody write.
  package let letsOthersWrite: Bool
  package let isDirectory: Bool

  /// Nil where nothing is at the path.
  package init?(path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    user = status.st_uid
    letsOthersWrite = status.st_mode & (S_IWGRP | S_IWOTH) != 0
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
  }
}
