/// Which rows of a table of file names a path may match: it is asked for every file of an image, and nearly all match none.
struct FileNameIndex: Sendable {
  /// Rows by the last name of a path.
  private var lastNames: [String: [Int]] = [:]
  /// Rows by what stands from the last dot of a name on.
  private var extensions: [String: [Int]] = [:]
  /// Rows by the last name of a folder whose every file matches.
  private var folders: [String: [Int]] = [:]
  /// Rows whose names begin, or end without a dot, in a certain way.
  private var beginnings: [(text: String, row: Int)] = []
  private var bareEndings: [(text: String, row: Int)] = []

  init(_ rows: [FileNames]) {
    for (row, names) in rows.enumerated() {
      for name in names.names.union(names.paths.map(FileNames.last)) {
        lastNames[name, default: []].append(row)
      }
      for folder in Set(names.folders.map(FileNames.last)) { folders[folder, default: []].append(row) }
      beginnings += names.beginnings.map { ($0, row) }
      for ending in names.endings {
        if let dot = ending.utf8.lastIndex(of: UInt8(ascii: ".")) {
          extensions[String(ending[dot...]), default: []].append(row)
        } else {
          bareEndings.append((ending, row))
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
    for (text, row) in beginnings where name.hasPrefix(text) { found.append(row) }
    for (text, row) in bareEndings where name.hasSuffix(text) { found.append(row) }
    return found.count < 2 ? found : Set(found).sorted()
  }
}
