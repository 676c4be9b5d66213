import ArchiveIO
import Reports

/// Directories with their bytes on both sides, and which of them tell best where an image grew or shrank.
struct DirectoryTotals {
  struct Directory {
    /// The directory that it lies in, whose number is less than its own; the root lies in itself.
    let parent: Int
    /// Bytes of regular files, however deep, as layers hold them.
    var old: Int64 = 0
    var new: Int64 = 0
    /// Bytes that were added and bytes that were removed, together: how much happened here.
    var movement: Int64 = 0
  }

  /// The root first.
  var directories: [Directory]

  /// A directory of which one part carries at least one of so many parts of what happened is reported by its parts.
  private static let tellingPart: Int64 = 2
  /// Directories that lie deeper are reported by the one at this depth.
  private static let deepest = 8

  /// The changes, the largest first: no directory is in another one's numbers, and together they are all that changed.
  ///
  /// - Parameter path: the path of a directory, by its number.
  func changes(path: (Int) -> String) -> [DirectoryChange] {
    var children: [[Int]] = Array(repeating: [], count: directories.count)
    for number in directories.indices.dropFirst() { children[directories[number].parent].append(number) }
    var changes: [DirectoryChange] = []
    func append(_ number: Int, _ isOwnFilesOnly: Bool, _ old: Int64, _ new: Int64) {
      guard old != new else { return }
      changes.append(
        DirectoryChange(
          path: path(number), isOwnFilesOnly: isOwnFilesOnly, bytes: ByteChange(old: old, new: new)))
    }
    var pending = [(number: 0, depth: 0)]
    while let (number, depth) = pending.popLast() {
      let whole = directories[number]
      let moved = children[number].filter { directories[$0].movement > 0 }
      let largest = moved.map { directories[$0].movement }.max() ?? 0
      let isTold = number != 0 && largest < whole.movement / Self.tellingPart
      guard largest > 0, !isTold, depth < Self.deepest else {
        append(number, false, whole.old, whole.new)
        continue
      }
      pending += moved.map { ($0, depth + 1) }
      let parts = children[number].map { directories[$0] }
      append(
        number, true, whole.old - parts.reduce(0) { $0 + $1.old }, whole.new - parts.reduce(0) { $0 + $1.new }
      )
    }
    return changes.sorted {
      ($1.bytes.growth.magnitude, $0.path) < ($0.bytes.growth.magnitude, $1.path)
    }
  }
}

extension DirectoryTotals {
  /// The directories of two images.
  static func changes(_ tree: JoinedTree) -> [DirectoryChange] {
    // The root is a directory whatever stands in an archive, so its number is 0 in both lists.
    let places = tree.nodes.indices.filter { tree.isDirectory(tree.nodes[$0]) }
    var numbers = [Int](repeating: 0, count: tree.nodes.count)
    for (number, place) in places.enumerated() { numbers[place] = number }
    var totals = DirectoryTotals(
      directories: places.map { Directory(parent: numbers[tree.nodes[$0].parent]) })
    for node in tree.nodes {
      let (old, new) = (tree.oldBytes(node), tree.newBytes(node))
      guard old != nil || new != nil else { continue }
      totals.add(old ?? 0, new ?? 0, to: numbers[node.parent])
    }
    for number in totals.directories.indices.dropFirst().reversed() {
      let part = totals.directories[number]
      totals.directories[part.parent].old += part.old
      totals.directories[part.parent].new += part.new
      totals.directories[part.parent].movement += part.movement
    }
    return totals.changes { tree.path(tree.nodes[places[$0]]) }
  }

  private mutating func add(_ old: Int64, _ new: Int64, to number: Int) {
    directories[number].old += old
    directories[number].new += new
    directories[number].movement += (new - old).magnitude.asBytes
  }

  /// The directories that a report lists, against the same ones of an image; nil where it lists none.
  static func changes(_ listed: [DirectorySummary]?, _ sizes: (String) -> Int64) -> [DirectoryChange]? {
    guard let listed else { return nil }
    var totals = DirectoryTotals(directories: [Directory(parent: 0)])
    var paths = ["/"]
    var pending = listed.map { ($0, 0) }
    while let (directory, parent) = pending.popLast() {
      // What stands for a byte that is no text cannot be told from the same text in a name.
      guard !directory.path.contains("\\") else { continue }
      let new = sizes(directory.path)
      pending += directory.children.map { ($0, paths.count) }
      paths.append(directory.path)
      totals.directories.append(
        Directory(
          parent: parent, old: directory.bytes, new: new, movement: (new - directory.bytes).magnitude.asBytes)
      )
      if parent == 0 {
        totals.directories[0].old += directory.bytes
        totals.directories[0].new += new
        totals.directories[0].movement += (new - directory.bytes).magnitude.asBytes
      }
    }
    return totals.changes { paths[$0] }
  }
}

extension UInt64 {
  fileprivate var asBytes: Int64 { Int64(clamping: self) }
}
