/// One forward reading of a zip: its files by the headers before them, then its directory, which must list no other.
///
/// A file whose header is damaged is found by the directory: bytes that no header claims are kept until it comes. So a
/// zip that comes in pieces is read as one that lies in memory, and files that overlap cost nothing.
final class ZipReading {
  private let cursor: ByteCursor
  private let reader: InsideReader
  private let level: Int
  /// Where the headers of files that were read start.
  private var seen: Set<Int64> = []
  /// Files of the directory that were not seen under the place it names.
  private var unseen: [ZipFileHeader] = []
  /// Files that cannot be read as the headers before them say, by where these start.
  private var unread: [Int64: ZipFileHeader] = [:]
  /// Bytes that no header claims, by where they start.
  private var strays: [(start: Int64, bytes: [UInt8])] = []
  private var strayCount = 0
  /// Entries of the directory that were read, and how many more its end record counts.
  private var listed = 0
  private var unlisted = 0
  /// Where the directory starts.
  private var directory: Int64?
  private var hasEnd = false
  /// Bytes before the zip, such as a script that starts it.
  private var shift: Int64 = 0
  private var encrypted = Names()
  private var methods: [Int: Names] = [:]
  private var damaged = Names()
  private var inflater: (any Inflater)?

  /// Names of one fate: the first, and how many.
  private struct Names {
    var first = ""
    var count = 0

    mutating func add(_ name: [UInt8]) {
      if count == 0 { first = String(decoding: name.prefix(256), as: UTF8.self) }
      count += 1
    }

    /// `1 encrypted file (a.txt)` or `3 encrypted files (a.txt first)`.
    func files(_ what: String) -> String {
      count == 1 ? "1 \(what)file (\(first))" : "\(count) \(what)files (\(first) first)"
    }
  }

  init(_ cursor: ByteCursor, _ reader: InsideReader, level: Int) {
    self.cursor = cursor
    self.reader = reader
    self.level = level
  }

  func read() throws(ArchiveError) {
    while true {
      let start = unsafe Array(cursor.look(4))
      guard start.count == 4 else { break }
      switch ZipRecord(start.span) {
      case .file: try readFile()
      case .listing: try readListing()
      case .end: try readEnd()
      case .zip64End: try skipSized(prefix: 12, sizeAt: 4, width: 8)
      case .zip64Locator: try cursor.skip(20)
      case .extra: try skipSized(prefix: 8, sizeAt: 4, width: 4)
      case .signature: try skipSized(prefix: 6, sizeAt: 4, width: 2)
      case .descriptor, nil: try skipStray()
      }
    }
    try drain()
    try readUnseen()
    sayWhatIsMissing()
  }

  private func drain() throws(ArchiveError) {
    while try unsafe cursor.take() != nil {}
  }

  private func skipSized(prefix: Int, sizeAt place: Int, width: Int) throws(ArchiveError) {
    let head = unsafe Array(cursor.look(prefix))
    let size = head.span.littleEndian(at: place, width: width) ?? 0
    try cursor.skip(Int64(prefix))
    // A record longer than this is none.
    if size <= 1 << 20 { try cursor.skip(Int64(size)) }
  }

  // MARK: - Files by their headers

