/// The header of one installed package as rpm stores it: an index of 16-byte entries and a data store, both
/// big-endian (rpm's documentation, "RPM v4 header format", without the leading magic).
struct RpmHeader {
  /// nil if the header has no name or no version, as no package has.
  private(set) var package: Package?
  /// The files that are present by the package's own account.
  private(set) var paths = PathList()

  /// - Parameter row: the place in the database, counted from 1, for the error.
  init(_ bytes: Span<UInt8>, row: Int) throws(PackageDatabaseFailure) {
    let index = try RpmHeaderIndex(bytes, row: row)
    if let name = try index.text(.name, in: bytes), let version = try index.text(.version, in: bytes) {
      let release = try index.text(.release, in: bytes)
      let epoch = try index.numbers(.epoch, in: bytes).first
      package = Package(
        ecosystem: .rpm, name: name,
        version: [epoch.map { "\($0):" }, version, release.map { "-" + $0 }].compactMap(\.self).joined(),
        source: try index.text(.sourcePackage, in: bytes).map(Self.sourceName).flatMap {
          $0 == name ? nil : $0
        },
        architecture: try index.text(.architecture, in: bytes),
        license: try index.text(.license, in: bytes))
    }
    try readPaths(index, bytes, row: row)
  }

  /// `bash-5.2.26-3.fc40.src.rpm` gives `bash`: the last two parts are version and release.
  private static func sourceName(_ file: String) -> String {
    let parts = file.split(separator: "-")
    return parts.count > 2 ? parts.dropLast(2).joined(separator: "-") : file
  }

  private mutating func readPaths(_ index: RpmHeaderIndex, _ bytes: Span<UInt8>, row: Int)
    throws(PackageDatabaseFailure)
  {
    let names = try index.textRanges(.baseNames, in: bytes)
    guard !names.isEmpty else {
      // Packages built by rpm before version 4.
      for range in try index.textRanges(.oldFileNames, in: bytes) { paths.append(bytes.copy(range)) }
      return
    }
    let folders = try index.textRanges(.directoryNames, in: bytes).map { bytes.copy($0) }
    let folderOfName = try index.numbers(.directoryIndexes, in: bytes)
    let states = try index.numbers(.fileStates, in: bytes)
    for (place, name) in names.enumerated() {
      guard place < folderOfName.count, let folder = Int(exactly: folderOfName[place]),
        folder < folders.count
      else {
        let reason = "file \(place + 1) is in no directory of the package"
        throw .rpmHeader(row: row, offset: name.lowerBound, reason: reason)
      }
      // State 0 is installed and 3 is installed for another architecture; the others are absent or another's.
      let state = place < states.count ? states[place] : 0
      if state == 0 || state == 3 { paths.append(bytes.copy(name), under: folders[folder]) }
    }
  }
}

/// The tags of a header that are of use here, with rpm's numbers.
private enum RpmTag: UInt32 {
  case name = 1000
  case version = 1001
  case release = 1002
  case epoch = 1003
  case license = 1014
  case architecture = 1022
  case oldFileNames = 1027
  case fileStates = 1029
  case sourcePackage = 1044
  case directoryIndexes = 1116
  case baseNames = 1117
  case directoryNames = 1118
}

/// Where each tag's data are.
private struct RpmHeaderIndex {
  private struct Entry {
    let type: UInt32
    /// In bytes from the start of the header.
    let offset: Int
    let count: Int
  }

  /// rpm's own limits on a header: 64 Ki tags, 256 MiB of data.
  private static let mostTags: UInt64 = 0xffff
  private static let mostData: UInt64 = 256 << 20
  /// Elements of one tag; the largest packages have some hundred thousand files.
  private static let mostElements: UInt64 = 2 << 20
  private static let entryBytes = 16

  private let row: Int
  private var entries: [RpmTag: Entry] = [:]

  init(_ bytes: Span<UInt8>, row: Int) throws(PackageDatabaseFailure) {
    self.row = row
    guard let tags = bytes.number(at: 0, width: 4, bigEndian: true),
      let data = bytes.number(at: 4, width: 4, bigEndian: true),
      tags > 0, tags <= Self.mostTags, data <= Self.mostData
    else { throw .rpmHeader(row: row, offset: 0, reason: "not a package header") }
    let store = 8 + Int(tags) * Self.entryBytes
    guard bytes.count >= store + Int(data) else {
      throw .rpmHeader(row: row, offset: bytes.count, reason: "the header ends early")
    }
    for place in 0..<Int(tags) {
      let start = 8 + place * Self.entryBytes
      guard let number = bytes.number(at: start, width: 4, bigEndian: true),
        let type = bytes.number(at: start + 4, width: 4, bigEndian: true),
        let offset = bytes.number(at: start + 8, width: 4, bigEndian: true),
        let count = bytes.number(at: start + 12, width: 4, bigEndian: true),
        let tag = RpmTag(rawValue: UInt32(truncatingIfNeeded: number))
      else { continue }
      // Each element has at least one byte, so neither number can be greater than the store.
      guard offset < data, count <= min(data - offset, Self.mostElements) else {
        throw .rpmHeader(
          row: row, offset: start,
          reason: "tag \(number) points outside of the header or has too many elements")
      }
      entries[tag] = Entry(
        type: UInt32(truncatingIfNeeded: type), offset: store + Int(offset), count: Int(count))
    }
  }

  /// The first text of a tag; nil if the header does not have it.
  func text(_ tag: RpmTag, in bytes: Span<UInt8>) throws(PackageDatabaseFailure) -> String? {
    guard let range = try textRanges(tag, in: bytes, most: 1).first else { return nil }
    return String(decoding: bytes.copy(range), as: UTF8.self)
  }

  /// Where the texts of a tag are, each without its NUL; types 6, 8 and 9 are texts.
  func textRanges(_ tag: RpmTag, in bytes: Span<UInt8>, most: Int = .max)
    throws(PackageDatabaseFailure) -> [Range<Int>]
  {
    guard let entry = entries[tag] else { return [] }
    guard [6, 8, 9].contains(entry.type) else { throw wrongType(tag, entry) }
    var ranges: [Range<Int>] = []
    var start = entry.offset
    while ranges.count < min(entry.count, most) {
      var end = start
      while end < bytes.count, bytes[end] != 0 { end += 1 }
      guard end < bytes.count else {
        throw .rpmHeader(row: row, offset: start, reason: "an unterminated text")
      }
      ranges.append(start..<end)
      start = end + 1
    }
    return ranges
  }

  /// The numbers of a tag; type 1 and 2 are bytes, 3 has two, 4 has four.
  func numbers(_ tag: RpmTag, in bytes: Span<UInt8>) throws(PackageDatabaseFailure) -> [UInt64] {
    guard let entry = entries[tag] else { return [] }
    let widths: [UInt32: Int] = [1: 1, 2: 1, 3: 2, 4: 4]
    guard let width = widths[entry.type] else { throw wrongType(tag, entry) }
    var numbers: [UInt64] = []
    for place in 0..<entry.count {
      let offset = entry.offset + place * width
      guard let number = bytes.number(at: offset, width: width, bigEndian: true) else {
        throw .rpmHeader(row: row, offset: offset, reason: "a number beyond the end")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func wrongType(_ tag: RpmTag, _ entry: Entry) -> PackageDatabaseFailure {
    .rpmHeader(row: row, offset: entry.offset, reason: "tag \(tag.rawValue) has the type \(entry.type)")
  }
}
