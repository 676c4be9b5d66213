/// How the loader reaches files; tests give it a dictionary, the command the disk.
package struct FileReader: Sendable {
  /// The bytes of a file, nil when there is none.
  /// - Throws: whatever keeps an existing file from being read.
  package var read: @Sendable (_ path: String) throws -> [UInt8]?

  package init(read: @escaping @Sendable (_ path: String) throws -> [UInt8]?) {
    self.read = read
  }

  /// Files held in memory, by path.
  package init(_ files: [String: String]) {
    self.init { files[$0].map { Array($0.utf8) } }
  }
}