  private func readFile() throws(ArchiveError) {
    let start = cursor.position
    let fixed = unsafe Array(cursor.look(ZipRecord.fileLength))
    guard let length = ZipFileHeader.length(ofFile: fixed.span) else { return try skipStray() }
    let record = unsafe Array(cursor.look(length))
    guard let header = ZipFileHeader(file: record.span) else { return try skipStray() }
    let isSized = !header.hasDescriptor || header.packed > 0
    guard !header.isEncrypted, Self.isKnown(header.method, isSized: isSized) else {
      // The directory may say otherwise.
      unread[start] = header
      try keepStray(Int64(length) + (isSized ? header.packed : 0))
      return
    }
    try cursor.skip(Int64(length))
    seen.insert(start)
    if header.name.last == UInt8(ascii: "/"), header.packed == 0 {
      if header.hasDescriptor, header.method == 0 { try skipDescriptor() }
      if header.method == 0 { return }
    }
    let content = BoundedSource(cursor, count: isSized ? header.packed : .max)
    var checksum: UInt32?
    do throws(ArchiveError) {
      checksum = try readContent(header, content, isSized: isSized)
    } catch {
      if cursor.failure != nil { throw error }
      switch error {
      case .limit, .system: throw error
      case .damaged, .unrecognized: damaged.add(header.name)
      }
    }
    guard let checksum else { return }
    // A size that is damaged must not hide the files behind it.
    if isSized, content.left > 0 {
      if ZipRecord(unsafe Array(cursor.look(4)).span) == nil { try content.skipRest() }
    }
    guard header.hasDescriptor else {
      if checksum != header.checksum { damaged.add(header.name) }
      return
    }
    if let stated = try skipDescriptor(), checksum != stated { damaged.add(header.name) }
  }

  private static func isKnown(_ method: Int, isSized: Bool) -> Bool {
    switch ZipMethod(method) {
    case .stored, .deflated: true
    case .other: isSized
    case nil: false
    }
  }

  /// Gives the content's checksum; nil where its method is not known.
  private func readContent(
    _ header: ZipFileHeader, _ content: BoundedSource, isSized: Bool
  ) throws(ArchiveError) -> UInt32? {
    switch ZipMethod(header.method) {
    case .stored: return try read(isSized ? content : UntilDescriptor(cursor), header.name)
    case .deflated:
      let decoder = DeflateDecoder(content, try readyInflater())
      defer { content.giveBack(decoder.takeUnused()) }
      return try unpack(decoder, header.name)
    case .other(let codec):
      return isSized ? try unpack(codec.decoder(content), header.name) : nil
    case nil: return nil
    }
  }

  private func readyInflater() throws(ArchiveError) -> any Inflater {
    guard let inflater else {
      let made = try DeflateForm.raw.inflater()
      inflater = made
      return made
    }
    try inflater.reset()
    return inflater
  }

  private func unpack(_ decoder: any ByteProducer, _ name: [UInt8]) throws(ArchiveError) -> UInt32 {
    try read(BufferedSource(BudgetedDecoder(decoder, reader.budget), bufferLength: 1 << 16), name)
  }

  private func read(_ source: any ByteSource, _ name: [UInt8]) throws(ArchiveError) -> UInt32 {
    let counted = ChecksummedSource(source)
    try reader.readFile(counted, name: name, level: level + 1)
    return counted.checksum.value
  }

  /// Passes over checksum and sizes behind a content, with or without a mark, of 4 or 8 bytes each; gives the checksum.
  @discardableResult
  private func skipDescriptor() throws(ArchiveError) -> UInt32? {
    let next = unsafe Array(cursor.look(28))
    let isMarked = ZipRecord(next.span) == .descriptor
    for length in isMarked ? [16, 24] : [12, 20] {
      let isEnd = next.count == length
      guard isEnd || next.span.holds([0x50, 0x4b], at: length) else { continue }
      try cursor.skip(Int64(length))
      return next.span.littleEndian(at: isMarked ? 4 : 0, width: 4).map { UInt32(truncatingIfNeeded: $0) }
    }
    return nil
  }

  // MARK: - The directory

