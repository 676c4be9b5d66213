/// The index of a Git repository (gitformat-index(5)), with zeros for all that imgcheck does not look at.
package enum GitIndexFile {
  /// - Parameter paths: what is tracked, sorted, with fewer than 256 of them.
  package static func content(_ paths: [String], version: UInt8 = 2, hashBytes: Int = 20) -> [UInt8] {
    var bytes = Array("DIRC".utf8) + [0, 0, 0, version, 0, 0, 0, UInt8(paths.count)]
    var last: [UInt8] = []
    for path in paths {
      let start = bytes.count
      let name = Array(path.utf8)
      bytes +=
        [UInt8](repeating: 0, count: 40 + hashBytes) + [UInt8(name.count >> 8), UInt8(name.count & 0xFF)]
      if version == 4 {
        let shared = zip(last, name).prefix { $0 == $1 }.count
        bytes += [UInt8(last.count - shared)] + name.dropFirst(shared) + [0]
        last = name
      } else {
        bytes += name
        bytes += [UInt8](repeating: 0, count: 8 - (bytes.count - start) % 8)
      }
    }
    return bytes + [UInt8](repeating: 0, count: hashBytes)
  }
}
