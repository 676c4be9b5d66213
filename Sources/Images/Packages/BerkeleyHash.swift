/// The records of a Berkeley DB hash table, the form in which rpm kept its packages until version 4.15, read from its
/// pages one after the other.
///
/// The form is that of Berkeley DB's hash access method, versions 7 to 9 (db 3 to 5.3): a page that describes the table,
/// then pages of the same size that begin with a header of 26 bytes and hold keys and values in turn, from their ends on.
/// What is longer than a quarter of a page lies in a chain of pages of its own. Numbers are in the order of the machine
/// that wrote it.
struct BerkeleyHash {
  /// One record: its number, and where its value lies.
  struct Record {
    let key: UInt64
    fileprivate let value: Value
  }

  fileprivate enum Value {
    case onPage(Range<Int>)
    /// The first page of a chain, and the length of the value in bytes.
    case chain(page: Int, length: Int)
  }

  private enum PageType: UInt8 {
    case free = 0
    case unsortedHash = 2
    case overflow = 7
    case description = 8
    case hash = 13
  }

  static let magic: UInt64 = 0x06_1561
  private static let versions: ClosedRange<UInt64> = 7...9
  private static let pageSizes: ClosedRange<Int> = 512...65_536
  private static let pageHeader = 26

  private let isBigEndian: Bool
  private let pageSize: Int
  private let pages: Int

  /// Nil where the bytes do not begin as a hash table does, in either order of bytes.
  init?(_ bytes: Span<UInt8>) throws(PackageDatabaseFailure) {
    let orders = [false, true].filter { bytes.number(at: 12, width: 4, bigEndian: $0) == Self.magic }
    guard let isBigEndian = orders.first else { return nil }
    self.isBigEndian = isBigEndian
    guard let version = bytes.number(at: 16, width: 4, bigEndian: isBigEndian),
      Self.versions.contains(version),
      let size = bytes.number(at: 20, width: 4, bigEndian: isBigEndian).map({ Int(clamping: $0) }),
      Self.pageSizes.contains(size), size & (size - 1) == 0,
      let last = bytes.number(at: 32, width: 4, bigEndian: isBigEndian).map({ Int(clamping: $0) })
    else {
      throw .berkeleyPage(0, "its version, page size or page count is unknown")
    }
    guard bytes[24] == 0, bytes[26] & 1 == 0 else {
      throw .berkeleyPage(0, "its pages are encrypted or have checksums, which rpm never asks for")
    }
    guard last < bytes.count / size else {
      throw .berkeleyPage(bytes.count / size, "the database ends here, but should have \(last + 1) pages")
    }
    pageSize = size
    pages = last + 1
  }

  /// All records but the one of rpm's own, which counts them; in the order in which the packages were installed.
  func records(_ bytes: Span<UInt8>, most: Int) throws(PackageDatabaseFailure) -> [Record] {
    var records: [Record] = []
    var length = 0
    for page in 1..<max(1, pages) {
      switch PageType(rawValue: bytes[page * pageSize + 25]) {
      case .hash, .unsortedHash:
        try readPage(page, bytes, into: &records, &length)
        guard records.count <= most else { throw .tooManyPackages(limit: most) }
      case .free, .overflow, .description: break
      case nil: throw .berkeleyPage(page, "it is of a kind that rpm does not write")
      }
    }
    return records.sorted { $0.key < $1.key }
  }

  private func readPage(
    _ page: Int, _ bytes: Span<UInt8>, into records: inout [Record], _ length: inout Int
  ) throws(PackageDatabaseFailure) {
    let start = page * pageSize
    let count = number(bytes, at: start + 20, width: 2)
    guard count % 2 == 0, Self.pageHeader + count * 2 <= pageSize else {
      throw .berkeleyPage(page, "it has \(count) items")
    }
    var end = pageSize
    var key: UInt64?
    for item in 0..<count {
      let offset = number(bytes, at: start + Self.pageHeader + item * 2, width: 2)
      guard offset >= Self.pageHeader + count * 2, offset < end else {
        throw .berkeleyPage(page, "item \(item) lies at byte \(offset)")
      }
      let content = (start + offset)..<(start + end)
      end = offset
      guard item % 2 == 1 else {
        key =
          content.count == 5 && bytes[content.lowerBound] == 1
          ? bytes.number(at: content.lowerBound + 1, width: 4, bigEndian: isBigEndian) : nil
        continue
      }
      guard let key else { throw .berkeleyPage(page, "the key of item \(item) is not a package number") }
      let value = try value(content, item, page, bytes)
      // Each page of a chain is one record's, so all values together are no longer than the file.
      length += value.length
      guard length <= bytes.count else {
        throw .berkeleyPage(page, "its values are longer than the database")
      }
      if key != 0 { records.append(Record(key: key, value: value)) }
    }
  }

  private func value(_ content: Range<Int>, _ item: Int, _ page: Int, _ bytes: Span<UInt8>)
    throws(PackageDatabaseFailure) -> Value
  {
    switch bytes[content.lowerBound] {
    case 1: return .onPage(content.dropFirst())
    case 3 where content.count == 12:
      return .chain(
        page: number(bytes, at: content.lowerBound + 4, width: 4),
        length: number(bytes, at: content.lowerBound + 8, width: 4))
    default: throw .berkeleyPage(page, "item \(item) is of a kind that rpm does not write")
    }
  }

  /// The value of a record.
  func value(of record: Record, _ bytes: Span<UInt8>) throws(PackageDatabaseFailure) -> [UInt8] {
    switch record.value {
    case .onPage(let range): return bytes.copy(range)
    case .chain(let first, let length):
      var value: [UInt8] = []
      value.reserveCapacity(min(length, bytes.count))
      var page = first
      while value.count < length {
        guard page > 0, page < pages else {
          throw .berkeleyPage(page, "a value continues there, beyond the end")
        }
        let start = page * pageSize
        let count = number(bytes, at: start + 22, width: 2)
        guard bytes[start + 25] == PageType.overflow.rawValue, count > 0, count <= pageSize - Self.pageHeader,
          count <= length - value.count
        else { throw .berkeleyPage(page, "a value continues there, but the page holds none") }
        let content = start + Self.pageHeader
        value.append(contentsOf: bytes.copy(content..<(content + count)))
        page = number(bytes, at: start + 16, width: 4)
      }
      return value
    }
  }

  /// A number within the file: all callers stay in pages that are there.
  private func number(_ bytes: Span<UInt8>, at offset: Int, width: Int) -> Int {
    Int(clamping: bytes.number(at: offset, width: width, bigEndian: isBigEndian) ?? 0)
  }
}

extension BerkeleyHash.Value {
  /// In bytes.
  var length: Int {
    switch self {
    case .onPage(let range): range.count
    case .chain(_, let length): length
    }
  }
}
