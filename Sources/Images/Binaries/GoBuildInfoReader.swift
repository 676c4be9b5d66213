import PatternScan

/// Finds and reads the build information of a Go program.
struct GoBuildInfoReader {
  let file: ELFFile
  /// The longest list of modules, in bytes.
  let limit: Int

  private static let magic = Array(
    "\u{ff} Go buildinf:".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  /// The magic, the size of a pointer, the flags, and the two pointers or what fills their place.
  private static let headerBytes = 32
  /// The linker aligns it so, and Go's own reader looks nowhere else.
  private static let alignment = 16
  private static let longestVersion = 256

  /// nil if the program has none, or one that lies beyond the bytes.
  func read(_ bytes: Span<UInt8>) -> GoBuildInfo? {
    guard let start = find(bytes),
      let pointerWidth = bytes.number(at: start + 14, width: 1, bigEndian: false),
      let flags = bytes.number(at: start + 15, width: 1, bigEndian: false)
    else { return nil }
    let version: Range<Int>?
    let modules: Range<Int>?
    if flags & 2 != 0 {
      // Since Go 1.18 both texts follow, each after its length.
      version = counted(bytes, at: start + Self.headerBytes)
      modules = version.flatMap { counted(bytes, at: $0.upperBound) }
    } else {
      guard pointerWidth == 4 || pointerWidth == 8 else { return nil }
      let width = Int(pointerWidth)
      let isBigEndian = flags & 1 != 0
      version = pointed(bytes, at: start + 16, width: width, isBigEndian: isBigEndian)
      modules = pointed(bytes, at: start + 16 + width, width: width, isBigEndian: isBigEndian)
    }
    guard let version, !version.isEmpty, version.count <= Self.longestVersion else { return nil }
    return GoBuildInfo(
      goVersion: String(decoding: bytes.copy(version), as: UTF8.self),
      modules: modules.map { text(ofModules: $0, bytes) } ?? "")
  }

  /// In the section of its own, or at the start of the data of a program without sections.
  private func find(_ bytes: Span<UInt8>) -> Int? {
    if let section = file.section(".go.buildinfo"), let range = file.range(of: section, in: bytes) {
      return find(bytes, in: range)
    }
    let data = file.segments.first {
      $0.type == ELFFile.SegmentType.load.rawValue && $0.isWritable && !$0.isExecutable && $0.size > 0
    }
    guard file.sections == nil, let data, let offset = Int(exactly: data.offset), offset < bytes.count else {
      return nil
    }
    return find(bytes, in: offset..<(offset + min(bytes.count - offset, Int(clamping: data.size))))
  }

  private func find(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound,
      let found = bytes.firstOccurrence(of: Self.magic, in: place..<range.upperBound)
    {
      guard range.upperBound - found >= Self.headerBytes else { return nil }
      if (found - range.lowerBound).isMultiple(of: Self.alignment) { return found }
      place = found + 1
    }
    return nil
  }

  /// A text after its length as a variable-length number of 7 bits to a byte.
  private func counted(_ bytes: Span<UInt8>, at offset: Int) -> Range<Int>? {
    var length = 0
    for index in 0..<5 {
      guard let byte = bytes.number(at: offset + index, width: 1, bigEndian: false) else { return nil }
      length |= Int(byte & 0x7f) << (7 * index)
      if byte < 0x80 { return length <= limit ? bytes.range(at: offset + index + 1, count: length) : nil }
    }
    return nil
  }

  /// A Go string (address and length) that lies where the pointer at `offset` points.
  private func pointed(_ bytes: Span<UInt8>, at offset: Int, width: Int, isBigEndian: Bool) -> Range<Int>? {
    guard let address = bytes.number(at: offset, width: width, bigEndian: isBigEndian),
      let header = file.offset(ofAddress: address),
      let start = bytes.number(at: header, width: width, bigEndian: isBigEndian),
      let length = bytes.number(at: header + width, width: width, bigEndian: isBigEndian),
      let place = file.offset(ofAddress: start), length <= UInt64(limit)
    else { return nil }
    return bytes.range(at: place, count: Int(length))
  }

  /// The list of modules stands between two marks of 16 bytes, which are no text.
  private func text(ofModules range: Range<Int>, _ bytes: Span<UInt8>) -> String {
    let mark = 16
    guard range.count >= 2 * mark + 1, bytes[range.upperBound - mark - 1] == .lineFeed else { return "" }
    let inner = (range.lowerBound + mark)..<(range.upperBound - mark)
    return String(decoding: bytes.copy(inner), as: UTF8.self)
  }
}
