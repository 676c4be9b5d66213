import PatternScan

/// The regular files of a tar (POSIX.1-2017, pax, "ustar Interchange Format"), with GNU's and pax's long names
/// passed over: a name that is cut does no harm here.
struct TarMembers {
  private var header: [UInt8] = []
  /// Bytes of the current member that are still to come, and of its padding.
  private var content = 0
  private var padding = 0
  private var isFile = false
  private var hasEnded = false

  mutating func push(
    _ piece: Span<UInt8>, to sink: inout MemberSink, _ tools: inout ScanTools
  ) throws(PatternError) {
    var index = 0
    while index < piece.count, !hasEnded, !sink.isFull {
      let left = piece.count - index
      if content > 0 {
        let count = min(left, content)
        if isFile { try sink.take(piece.extracting(index..<(index + count)), with: &tools) }
        content -= count
        index += count
        if content == 0, isFile { try sink.endMember(with: &tools) }
      } else if padding > 0 {
        let count = min(left, padding)
        padding -= count
        index += count
      } else {
        let count = min(left, 512 - header.count)
        header.append(contentsOf: piece.extracting(index..<(index + count)))
        index += count
        if header.count == 512 { readHeader(&sink) }
      }
    }
  }

  mutating func end(_ sink: inout MemberSink, _ tools: inout ScanTools) throws(PatternError) {
    if content > 0, isFile { try sink.endMember(with: &tools) }
  }

  private mutating func readHeader(_ sink: inout MemberSink) {
    defer { header.removeAll(keepingCapacity: true) }
    guard header[257..<262].elementsEqual("ustar".utf8), let size = size() else {
      hasEnded = true
      return
    }
    content = size
    padding = (512 - size % 512) % 512
    isFile = size > 0 && (header[156] == UInt8(ascii: "0") || header[156] == 0)
    guard isFile else { return }
    let prefix = text(345..<500)
    sink.begin(prefix.isEmpty ? text(0..<100) : prefix + [UInt8(ascii: "/")] + text(0..<100))
  }

  private func text(_ range: Range<Int>) -> [UInt8] { Array(header[range].prefix { $0 != 0 }) }

  /// Octal digits, or 8 bytes behind a set high bit (GNU).
  private func size() -> Int? {
    if header[124] & 0x80 != 0 {
      let value = header[128..<136].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int(exactly: value)
    }
    let digits = header[124..<136].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}
