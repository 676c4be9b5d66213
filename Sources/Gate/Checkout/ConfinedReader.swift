import Compose
import Foundation

extension FileReader {
  /// Reads only files that lie in a directory when all links are followed: what comes with a checkout says nothing of other
  /// files of the host.
  func within(_ directory: String) -> FileReader {
    let folder = Self.resolved(directory.isEmpty ? "." : directory)
    return FileReader(obstacle: obstacle) { path in
      guard Self.resolved(path).hasPrefix(folder == "/" ? folder : folder + "/") else {
        throw OutsideProject()
      }
      return try read(path)
    }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}

/// A policy of the checkout asks for a file elsewhere.
private struct OutsideProject: Error, CustomStringConvertible {
  var description: String {
    "it lies outside of the project, and the policy comes with the checkout; name the policy with --policy"
  }
}
