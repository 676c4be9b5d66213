/// Which rows of a table of file names a path may match: it is asked for every file of an image, and nearly all match none.
struct FileNameIndex: Sendable {
  /// Rows by the last name of a path.
  private var lastNames: [String: [Int]] = [:]
  /// Rows by what stands from the last dot of a name on.
  private var extensions: [String: [Int]] = [:]
  /// Rows by the last name of a folder whose every file matches.
  private var folders: [String: [Int]] = [:]
  /// Rows whose names begin in a certain way, by the first byte.
  private var beginnings = [[(text: String, row: Int)]](repeating: [], count: 256)
  /// Rows whose names end in a certain way without a dot, by the last byte.
  private var bareEndings = [[(text: String, row: Int)]](repeating: [], count: 256)

  init(_ rows: [FileNames]) {
    for (row, names) in rows.enumerated() {
      for name in names.names.union(names.paths.map(FileNames.last)) {
        lastNames[name, default: []].append(row)
      }
      for folder in Set(names.folders.map(FileNames.last)) { folders[folder, default: []].append(row) }
      for text in names.beginnings {
        if let byte = text.utf8.first { beginnings[Int(byte)].append((text, row)) }
      }
      for ending in names.endings {
        if let dot = ending.utf8.lastIndex(of: UInt8(ascii: ".")) {
          extensions[String(ending[dot...]), default: []].append(row)
        } else if let byte = ending.utf8.last {
          bareEndings[Int(byte)].append((ending, row))
        }
      }
    }
  }

  /// The rows that the path may match, rising and each once; `path` is in small letters and without a leading slash.
  func candidates(_ path: String) -> [Int] {
    let bytes = path.utf8
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[bytes.index(after: $0)...]) } ?? path
    var found = lastNames[name] ?? []
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), let rows = extensions[String(name[dot...])] {
      found += rows
    }
    if let slash, let rows = folders[FileNames.last(of: String(path[..<slash]))] { found += rows }
    if let first = name.utf8.first, let last = name.utf8.last {
      for (text, row) in beginnings[Int(first)] where name.hasPrefix(text) { found.append(row) }
      for (text, row) in bareEndings[Int(last)] where name.hasSuffix(text) { found.append(row) }
    }
    return found.count < 2 ? found : Set(found).sorted()
  }
}
