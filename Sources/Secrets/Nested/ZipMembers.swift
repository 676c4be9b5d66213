import ArchiveIO
import PatternScan

/// The files of a zip (APPNOTE.TXT 6.3), read forward by their local headers, as jar, wheel and others are.
struct ZipMembers: ~Copyable {
  private enum State {
    case header
    case skipping(Int)
    case stored(Int)
    case deflated, descriptor, ended
  }

  private var state = State.header
  private var pending: [UInt8] = []
  private var inflater: PushInflater?
  private var hasDescriptor = false
  private var isZip64 = false

  private enum Size {
    static let header = 30
  }

  mutating func push(
    _ piece: Span<UInt8>, to sink: inout MemberSink, _ tools: inout ScanTools
  ) throws(PatternError) {
    var index = 0
    while index < piece.count, !sink.isFull {
      switch state {
      case .ended: return
      case .header: index += takeHeader(piece.extracting(droppingFirst: index), &sink)
      case .descriptor: index += takeDescriptor(piece.extracting(droppingFirst: index))
      case .skipping(let left):
        let count = min(left, piece.count - index)
        index += count
        state = left == count ? (hasDescriptor ? .descriptor : .header) : .skipping(left - count)
      case .stored(let left):
        let count = min(left, piece.count - index)
        try sink.take(piece.extracting(index..<(index + count)), with: &tools)
        index += count
        state = .stored(left - count)
        if left == count { try endMember(&sink, &tools) }
      case .deflated:
        index += try inflate(piece.extracting(droppingFirst: index), &sink, &tools)
      }
    }
  }

  mutating func end(_ sink: inout MemberSink, _ tools: inout ScanTools) throws(PatternError) {
    try sink.endMember(with: &tools)
  }

  private mutating func endMember(_ sink: inout MemberSink, _ tools: inout ScanTools) throws(PatternError) {
    try sink.endMember(with: &tools)
    inflater = nil
    state = hasDescriptor ? .descriptor : .header
  }

  private mutating func inflate(
    _ piece: Span<UInt8>, _ sink: inout MemberSink, _ tools: inout ScanTools
  ) throws(PatternError) -> Int {
    let progress = try inflater?.push(piece) { (unpacked) throws(PatternError) in
      try sink.take(unpacked, with: &tools)
      return !sink.isFull
    }
    switch progress {
    case .more: return piece.count
    case .ended(let count):
      try endMember(&sink, &tools)
      return count
    case .damaged, nil:
      sink.cut("a file in it is damaged; what follows was not unpacked")
      try sink.endMember(with: &tools)
      state = .ended
      return piece.count
    }
  }

  /// Gathers a local header with its name and extra field; gives the bytes taken.
  private mutating func takeHeader(_ piece: Span<UInt8>, _ sink: inout MemberSink) -> Int {
    var wanted = Size.header
    if pending.count >= 4, number(0, 4) != 0x0403_4B50 {
      state = .ended
      return 0
    }
    if pending.count >= Size.header { wanted += number(26, 2) + number(28, 2) }
    let count = min(piece.count, wanted - pending.count)
    pending.append(contentsOf: piece.extracting(first: count))
    guard pending.count >= Size.header else { return count }
    guard number(0, 4) == 0x0403_4B50 else {
      // The central directory, or something else that no file follows.
      state = .ended
      return count
    }
    if pending.count == Size.header + number(26, 2) + number(28, 2) { begin(&sink) }
    return count
  }

  private mutating func begin(_ sink: inout MemberSink) {
    defer { pending.removeAll(keepingCapacity: true) }
    let (flags, method, nameLength) = (number(6, 2), number(8, 2), number(26, 2))
    let name = Array(pending[Size.header..<(Size.header + nameLength)])
    hasDescriptor = flags & 8 != 0
    isZip64 = number(18, 4) == 0xFFFF_FFFF
    let packed = isZip64 ? zip64PackedSize(from: Size.header + nameLength) : number(18, 4)
    let isKnown = !hasDescriptor || packed > 0
    if method == 0, !isKnown, name.last == UInt8(ascii: "/") {
      state = .descriptor
    } else if flags & 1 != 0 || method != 0 && method != 8 || method == 0 && !isKnown {
      sink.cut("a file in it is encrypted or packed by method \(method) and was not read")
      state = isKnown ? .skipping(packed) : .ended
    } else if method == 0 {
      if packed > 0 { sink.begin(name) }
      state = packed > 0 ? .stored(packed) : hasDescriptor ? .descriptor : .header
    } else {
      sink.begin(name)
      do throws(ArchiveError) {
        inflater = try PushInflater(.raw)
        state = .deflated
      } catch {
        sink.cut("it could not be unpacked for want of memory")
        state = .ended
      }
    }
  }

  /// The packed size in the extra field 1; 0 where there is none.
  private func zip64PackedSize(from start: Int) -> Int {
    var index = start
    while index + 4 <= pending.count {
      let length = number(index + 2, 2)
      if number(index, 2) == 1, length >= 16, index + 20 <= pending.count { return number(index + 12, 8) }
      index += 4 + length
    }
    return 0
  }

  /// A data descriptor has 12 bytes, with zip64 sizes 20, and 4 more with a signature, which nearly all have.
  private mutating func takeDescriptor(_ piece: Span<UInt8>) -> Int {
    var wanted = 4
    if pending.count >= 4 { wanted = (isZip64 ? 20 : 12) + (number(0, 4) == 0x0807_4B50 ? 4 : 0) }
    let count = min(piece.count, wanted - pending.count)
    pending.append(contentsOf: piece.extracting(first: count))
    if pending.count == 4, [0x0403_4B50, 0x0201_4B50].contains(number(0, 4)) {
      // Some writers announce a descriptor for a directory and then leave it out.
      state = .header
    } else if pending.count == wanted, wanted > 4 {
      pending.removeAll(keepingCapacity: true)
      state = .header
    }
    return count
  }

  /// A little-endian number in what was gathered; what does not fit is the largest.
  private func number(_ start: Int, _ count: Int) -> Int {
    guard start + count <= pending.count else { return 0 }
    let value = pending[start..<(start + count)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }
}
