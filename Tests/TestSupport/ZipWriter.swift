/// Puts a zip together: files one after the other, then the directory that says where each lies (APPNOTE.TXT 6.3).
package struct ZipWriter {
  /// What stands before the archive, such as a script that starts it.
  package var before: [UInt8] = []
  package var comment = ""
  /// Whether all entries of the directory lead to the first file, which alone is there: a bomb.
  package var isOverlaid = false
  /// Whether checksum and sizes follow each content, as where the writer cannot go back to its header; a bare descriptor has no mark.
  package var descriptor = Descriptor.none

  package enum Descriptor: CaseIterable { case none, marked, bare }
  private var files: [(name: String, content: [UInt8], packed: [UInt8], method: Int)] = []

  package init() {}

  /// Adds a file as it is.
  package mutating func store(_ name: String, _ content: [UInt8]) {
    files.append((name, content, content, 0))
  }

  /// Adds a file as a deflate stream (RFC 1951) of stored blocks.
  package mutating func deflate(_ name: String, _ content: [UInt8]) {
    var packed: [UInt8] = []
    var rest = content[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      packed += [rest.isEmpty ? 1 : 0] + Self.number(block.count, 2) + Self.number(~block.count & 0xffff, 2)
      packed += block
    } while !rest.isEmpty
    files.append((name, content, packed, 8))
  }

  package var bytes: [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let sizes = Self.number(file.packed.count, 4) + Self.number(file.content.count, 4)
      let name = Array(file.name.utf8)
      let hasDescriptor = descriptor != .none
      let checksum = Self.number(Int(CRC32.of(file.content)), 4)
      // Version, flags, method, time, date.
      let start =
        Self.number(20, 2) + Self.number(hasDescriptor ? 8 : 0, 2) + Self.number(file.method, 2)
        + Self.number(0, 4)
      let common = start + checksum
      directory += Self.number(0x0201_4b50, 4) + Self.number(20, 2) + common + sizes
      directory +=
        Self.number(name.count, 2) + Self.number(0, 12) + Self.number(isOverlaid ? 0 : body.count, 4) + name
      guard !isOverlaid || body.isEmpty else { continue }
      body += Self.number(0x0403_4b50, 4) + (hasDescriptor ? start + Self.number(0, 12) : common + sizes)
      body += Self.number(name.count, 2) + Self.number(0, 2) + name + file.packed
      if hasDescriptor {
        body += (descriptor == .marked ? Self.number(0x0807_4b50, 4) : []) + checksum + sizes
      }
    }
    let end = Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(files.count, 2)
    let places = Self.number(files.count, 2) + Self.number(directory.count, 4) + Self.number(body.count, 4)
    return before + body + directory + end + places + Self.number(comment.utf8.count, 2) + Array(comment.utf8)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
