import ArchiveIO

/// Writes tars as tests need them: well-formed by default, and bent where a test says so.
package struct TarWriter {
  /// A member to write.
  package struct Member: Sendable {
    package var path: [UInt8]
    package var kind: TarEntryKind = .file
    package var mode = 0o644
    package var uid = 0
    package var gid = 0
    package var link: [UInt8] = []
    package var content: [UInt8] = []
    /// Seconds since 1970; 0 as reproducible builds have it.
    package var modified: Int64 = 0
    /// The numbers of a device.
    package var device: (major: Int, minor: Int) = (0, 0)
    /// Extended attributes, written as PAX `SCHILY.xattr.` records.
    package var attributes: [(name: String, value: [UInt8])] = []

    package init(_ path: String, kind: TarEntryKind = .file, content: String = "") {
      self.path = Array(path.utf8)
      self.kind = kind
      self.content = Array(content.utf8)
      if kind == .directory { mode = 0o755 }
    }
  }

  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ member: Member) {
    var records: [UInt8] = []
    for attribute in member.attributes {
      records += Self.record("SCHILY.xattr." + attribute.name, attribute.value)
    }
    if member.path.count > 100 { records += Self.record("path", member.path) }
    if member.link.count > 100 { records += Self.record("linkpath", member.link) }
    if !records.isEmpty {
      header(path: Array("PaxHeaders/x".utf8), type: "x", mode: 0o644, size: records.count)
      body(records)
    }
    header(
      path: Array(member.path.prefix(100)), type: Self.type(member.kind), mode: member.mode, uid: member.uid,
      gid: member.gid, size: member.kind == .file ? member.content.count : 0, modified: member.modified,
      link: Array(member.link.prefix(100)), device: member.device)
    if member.kind == .file { body(member.content) }
  }

  /// Adds a header as given, well-formed or not, and content after it.
  package mutating func addRaw(
    _ path: [UInt8], type: Unicode.Scalar, content: [UInt8] = [], link: [UInt8] = [],
    sizeField: [UInt8]? = nil,
    mode: Int = 0o644
  ) {
    header(path: path, type: type, mode: mode, size: content.count, link: link, sizeField: sizeField)
    body(content)
  }

  /// Adds a file with holes (GNU's sparse format 0.1): content at its end or where `map` says, and zeros that the tar does not hold.
  package mutating func addSparse(_ path: String, size: Int, content: String, map: String? = nil) {
    let count = content.utf8.count
    let records =
      Self.record("GNU.sparse.size", Array("\(size)".utf8)) + Self.record("GNU.sparse.name", Array(path.utf8))
      + Self.record("GNU.sparse.map", Array((map ?? "\(size - count),\(count)").utf8))
    addRaw(Array("PaxHeaders/x".utf8), type: "x", content: records)
    addRaw(Array("GNUSparseFile.0/\(path)".utf8), type: "0", content: Array(content.utf8))
  }

  /// Adds the same in GNU's sparse format 1.0, whose map stands before the content.
  package mutating func addMappedSparse(_ path: String, size: Int, content: [UInt8]) {
    let records =
      Self.record("GNU.sparse.major", Array("1".utf8)) + Self.record("GNU.sparse.minor", Array("0".utf8))
      + Self.record("GNU.sparse.name", Array(path.utf8))
      + Self.record("GNU.sparse.realsize", Array("\(size)".utf8))
    var map = Array("1\n\(size - content.count)\n\(content.count)\n".utf8)
    map += [UInt8](repeating: 0, count: 512 - map.count)
    addRaw(Array("PaxHeaders/x".utf8), type: "x", content: records)
    addRaw(Array("GNUSparseFile.0/\(path)".utf8), type: "0", content: map + content)
  }

  /// Adds the same in GNU's format before PAX, whose map stands in the header.
  package mutating func addOldSparse(_ path: String, size: Int, content: [UInt8]) {
    header(
      path: Array(path.utf8), type: "S", mode: 0o644, size: content.count,
      sparse: (size: size, offset: size - content.count))
    body(content)
  }

  /// The tar with its two closing blocks of zeros.
  package consuming func finish() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  /// A tar of files.
  package static func tar(_ members: [Member]) -> [UInt8] {
    var writer = TarWriter()
    for member in members { writer.add(member) }
    return writer.finish()
  }

  private mutating func header(
    path: [UInt8], type: Unicode.Scalar, mode: Int, uid: Int = 0, gid: Int = 0, size: Int,
    modified: Int64 = 0,
    link: [UInt8] = [],
    device: (major: Int, minor: Int) = (0, 0),
    sizeField: [UInt8]? = nil,
    sparse: (size: Int, offset: Int)? = nil
  ) {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: some Collection<UInt8>, at offset: Int) {
      block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    put(path, at: 0)
    put(Self.octal(mode, 7), at: 100)
    put(Self.octal(uid, 7), at: 108)
    put(Self.octal(gid, 7), at: 116)
    put(sizeField ?? Self.octal(size, 11), at: 124)
    put(Self.octal(Int(modified), 11), at: 136)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    put([UInt8(ascii: type)], at: 156)
    put(link, at: 157)
    put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
    put(Self.octal(device.major, 7), at: 329)
    put(Self.octal(device.minor, 7), at: 337)
    if let sparse {
      put(Array("ustar  \0".utf8), at: 257)
      put([UInt8](repeating: 0, count: 16), at: 329)
      put(Self.octal(sparse.offset, 11), at: 386)
      put(Self.octal(size, 11), at: 398)
      put(Self.octal(sparse.size, 11), at: 483)
    }
    put(Self.octal(block.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], at: 148)
    bytes += block
  }

  private mutating func body(_ content: [UInt8]) {
    bytes += content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  private static func octal(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number, radix: 8).utf8)
    return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
  }

  /// `LENGTH KEY=VALUE\n`, where the length counts itself.
  package static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [0x0a]
    var length = rest.count + 1
    while String(length).utf8.count + rest.count != length { length = String(length).utf8.count + rest.count }
    return Array(String(length).utf8) + rest
  }

  private static func type(_ kind: TarEntryKind) -> Unicode.Scalar {
    switch kind {
    case .file, .other: "0"
    case .hardLink: "1"
    case .symbolicLink: "2"
    case .characterDevice: "3"
    case .blockDevice: "4"
    case .directory: "5"
    case .fifo: "6"
    }
  }
}
