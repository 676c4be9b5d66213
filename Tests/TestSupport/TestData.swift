import Foundation

/// The files in `testdata`, found from this source file, so that a test runs in any directory.
package enum TestData {
  /// The package's own folder of test data.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../testdata").standardizedFileURL

  /// The folder of archives and ground truth beside the repository; nil where `IMGCHECK_SHARED` is not set.
  package static let shared = ProcessInfo.processInfo.environment["IMGCHECK_SHARED"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  package static func path(_ name: String) -> String { folder.appending(path: name).path }

  package static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  /// All image archives, sound and damaged, as names below `testdata/images`.
  package static var archives: [String] {
    get throws {
      let images = folder.appending(path: "images")
      return try ["", "damaged/"].flatMap { part in
        try FileManager.default.contentsOfDirectory(atPath: images.appending(path: part).path)
          .filter { $0.contains(".tar") }.map { part + $0 }
      }.sorted()
    }
  }

  /// All regular files below a folder, as paths, in order.
  package static func files(below folder: URL) throws -> [String] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: folder.path).sorted().map {
      folder.appending(path: $0).path
    }.filter { try manager.attributesOfItem(atPath: $0)[.type] as? FileAttributeType == .typeRegular }
  }
}

/// A directory that is there as long as this is.
package final class ScratchDirectory: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "imgcheck-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      print("the scratch directory \(url.path) could not be removed: \(error)")
    }
  }

  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, its directories too, and gives its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }
}