  private func readListing() throws(ArchiveError) {
    if directory == nil || hasEnd { (directory, listed) = (cursor.position, 0) }
    hasEnd = false
    let fixed = unsafe Array(cursor.look(ZipRecord.listingLength))
    guard let length = ZipFileHeader.length(ofListing: fixed.span) else { return try skipStray() }
    let record = unsafe Array(cursor.look(length))
    guard let header = ZipFileHeader(listing: record.span) else { return try skipStray() }
    listed += 1
    try cursor.skip(Int64(length) + Int64(fixed.span.littleEndian(at: 32, width: 2) ?? 0))
    guard !seen.contains(header.offset + shift) else { return }
    guard unseen.count < reader.limits.members else {
      throw .limit(
        what: "the number of files in it", allowed: "\(reader.limits.members) (--limit inside-files)")
    }
    unseen.append(header)
  }

  private func readEnd() throws(ArchiveError) {
    let record = unsafe Array(cursor.look(ZipRecord.endLength))
    guard record.count == ZipRecord.endLength, let count = record.span.littleEndian(at: 10, width: 2),
      let size = record.span.littleEndian(at: 12, width: 4),
      let offset = record.span.littleEndian(at: 16, width: 4),
      let comment = record.span.littleEndian(at: 20, width: 2)
    else { return try skipStray() }
    if let directory, size != 0xffff_ffff, offset != 0xffff_ffff { shift = directory - Int64(offset) }
    unseen.removeAll { seen.contains($0.offset + shift) || seen.contains($0.offset) }
    // It counts to 65,535 and either stays there or begins anew.
    let counted = count == 0xffff ? min(listed, 0xffff) : listed & 0xffff
    unlisted += max(0, Int(count) - counted)
    hasEnd = true
    try cursor.skip(Int64(record.count) + Int64(comment))
  }

  // MARK: - What no header claims

  /// Passes over bytes up to the next record, and keeps them.
  private func skipStray() throws(ArchiveError) {
    var isFirst = true
    while true {
      let view = unsafe cursor.look(1 << 16).assumingMemoryBound(to: UInt8.self).span
      guard view.count > 4 else { return try keepStray(Int64(view.count)) }
      var place = isFirst ? 1 : 0
      while place + 4 <= view.count {
        if view[place] == 0x50, view[place + 1] == 0x4b {
          switch ZipRecord(view, at: place) {
          case .file, .listing, .end: return try keepStray(Int64(place))
          case .descriptor, .extra, .signature, .zip64End, .zip64Locator, nil: break
          }
        }
        place += 1
      }
      isFirst = false
      try keepStray(Int64(view.count < 1 << 16 ? view.count : view.count - 3))
    }
  }

  private func keepStray(_ count: Int64) throws(ArchiveError) {
    var left = count
    while left > 0 {
      let start = cursor.position
      guard let piece = try unsafe cursor.take(upTo: Int(clamping: left)) else { return }
      left -= Int64(piece.count)
      let kept = unsafe Array(piece.prefix(max(0, reader.limits.strayBytes - strayCount)))
      strayCount += kept.count
      if let last = strays.indices.last, strays[last].start + Int64(strays[last].bytes.count) == start {
        strays[last].bytes += kept
      } else if !kept.isEmpty {
        strays.append((start, kept))
      }
    }
  }

  /// Reads the files that the directory lists and no header led to, from the bytes that were kept.
  private func readUnseen() throws(ArchiveError) {
    var rest: [ZipFileHeader] = []
    var index = 0
    var claimed: Int64 = 0
    for header in unseen.sorted(by: { $0.offset < $1.offset }) {
      let start = header.offset + shift
      while index + 1 < strays.count, strays[index + 1].start <= start { index += 1 }
      if header.isEncrypted || !Self.isKnown(header.method, isSized: true) {
        if unread[start] == nil { unread[start] = header }
        continue
      }
      guard start >= claimed, index < strays.count,
        let content = Self.content(header, in: strays[index].bytes, at: start - strays[index].start)
      else {
        if unread[start] == nil { rest.append(header) }
        continue
      }
      unread[start] = nil
      claimed = strays[index].start + Int64(content.endIndex)
      damaged.add(header.name)
      do throws(ArchiveError) {
        let source = ViewSource(ByteView(copying: content))
        _ = try readContent(
          header, BoundedSource(ByteCursor(source), count: Int64(content.count)), isSized: true)
      } catch {
        switch error {
        case .limit, .system: throw error
        case .damaged, .unrecognized: break
        }
      }
    }
    unseen = rest
    for header in unread.sorted(by: { $0.key < $1.key }).map(\.value) {
      if header.isEncrypted {
        encrypted.add(header.name)
      } else {
        methods[header.method, default: Names()].add(header.name)
      }
    }
  }

