/// Where the last component of a path is, and the directory before it.
struct PathParts {
  let name: Range<Int>

  init(_ path: Span<UInt8>) {
    var start = path.count
    while start > 0, path[start - 1] != .slash { start -= 1 }
    name = start..<path.count
  }

  func isName(_ text: String, _ path: Span<UInt8>) -> Bool {
    name.count == text.utf8.count && path.isEqual(text, at: name.lowerBound)
  }

  /// Whether the directory before the name ends so.
  func isParentSuffix(_ text: String, _ path: Span<UInt8>) -> Bool {
    path.isEqual(text, at: name.lowerBound - 1 - text.utf8.count)
  }

  func nameContains(_ byte: UInt8, _ path: Span<UInt8>) -> Bool { name.contains { path[$0] == byte } }
}

/// Comparisons that neither allocate nor copy.
extension Span<UInt8> {
  /// Whether `text` stands at `offset`; false if it would lie outside.
  func isEqual(_ text: String, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8.count <= count else { return false }
    var place = offset
    for byte in text.utf8 {
      guard self[place] == byte else { return false }
      place += 1
    }
    return true
  }

  func isEqual(_ text: String) -> Bool { count == text.utf8.count && isEqual(text, at: 0) }
  func hasPrefix(_ text: String) -> Bool { isEqual(text, at: 0) }
  func hasSuffix(_ text: String) -> Bool { isEqual(text, at: count - text.utf8.count) }

  /// Where the path continues after its last directory `node_modules`; nil if it has none.
  var endOfLastNodeModules: Int? {
    let folder = "node_modules/"
    var end = count
    while end >= folder.utf8.count {
      let start = end - folder.utf8.count
      if self[end - 1] == .slash, start == 0 || self[start - 1] == .slash, isEqual(folder, at: start) {
        return end
      }
      end -= 1
    }
    return nil
  }

  /// Whether the bytes from `start` to `end` are `NAME/` or `@SCOPE/NAME/`.
  func isPackageFolder(from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    var slashes = 0
    for place in start..<end where self[place] == .slash { slashes += 1 }
    return slashes == (self[start] == UInt8(ascii: "@") ? 2 : 1)
  }
}
