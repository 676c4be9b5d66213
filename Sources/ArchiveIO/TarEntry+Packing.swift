import CLibArchive

/// The entries of one tar and their names as bytes of a fixed form, to be kept between runs.
package enum PackedEntries {
  /// Bytes of one entry: seven numbers of 4 bytes, three of 8, one of 2 and two of 1.
  private static let length = 7 * 4 + 3 * 8 + 2 + 2

  /// The names first, then the entries.
  package static func pack(_ entries: [TarEntry], _ names: NameTable) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 + names.count + entries.count * length)
    append(UInt64(names.count), to: &bytes)
    append(UInt64(entries.count), to: &bytes)
    bytes += names.bytes
    for entry in entries {
      append(entry.path.start, to: &bytes)
      append(entry.path.length, to: &bytes)
      append(entry.link.start, to: &bytes)
      append(entry.link.length, to: &bytes)
      append(entry.uid, to: &bytes)
      append(entry.gid, to: &bytes)
      append(entry.deviceMajor, to: &bytes)
      append(UInt64(bitPattern: entry.size), to: &bytes)
      append(UInt64(bitPattern: entry.offset), to: &bytes)
      append(UInt64(bitPattern: entry.modified), to: &bytes)
      append(entry.mode, to: &bytes)
      bytes.append(entry.kind.rawValue)
      bytes.append(entry.isSparse ? 1 : 0)
    }
    // Few have one that is not 0.
    for entry in entries { append(entry.deviceMinor, to: &bytes) }
    return bytes
  }

  /// nil where the bytes are not those of `pack`, or an entry points outside the names.
  package static func unpack(_ bytes: [UInt8]) -> (entries: [TarEntry], names: NameTable)? {
    var reader = FixedReader(bytes: bytes)
    guard let nameBytes = Int(exactly: reader.number(UInt64.self)),
      let count = Int(exactly: reader.number(UInt64.self)), reader.isWhole,
      nameBytes <= bytes.count, count <= bytes.count / length,
      bytes.count == 16 + nameBytes + count * (length + 4)
    else { return nil }
    let names = NameTable(bytes: Array(bytes[16..<16 + nameBytes]))
    reader.position = 16 + nameBytes
    var entries: [TarEntry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let path = NameRange(start: reader.number(), length: reader.number())
      let link = NameRange(start: reader.number(), length: reader.number())
      let uid = reader.number(UInt32.self)
      let gid = reader.number(UInt32.self)
      let major = reader.number(UInt32.self)
      let size = Int64(bitPattern: reader.number())
      let offset = Int64(bitPattern: reader.number())
      let modified = Int64(bitPattern: reader.number())
      let mode = reader.number(UInt16.self)
      guard names.holds(path), names.holds(link), let kind = TarEntryKind(rawValue: reader.number()) else {
        return nil
      }
      entries.append(
        TarEntry(
          path: path, link: link, kind: kind, isSparse: reader.number(UInt8.self) != 0, mode: mode, uid: uid,
          gid: gid, size: size, offset: offset, modified: modified, deviceMajor: major, deviceMinor: 0))
    }
    for index in entries.indices { entries[index].deviceMinor = reader.number() }
    return reader.isWhole ? (entries, names) : nil
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    var rest = number
    for _ in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest = Number.bitWidth > 8 ? rest >> 8 : 0
    }
  }

  /// Reads numbers one after the other, the least byte first; beyond the end all are 0.
  private struct FixedReader {
    let bytes: [UInt8]
    var position = 0
    /// Whether nothing was read beyond the end.
    private(set) var isWhole = true

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type = Number.self) -> Number
    {
      let width = Number.bitWidth / 8
      guard position + width <= bytes.count else {
        isWhole = false
        return 0
      }
      var value: UInt64 = 0
      for index in 0..<width { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
      position += width
      return Number(truncatingIfNeeded: value)
    }
  }
}

/// What the answers of this module depend on beside its own code.
package enum ReadingLibraries {
  /// The names and versions of libarchive and of the libraries below it.
  package static var versions: String {
    unsafe archive_version_details().map { unsafe String(cString: $0) } ?? ""
  }
}
