/// How the loader reaches files; tests give it a dictionary, the command the disk.
package struct FileReader: Sendable {
  /// The bytes of a file, nil when there is none.
  /// - Throws: whatever keeps an existing file from being read.
  package var read: @Sendable (_ path: String) throws -> [UInt8]?
  /// What is at a path where there is no file, such as `a device`; nil for nothing at all.
  package var obstacle: @Sendable (_ path: String) -> String?

  package init(
    obstacle: @escaping @Sendable (_ path: String) -> String? = { _ in nil },
    read: @escaping @Sendable (_ path: String) throws -> [UInt8]?
  ) {
    self.read = read
    self.obstacle = obstacle
  }

  /// Why a path that gives no bytes gives none: `does not exist` or `is a device, not a regular file`.
  func absence(of path: String) -> String {
    obstacle(path).map { "is \($0), not a regular file" } ?? "does not exist"
  }

  /// Files held in memory, by path.
  package init(_ files: [String: String]) {
    self.init { files[$0].map { Array($0.utf8) } }
  }
}
