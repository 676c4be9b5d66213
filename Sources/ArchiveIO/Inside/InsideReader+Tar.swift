extension InsideReader {
  /// Reads the regular files of a tar, and of those that follow it.
  ///
  /// A block that should be a header and is none is passed over up to the next one that is; what lies between them is
  /// handed on as a file without a name.
  func readTar(_ cursor: ByteCursor, level: Int) throws(ArchiveError) {
    var stray = StrayBlocks(self, level: level + 1)
    defer { stray.end() }
    while true {
      let head = unsafe cursor.look(TarBlock.length)
      if TarBlock.isHeader(unsafe head.assumingMemoryBound(to: UInt8.self).span) { break }
      guard let block = try unsafe cursor.take(upTo: TarBlock.length) else { break }
      try stray.take(unsafe block.assumingMemoryBound(to: UInt8.self).span)
    }
    if stray.isOpen { miss("is damaged: the tar's first header is none", level: level) }
    let pieces = TarPieces(cursor)
    let tar: OpenTar
    do throws(ArchiveError) {
      tar = OpenTar(try TarReader(pieces, limits: ReadLimits(), isConcatenated: true))
    } catch {
      if cursor.failure != nil { throw error }
      try passOn(pieces, from: 0, &stray)
      if pieces.end > 0 { throw error }
      return
    }
    var isDamaged = false
    while true {
      do throws(ArchiveError) {
        var names = NameTable()
        guard let entry = try tar.reader.next(names: &names) else { return }
        stray.end()
        if case .damaged(_, let offset, let detail) = tar.reader.warning {
          miss("has a damaged header before byte \(offset): \(detail)", level: level)
        }
        guard entry.kind == .file, entry.size > 0 else { continue }
        try readFile(OpenTarFile(tar), name: Array(names[entry.path]), level: level + 1)
      } catch {
        if cursor.failure != nil { throw error }
        switch error {
        case .limit, .system: throw error
        case .damaged, .unrecognized: break
        }
        guard tar.reader.isPassable else {
          try passOn(pieces, from: tar.reader.position, &stray)
          throw error
        }
        if !isDamaged { miss(error, level: level) }
        isDamaged = true
        let end = tar.reader.position
        try pieces.pass(end - Int64(TarBlock.length)..<end, to: &stray)
      }
    }
  }

  /// Hands on all from `start` as stray blocks.
  private func passOn(
    _ pieces: TarPieces, from start: Int64, _ stray: inout StrayBlocks
  ) throws(ArchiveError) {
    try pieces.pass(start..<pieces.end, to: &stray)
    while let piece = try unsafe pieces.next() {
      try stray.take(unsafe piece.assumingMemoryBound(to: UInt8.self).span)
    }
  }
}

/// Blocks of a tar that belong to no member, as one file without a name.
private struct StrayBlocks {
  private let reader: InsideReader
  private let level: Int
  private(set) var isOpen = false

  init(_ reader: InsideReader, level: Int) {
    self.reader = reader
    self.level = level
  }

  mutating func take(_ bytes: Span<UInt8>) throws(ArchiveError) {
    guard !bytes.isEmpty else { return }
    if !isOpen {
      try reader.budget.countMember()
      reader.visitor.begin([], level: level)
      isOpen = true
    }
    reader.visitor.receive(bytes, level: level)
  }

  mutating func end() {
    guard isOpen else { return }
    isOpen = false
    reader.visitor.end(level: level)
  }
}

/// What libarchive is given of a tar, so that what it passes over can be looked at.
@safe private final class TarPieces: ByteSource {
  private let cursor: ByteCursor
  private var piece = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// The end of what came before it: libarchive may hold a block that lies in several pieces.
  private var tail: [UInt8] = []
  private static let tailLength = 2 * TarBlock.length
  /// Where the last piece ends, in bytes of the tar.
  private(set) var end: Int64 = 0

  init(_ cursor: ByteCursor) { self.cursor = cursor }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    // The piece is gone with the next call.
    let end = unsafe Array(piece.suffix(Self.tailLength))
    tail = end.count < Self.tailLength ? Array((tail + end).suffix(Self.tailLength)) : end
    unsafe piece = UnsafeRawBufferPointer(start: nil, count: 0)
    guard let piece = try unsafe cursor.take() else { return nil }
    unsafe self.piece = unsafe piece
    self.end += Int64(piece.count)
    return unsafe piece
  }

  /// Hands on what of a range lies in the last piece and in the end of those before it.
  func pass(_ range: Range<Int64>, to stray: inout StrayBlocks) throws(ArchiveError) {
    let start = end - Int64(unsafe piece.count)
    let before = range.clamped(to: start - Int64(tail.count)..<start)
    let first = Int(before.lowerBound - start) + tail.count
    let rest = Array(tail[first..<(first + before.count)])
    try stray.take(rest.span)
    let within = range.clamped(to: start..<end)
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self).span
    try stray.take(bytes.extracting(Int(within.lowerBound - start)..<Int(within.upperBound - start)))
  }
}

/// A tar that is being read, and the file that it stands at.
private final class OpenTar {
  var reader: TarReader

  init(_ reader: consuming TarReader) { self.reader = reader }
}

private final class OpenTarFile: ByteSource {
  private let tar: OpenTar

  init(_ tar: OpenTar) { self.tar = tar }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    while let block = try unsafe tar.reader.nextBlock() {
      if unsafe !block.bytes.isEmpty { return unsafe block.bytes }
    }
    return nil
  }
}
