/// The packages of Debian and of rpm, and cpio, which is in the latter and in initramfs images.
extension InsideReader {
  /// A Debian package (deb(5)): an `ar` with headers of 60 bytes, whose files lie at even places.
  func readDebian(_ cursor: ByteCursor, level: Int) throws(ArchiveError) {
    try cursor.skip(8)
    while true {
      let header = unsafe Array(cursor.look(60))
      if header.isEmpty { break }
      guard header.count == 60, header[58...] == [0x60, 0x0a],
        let size = Self.number(header[48..<58].prefix { $0 != 0x20 }, radix: 10)
      else {
        throw .damaged(form: "ar", offset: cursor.position, detail: "a header is damaged")
      }
      try cursor.skip(60)
      let content = BoundedSource(cursor, count: size)
      try readFile(content, name: Array(header[..<16].prefix { $0 != 0x20 && $0 != 0x2f }), level: level + 1)
      try cursor.skip(size & 1)
    }
  }

  /// A package of rpm (rpm's documentation, "RPM v4 package format"): a lead of 96 bytes, the signature and the header,
  /// each an index and what it points to, then the packed files.
  func readRpm(_ cursor: ByteCursor, level: Int) throws(ArchiveError) {
    try cursor.skip(96)
    for isSignature in [true, false] {
      let start = unsafe Array(cursor.look(16))
      guard start.starts(with: [0x8e, 0xad, 0xe8, 1]), start.count == 16 else {
        throw .damaged(form: "rpm", offset: cursor.position, detail: "no header is there, and one should be")
      }
      let (tags, data) = (Self.bigEndian(start[8..<12]), Self.bigEndian(start[12..<16]))
      // rpm's own limits; the signature fills up its last 8 bytes.
      guard tags <= 0xffff, data <= 256 << 20 else {
        throw .damaged(form: "rpm", offset: cursor.position, detail: "a header is larger than one can be")
      }
      let length = 16 + tags * 16 + data
      try cursor.skip(isSignature ? (length + 7) & ~7 : length)
    }
    let head = unsafe cursor.look(ArchiveFileForm.headLength).assumingMemoryBound(to: UInt8.self).span
    switch ArchiveFileForm(head: head, name: "") {
    case .packed(let codec): try unpack(cursor, codec, level: level)
    case .cpio: try readCpio(cursor, level: level)
    case .tar, .zip, .debian, .rpm, .unopened, nil:
      miss("is a package of rpm whose files are packed in a form that is not read", level: level)
    }
  }

  private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Reads the regular files of a cpio (cpio(5)) whose headers are text, and what follows it: the kernel takes several
  /// archives behind each other, each packed or not.
  func readCpio(_ cursor: ByteCursor, level: Int) throws(ArchiveError) {
    while true {
      let start = unsafe Array(cursor.look(CpioHeader.longest))
      guard let header = CpioHeader(start) else {
        let detail = start.isEmpty ? "it ends without its last header" : "a header is damaged"
        throw .damaged(form: "cpio", offset: cursor.position, detail: detail)
      }
      let name = unsafe Array(cursor.look(header.length + header.nameLength).dropFirst(header.length))
      guard name.count == header.nameLength, name.last == 0 else {
        throw .damaged(form: "cpio", offset: cursor.position, detail: "a header's name is damaged or cut off")
      }
      try cursor.skip(Int64(header.length + header.nameLength + header.padding(behind: .name)))
      if name.dropLast().elementsEqual(CpioHeader.last) { break }
      let content = BoundedSource(cursor, count: header.size)
      if header.isFile, header.size > 0 {
        try readFile(content, name: Array(name.dropLast()), level: level + 1)
      } else {
        try content.skipRest()
      }
      try cursor.skip(Int64(header.padding(behind: .content)))
    }
    while true {
      let next = unsafe cursor.look(4096)
      if unsafe next.isEmpty { return }
      let zeros = unsafe next.prefix { $0 == 0 }.count
      guard zeros == next.count else {
        try cursor.skip(Int64(zeros))
        return try readFile(cursor, name: [], level: level + 1)
      }
      try cursor.skip(Int64(zeros))
    }
  }

  /// A number in text; nil where it is none.
  fileprivate static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> Int64? {
    Int64(String(decoding: digits, as: UTF8.self), radix: radix).flatMap { $0 >= 0 ? $0 : nil }
  }
}

/// The header of a file in a cpio whose numbers are text: "newc" in hexadecimal digits, with or without a checksum, and
/// "odc", the form of POSIX, in octal ones.
struct CpioHeader {
  enum Part { case name, content }

  /// Bytes of the longer one.
  static let longest = 110
  /// The name after the last file.
  static let last = Array("TRAILER!!!".utf8)
  private static let mostNameBytes: Int64 = 64 << 10

  let isFile: Bool
  /// Of the content, in bytes.
  let size: Int64
  /// With the zero at its end.
  let nameLength: Int
  /// Of the header itself.
  let length: Int
  private let alignment: Int

  /// Nil where the bytes do not begin with a header.
  init?(_ bytes: [UInt8]) {
    let isNew = bytes.starts(with: Array("070701".utf8)) || bytes.starts(with: Array("070702".utf8))
    guard isNew || bytes.starts(with: Array("070707".utf8)) else { return nil }
    (length, alignment) = isNew ? (110, 4) : (76, 1)
    let fields =
      isNew
      ? (mode: 14..<22, name: 94..<102, size: 54..<62) : (mode: 18..<24, name: 59..<65, size: 65..<76)
    let radix = isNew ? 16 : 8
    guard bytes.count >= length,
      bytes[..<length].allSatisfy({ isNew ? $0.isHexadecimal : (0x30...0x37).contains($0) }),
      let mode = InsideReader.number(bytes[fields.mode], radix: radix),
      let name = InsideReader.number(bytes[fields.name], radix: radix),
      (1...Self.mostNameBytes).contains(name),
      let size = InsideReader.number(bytes[fields.size], radix: radix)
    else { return nil }
    isFile = mode & 0o170000 == 0o100000
    nameLength = Int(name)
    self.size = size
  }

  /// Zeros behind a part, up to the next place where a header or a content may start.
  func padding(behind part: Part) -> Int {
    let end: Int64 = part == .name ? Int64(length + nameLength) : size
    return Int((Int64(alignment) - end % Int64(alignment)) % Int64(alignment))
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
