/// What kind of member a tar entry is.
package enum TarEntryKind: UInt8, Sendable, Hashable {
  case file, directory, symbolicLink, hardLink, characterDevice, blockDevice, fifo, other
}

/// One member of a tar, without its content; its names lie in a `NameTable`.
package struct TarEntry: Sendable, Hashable {
  /// Where the path lies in the name table: bytes as the archive has them.
  package var path: NameRange
  /// The target of a symbolic or hard link; empty for all others.
  package var link: NameRange
  package var kind: TarEntryKind
  /// Whether the content has holes, which the tar does not hold.
  package var isSparse: Bool
  /// Permission bits with set-uid, set-gid and sticky: 0 to 0o7777.
  package var mode: UInt16
  package var uid: UInt32
  package var gid: UInt32
  /// Bytes of content once unpacked, holes included.
  package var size: Int64
  /// Where the member's header starts in the unpacked tar, in bytes.
  package var offset: Int64
  /// Modification time in seconds since 1970.
  package var modified: Int64
  package var deviceMajor: UInt32
  package var deviceMinor: UInt32
}

/// An extended attribute of a tar entry (PAX `SCHILY.xattr.` or `LIBARCHIVE.xattr.`).
package struct TarAttribute: Sendable, Hashable {
  package let name: String
  package let value: [UInt8]

  package init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }
}

/// A name's place in a `NameTable`.
package struct NameRange: Sendable, Hashable {
  fileprivate(set) var start: UInt32
  package fileprivate(set) var length: UInt32

  package static let empty = NameRange(start: 0, length: 0)
  package var isEmpty: Bool { length == 0 }
}

/// All names of one tar in one allocation, so that an entry costs none of its own.
package struct NameTable: Sendable {
  private(set) var bytes: [UInt8] = []

  package init() {}

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether a range lies in the table.
  func holds(_ range: NameRange) -> Bool { Int(range.start) + Int(range.length) <= bytes.count }

  /// Bytes of all names.
  package var count: Int { bytes.count }

  /// The bytes of one name.
  package subscript(range: NameRange) -> ArraySlice<UInt8> {
    bytes[Int(range.start)..<Int(range.start) + Int(range.length)]
  }

  package mutating func append(_ name: some Collection<UInt8>) -> NameRange {
    let range = NameRange(start: UInt32(bytes.count), length: UInt32(name.count))
    bytes.append(contentsOf: name)
    return range
  }

  /// Adds a path as container engines understand it: no leading `/` or `./`, no trailing or doubled `/`, no `.`
  /// component, and `..` takes the component before it away, but never leads above the root.
  package mutating func appendPath(_ path: UnsafeBufferPointer<UInt8>) -> NameRange {
    let start = bytes.count
    let slash = UInt8(ascii: "/")
    var index = 0
    while index < path.count {
      var end = index
      while end < path.count, unsafe path[end] != slash { end += 1 }
      switch unsafe Self.dots(UnsafeBufferPointer(rebasing: path[index..<end])) {
      case 0 where end == index, 1: break
      case 2: removeComponent(from: start)
      default:
        if bytes.count > start { bytes.append(slash) }
        unsafe bytes.append(contentsOf: path[index..<end])
      }
      index = end + 1
    }
    return NameRange(start: UInt32(start), length: UInt32(bytes.count - start))
  }

  /// 1 for `.`, 2 for `..`, 0 for any other component.
  private static func dots(_ component: UnsafeBufferPointer<UInt8>) -> Int {
    guard component.count <= 2 else { return 0 }
    return unsafe component.allSatisfy { $0 == UInt8(ascii: ".") } ? component.count : 0
  }

  /// Takes the last component away from the path that starts at `start`.
  private mutating func removeComponent(from start: Int) {
    while bytes.count > start, bytes.removeLast() != UInt8(ascii: "/") {}
  }
}
