/// The records of a zip (APPNOTE.TXT 6.3, section 4.3), each recognised by its first four bytes.
enum ZipRecord: UInt32 {
  case file = 0x0403_4b50
  case descriptor = 0x0807_4b50
  case extra = 0x0806_4b50
  case listing = 0x0201_4b50
  case signature = 0x0505_4b50
  case zip64End = 0x0606_4b50
  case zip64Locator = 0x0706_4b50
  case end = 0x0605_4b50

  /// Bytes of a record without what follows in lengths of its own.
  static let fileLength = 30
  static let listingLength = 46
  static let endLength = 22
  static let zip64EndLength = 56
  static let zip64LocatorLength = 20

  init?(_ bytes: Span<UInt8>, at place: Int = 0) {
    guard let number = bytes.littleEndian(at: place, width: 4) else { return nil }
    self.init(rawValue: UInt32(truncatingIfNeeded: number))
  }
}

/// What a zip says of one of its files, before its content or in its directory.
struct ZipFileHeader {
  let name: [UInt8]
  /// How it is packed (section 4.4.5).
  let method: Int
  let isEncrypted: Bool
  /// Whether the checksum and the sizes follow the content.
  let hasDescriptor: Bool
  let checksum: UInt32
  /// Bytes as stored; 0 where they follow the content.
  private(set) var packed: Int64
  /// Where the header before the content starts; 0 in that header.
  private(set) var offset: Int64 = 0
  /// Bytes of the extra field.
  let extraLength: Int
  private let isLarge: (content: Bool, packed: Bool)

  /// The header before a content, with its name and extra field; nil where the bytes are none.
  init?(file bytes: Span<UInt8>) {
    guard ZipRecord(bytes) == .file, let total = Self.length(ofFile: bytes), bytes.count >= total else {
      return nil
    }
    self.init(bytes, shared: 6, nameAt: 26, headerLength: ZipRecord.fileLength)
    // What no packer writes is none: bytes of a content may look like a header.
    guard let version = bytes.littleEndian(at: 4, width: 1), version <= 63, method <= 99, !name.isEmpty,
      !name.contains(0)
    else { return nil }
  }

  /// An entry of the directory, with its name and extra field.
  init?(listing bytes: Span<UInt8>) {
    guard ZipRecord(bytes) == .listing, let total = Self.length(ofListing: bytes), bytes.count >= total else {
      return nil
    }
    self.init(bytes, shared: 8, nameAt: 28, headerLength: ZipRecord.listingLength)
    let start = Int64(bytes.littleEndian(at: 42, width: 4) ?? 0)
    offset = start == 0xffff_ffff ? large(bytes, ZipRecord.listingLength, skipping: 2) ?? start : start
  }

  private init(_ bytes: Span<UInt8>, shared: Int, nameAt: Int, headerLength: Int) {
    func number(_ place: Int, _ width: Int) -> Int { Int(bytes.littleEndian(at: place, width: width) ?? 0) }
    let flags = number(shared, 2)
    isEncrypted = flags & 1 != 0
    hasDescriptor = flags & 8 != 0
    method = number(shared + 2, 2)
    checksum = UInt32(truncatingIfNeeded: number(shared + 8, 4))
    packed = Int64(number(shared + 12, 4))
    isLarge = (number(shared + 16, 4) == 0xffff_ffff, packed == 0xffff_ffff)
    let nameLength = number(nameAt, 2)
    extraLength = number(nameAt + 2, 2)
    name = bytes.extracting(headerLength..<(headerLength + nameLength)).array
    if isLarge.packed { packed = large(bytes, headerLength, skipping: 1) ?? packed }
  }

  /// The name as a message has it.
  var shownName: String { String(decoding: name.prefix(256), as: UTF8.self) }

  /// A number of the extra field 1 (zip64), which holds only those that do not fit: content, packed, offset.
  private func large(_ bytes: Span<UInt8>, _ headerLength: Int, skipping number: Int) -> Int64? {
    var place = headerLength + name.count
    let end = min(place + extraLength, bytes.count)
    let before = (isLarge.content ? 1 : 0) + (number > 1 && isLarge.packed ? 1 : 0)
    while place + 4 <= end {
      guard let id = bytes.littleEndian(at: place, width: 2),
        let length = bytes.littleEndian(at: place + 2, width: 2)
      else { return nil }
      if id == 1, place + 4 + before * 8 + 8 <= end {
        return bytes.littleEndian(at: place + 4 + before * 8, width: 8).flatMap { Int64(exactly: $0) }
      }
      place += 4 + Int(length)
    }
    return nil
  }

  /// Bytes of a header before a content, from its first 30.
  static func length(ofFile bytes: Span<UInt8>) -> Int? {
    guard let name = bytes.littleEndian(at: 26, width: 2), let extra = bytes.littleEndian(at: 28, width: 2)
    else { return nil }
    return ZipRecord.fileLength + Int(name) + Int(extra)
  }

  /// Bytes of an entry of the directory without its comment, from its first 46.
  static func length(ofListing bytes: Span<UInt8>) -> Int? {
    guard let name = bytes.littleEndian(at: 28, width: 2), let extra = bytes.littleEndian(at: 30, width: 2)
    else { return nil }
    return ZipRecord.listingLength + Int(name) + Int(extra)
  }
}
