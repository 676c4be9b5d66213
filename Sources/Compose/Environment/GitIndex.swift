/// The paths that Git tracks, from `.git/index` (gitformat-index(5), versions 2 to 4, SHA-1 and SHA-256).
struct GitIndex: Sendable {
  /// The repository's directory seen from the project's, and the project's from there: `../..` and `deploy/app`.
  private let below: String
  private let bytes: [UInt8]

  /// Bytes that are searched; a larger index is that of millions of files, and is left alone.
  private static let mostBytes = 64 << 20
  private static let headerBytes = 12
  /// Bytes of an entry before its object's name, and of the flags after it.
  private static let fixedBytes = 40
  private static let flagBytes = 2

  /// - Parameter below: the project's directory seen from the repository's; empty where they are one.
  /// - Returns: nil for what is no index.
  init?(_ bytes: [UInt8], below: String) {
    guard bytes.count >= Self.headerBytes, bytes.count <= Self.mostBytes, bytes.starts(with: "DIRC".utf8)
    else { return nil }
    self.bytes = bytes
    self.below = below
  }

  /// Whether a path, seen from the project, is tracked; nil where the index cannot be read so far.
  func tracks(_ path: String) -> Bool? {
    let wanted = Array(FilePath.normalised(below.isEmpty ? path : below + "/" + path).utf8)
    return Self.finds(wanted, in: bytes, hashBytes: 20) ?? Self.finds(wanted, in: bytes, hashBytes: 32)
  }

  /// Walks the entries; nil where one cannot be, as with a hash of another length.
  private static func finds(_ wanted: [UInt8], in bytes: [UInt8], hashBytes: Int) -> Bool? {
    let version = number(bytes, 4)
    guard (2...4).contains(version) else { return nil }
    var position = headerBytes
    var name: [UInt8] = []
    for _ in 0..<number(bytes, 8) {
      let start = position
      let flags = start + fixedBytes + hashBytes
      guard flags + flagBytes < bytes.count else { return nil }
      let isExtended = version >= 3 && bytes[flags] & 0x40 != 0
      position = flags + flagBytes + (isExtended ? flagBytes : 0)
      if version == 4 {
        guard let kept = keptBytes(of: name.count, bytes, &position) else { return nil }
        name = Array(name.prefix(kept))
      } else {
        name = []
      }
      guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else { return nil }
      name += bytes[position..<end]
      guard !name.isEmpty, fits(name, length: Int(bytes[flags] & 0x0F) << 8 | Int(bytes[flags + 1])) else {
        return nil
      }
      if name == wanted { return true }
      // The entries are padded with 1 to 8 zeros to a multiple of 8 bytes, except in version 4.
      position = version == 4 ? end + 1 : start + (end - start + 8) / 8 * 8
    }
    return false
  }

  /// The length that the flags state, of which 0xFFF stands for all that are longer.
  private static func fits(_ name: [UInt8], length: Int) -> Bool { min(name.count, 0xFFF) == length }

  /// How much of the name before a version 4 entry keeps: it states what is cut off its end, as a variable-width number.
  private static func keptBytes(of count: Int, _ bytes: [UInt8], _ position: inout Int) -> Int? {
    var cut = 0
    for step in 0..<4 {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      cut = (step == 0 ? 0 : cut + 1) << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return cut <= count ? count - cut : nil }
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
