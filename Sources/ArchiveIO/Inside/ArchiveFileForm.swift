/// What kind of archive a file is, by its first bytes; its name only says what damaged bytes were meant to be.
package enum ArchiveFileForm: Sendable, Hashable {
  case tar, zip
  /// A Debian package: an `ar` of packed tars.
  case debian
  case packed(Compression)
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

  /// Whether a codec's magic number begins with the byte: nearly every file is no such one.
  private static func mayBePacked(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x1f, 0x28, 0x50...0x5f, 0xfd, 0x42, 0x04, 0x02: true
    default: false
    }
  }

  private init?(unpacked head: Span<UInt8>, name: String) {
    // Empty ones begin with their end, and those that were cut into volumes and joined again with a mark of that.
    if head.holds([0x50, 0x4b, 3, 4], at: 0) || head.holds([0x50, 0x4b, 5, 6], at: 0)
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
    } else if head.holds(Self.lzipStart, at: 0) {
      self = .unopened("packed with lzip")
    } else if let meant = Self.meant(by: name) {
      // A script, or anything else, may stand before a zip: its files are looked for.
      if meant == "zip", head.holds(Self.scriptStart, at: 0) || Self.isBinary(head) {
        self = .zip
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
    let ending = end[end.index(after: point)...]
    return endings[String(decoding: ending, as: UTF8.self).lowercased()]
  }

  private static let longestEnding = 5
  private static let endings = [
    "gz": "gzip", "tgz": "gzip", "tar": "tar", "xz": "xz", "txz": "xz", "zst": "zstd", "tzst": "zstd",
    "bz2": "bzip2", "tbz2": "bzip2", "tbz": "bzip2", "lz4": "lz4", "zip": "zip", "jar": "zip", "war": "zip",
    "ear": "zip", "whl": "zip", "egg": "zip", "pex": "zip", "pyz": "zip", "shiv": "zip", "nupkg": "zip",
    "7z": "7z", "rar": "RAR", "deb": "Debian package",
  ]
}

/// A tar's blocks of 512 bytes.
enum TarBlock {
  static let length = 512

  /// Whether the bytes start with a member's header: its checksum is right, and it is not all zeros.
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
        break
      }
    }
    guard hasDigit, bytes[0] != 0 else { return false }
    var (unsigned, signed) = (8 * 0x20, 8 * 0x20)
    for index in 0..<length where !(148..<156).contains(index) {
      unsigned += Int(bytes[index])
      signed += Int(Int8(bitPattern: bytes[index]))
    }
    return stated == unsigned || stated == signed
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