  /// Where a content lies whose header is damaged: behind its name and an extra field, whose length the header says, or
  /// the directory has.
  private static func content(
    _ header: ZipFileHeader, in bytes: [UInt8], at start: Int64
  ) -> ArraySlice<UInt8>? {
    guard let start = Int(exactly: start), start >= 0, start <= bytes.count - ZipRecord.fileLength,
      let packed = Int(exactly: header.packed)
    else { return nil }
    let name = start + ZipRecord.fileLength
    let stated = Int(bytes.span.littleEndian(at: start + 28, width: 2) ?? 0)
    let extra = bytes.span.holds(header.name, at: name) && stated < 4096 ? stated : header.extraLength
    let first = name + header.name.count + extra
    guard first <= bytes.count, packed <= bytes.count - first else { return nil }
    return bytes[first..<(first + packed)]
  }

  // MARK: - Losses

  private func sayWhatIsMissing() {
    if !hasEnd { reader.miss("is damaged: its directory of files is cut off or missing", level: level) }
    if unlisted > 0 {
      let entries = unlisted == 1 ? "1 entry" : "\(unlisted) entries"
      reader.miss("is damaged: its directory lacks \(entries)", level: level)
    }
    if damaged.count > 0 {
      reader.miss("holds \(damaged.files("damaged ")); what was readable was read", level: level)
    }
    if encrypted.count > 0 {
      reader.miss("holds \(encrypted.files("encrypted ")), not read", level: level)
    }
    for (method, names) in methods.sorted(by: { $0.key < $1.key }) {
      reader.miss("holds \(names.files("")) packed by method \(method), not read", level: level)
    }
    if let first = unseen.first {
      var names = Names()
      names.add(first.name)
      names.count = unseen.count
      reader.miss(
        "lists \(names.files("")) where none starts, or inside another; not read by themselves", level: level)
    }
  }
}

/// Counts the checksum of what passes.
private final class ChecksummedSource: ByteSource {
  private let source: any ByteSource
  private(set) var checksum = ZipChecksum()

  init(_ source: any ByteSource) { self.source = source }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard let piece = try unsafe source.next() else { return nil }
    unsafe checksum.update(piece)
    return unsafe piece
  }
}

/// A stored content whose size follows it: it ends where a descriptor says that it has so many bytes.
private final class UntilDescriptor: ByteSource {
  private let cursor: ByteCursor
  private var count: Int64 = 0
  private var hasEnded = false

  init(_ cursor: ByteCursor) { self.cursor = cursor }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard !hasEnded else { return nil }
    let view = unsafe cursor.look(1 << 16).assumingMemoryBound(to: UInt8.self).span
    var end = view.count
    var place = 0
    while place + 16 <= view.count {
      if view[place] == 0x50, view[place + 1] == 0x4b, ZipRecord(view, at: place) == .descriptor,
        view.littleEndian(at: place + 8, width: 4) == UInt64(count) + UInt64(place)
      {
        end = place
        hasEnded = true
        break
      }
      place += 1
    }
    if !hasEnded, view.count == 1 << 16 { end = place }
    guard end > 0 else { return nil }
    let piece = try unsafe cursor.take(upTo: end)
    count += Int64(unsafe piece?.count ?? 0)
    // What the look held and what follows it come one after the other.
    if let taken = unsafe piece, taken.count < end { hasEnded = false }
    return unsafe piece
  }
}
