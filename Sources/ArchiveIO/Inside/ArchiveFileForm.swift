/// What kind of archive a file is, by its first bytes; its name only says what damaged bytes were meant to be.
package enum ArchiveFileForm: Sendable, Hashable {
  case tar, zip
  /// A Debian package: an `ar` of packed tars.
  case debian
  case rpm, cpio
  case packed(Codec)
  /// An archive that is not opened, and what it is.
  case unopened(String)

  /// How many first bytes `init(head:name:)` looks at.
  package static let headLength = 512

  /// Nil where the file is no archive.
  package init?(head: Span<UInt8>, name: String) {
    guard head.count >= 4 else { return nil }
    guard Self.mayBePacked(head[0]) else {
      self.init(unpacked: head, name: name)
      return
    }
    switch Compression(firstBytes: head.array(upTo: Compression.magicLength)) {
    case .gzip where head[2] == 8: self = .packed(.gzip)
    case .gzip:
      guard Self.meant(by: name) != nil else { return nil }
      self = .unopened("a gzip file whose header is damaged")
    case .bzip2:
      // Text may begin like one: its first block has a number of its own, or its end has.
      let start = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] as [UInt8]
      let end = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90] as [UInt8]
      guard head.holds(start, at: 4) || head.holds(end, at: 4) else { return nil }
      self = .packed(.bzip2)
    case .zstd: self = .packed(.zstd)
    case .xz: self = .packed(.xz)
    case .lz4: self = .packed(.lz4)
    case .none: self.init(unpacked: head, name: name)
    }
  }

  /// The forms that no layer is packed in, by their first byte: nearly every file begins with another.
  private init?(rare head: Span<UInt8>) {
    switch head[0] {
    // Bits of the third byte: the longest code has 9 to 16, one says how codes start anew, two are none.
    case 0x1f where head[1] == 0x9d && head[2] & 0x60 == 0 && (9...16).contains(head[2] & 0x1f):
      // The filter of libarchive 3.6.2 for it ends the process, whatever it is given.
      self = .unopened("packed with compress(1)")
    case 0x1f where head[1] == 0x1e: self = .unopened("packed with pack(1)")
    case 0x4c where head.holds(Self.lzipStart, at: 0): self = .packed(.lzip)
    case 0x5d where Self.isLZMA(head): self = .packed(.lzma)
    case 0xed where head.holds([0xed, 0xab, 0xee, 0xdb], at: 0): self = .rpm
    case 0x30
    where head.holds(Self.cpioStart, at: 0) && CpioHeader(head.array(upTo: CpioHeader.longest)) != nil:
      self = .cpio
    case 0x89 where head.holds(Self.lzopStart, at: 0): self = .unopened("packed with lzop")
    default: return nil
    }
  }

  /// Such a file has no mark of its own: the options that all packers use, a size of the dictionary as they choose it,
  /// a size of the content that is unknown or below 256 GiB, and a first byte of data that is always zero.
  private static func isLZMA(_ head: Span<UInt8>) -> Bool {
    guard head.count > 13, head[13] == 0, let dictionary = head.littleEndian(at: 1, width: 4),
      let size = head.littleEndian(at: 5, width: 8)
    else { return false }
    let high = dictionary & ~(dictionary >> 1)
    return dictionary >= 1 << 12 && (dictionary & (dictionary - 1) == 0 || dictionary == high | high >> 1)
      && (size == .max || size < 1 << 38)
  }

  /// Whether a codec's magic number begins with the byte: nearly every file is no such one.
  private static func mayBePacked(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x1f, 0x28, 0x50...0x5f, 0xfd, 0x42, 0x04, 0x02: true
    default: false
    }
  }

  private init?(unpacked head: Span<UInt8>, name: String) {
    // Empty ones begin with their end, and those that were cut into volumes and joined again with a mark of that.
    if let rare = ArchiveFileForm(rare: head) {
      self = rare
    } else if head.holds([0x50, 0x4b, 3, 4], at: 0) || head.holds([0x50, 0x4b, 5, 6], at: 0)
      || head.holds([0x50, 0x4b, 7, 8], at: 0)
    {
      self = .zip
    } else if TarBlock.isHeader(head) || head.holds(Self.ustar, at: 257) {
      self = .tar
    } else if head.holds(Self.debianStart, at: 0) {
      self = .debian
    } else if head.holds([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], at: 0) {
      self = .unopened("a 7z archive")
    } else if head.holds([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], at: 0) {
      self = .unopened("a RAR archive")
    } else if let meant = Self.meant(by: name) {
      // A script, or anything else, may stand before a zip: its files are looked for.
      if meant == "zip", head.holds(Self.scriptStart, at: 0) || Self.isBinary(head) {
        self = .zip
      } else if meant == "cpio", head.holds([0xc7, 0x71], at: 0) || head.holds([0x71, 0xc7], at: 0) {
        self = .unopened("a cpio in the old binary form")
      } else if Self.isBinary(head) {
        self = .unopened("by its name \(meant), but its first bytes are damaged,")
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  private static let ustar = Array("ustar".utf8)
  private static let debianStart = Array("!<arch>\ndebian-binary".utf8)
  private static let lzipStart = Array("LZIP".utf8) + [1]
  private static let lzopStart: [UInt8] = [0x89, 0x4c, 0x5a, 0x4f, 0, 0x0d, 0x0a, 0x1a, 0x0a]
  private static let cpioStart = Array("0707".utf8)
  private static let scriptStart = Array("#!".utf8)

  /// Whether the bytes are no text; all zeros are an empty tar, or a place that was kept free.
  private static func isBinary(_ head: Span<UInt8>) -> Bool {
    var (hasZero, hasOther) = (false, false)
    for index in 0..<min(head.count, headLength) {
      if head[index] == 0 { hasZero = true } else { hasOther = true }
      if hasZero && hasOther { return true }
    }
    return false
  }

  /// What a file of this name holds where it is whole.
  private static func meant(by name: String) -> String? {
    // Asked of nearly every file: most have no such ending, and nothing is made for them.
    let end = name.utf8.suffix(longestEnding + 1)
    guard let point = end.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = String(decoding: end[end.index(after: point)...], as: UTF8.self)
    // Small, it is the ending of several other forms.
    return ending == "Z" ? "compress" : endings[ending.lowercased()]
  }

  private static let longestEnding = 5
  private static let endings = [
    "gz": "gzip", "tgz": "gzip", "tar": "tar", "xz": "xz", "txz": "xz", "zst": "zstd", "tzst": "zstd",
    "bz2": "bzip2", "tbz2": "bzip2", "tbz": "bzip2", "lz4": "lz4", "zip": "zip", "jar": "zip", "war": "zip",
    "ear": "zip", "whl": "zip", "egg": "zip", "pex": "zip", "pyz": "zip", "shiv": "zip", "nupkg": "zip",
    "7z": "7z", "rar": "RAR", "deb": "Debian package",
    "rpm": "rpm package", "cpio": "cpio", "lzma": "LZMA", "tlz": "LZMA", "lz": "lzip",
  ]
}

/// A tar's blocks of 512 bytes.
enum TarBlock {
  static let length = 512

  /// Whether the bytes start with a member's header: its checksum is right, and it is not all zeros. Numbers end with a
  /// blank or a zero byte (POSIX pax, ustar Interchange Format), without which many a block has a right sum by chance.
  static func isHeader(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= length else { return false }
    var stated = 0
    var hasDigit = false
    for index in 148..<156 {
      let digit = bytes[index]
      if (0x30...0x37).contains(digit) {
        stated = stated << 3 | Int(digit - 0x30)
        hasDigit = true
      } else if digit != 0x20 || hasDigit {
        guard digit == 0x20 || digit == 0 else { return false }
        break
      }
    }
    guard hasDigit, bytes[0] != 0, isNumber(bytes.extracting(100..<108)) else { return false }
    var (unsigned, signed) = (8 * 0x20, 8 * 0x20)
    for index in 0..<length where !(148..<156).contains(index) {
      unsigned += Int(bytes[index])
      signed += Int(Int8(bitPattern: bytes[index]))
    }
    return stated == unsigned || stated == signed
  }

  /// Whether a field can be a number: octal digits between blanks and zero bytes, or GNU's binary form.
  private static func isNumber(_ field: Span<UInt8>) -> Bool {
    if field[0] & 0x80 != 0 { return true }
    for index in field.indices where !(0x30...0x37).contains(field[index]) && field[index] & ~0x20 != 0 {
      return false
    }
    return true
  }
}

extension Span<UInt8> {
  /// Whether `bytes` stand at `place`.
  func holds(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place <= count - bytes.count else { return false }
    for index in bytes.indices where self[place + index] != bytes[index] { return false }
    return true
  }

  /// A copy of the first bytes.
  func array(upTo limit: Int) -> [UInt8] { extracting(first: Swift.min(limit, count)).array }

  /// A little-endian number of 1 to 8 bytes; nil beyond the end.
  func littleEndian(at place: Int, width: Int) -> UInt64? {
    guard place >= 0, place <= count - width else { return nil }
    var value: UInt64 = 0
    for index in (0..<width).reversed() { value = value << 8 | UInt64(self[place + index]) }
    return value
  }
}
