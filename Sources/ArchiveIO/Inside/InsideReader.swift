/// Reads the files inside an archive file, of any form and packed in any way, and in archives inside it.
///
/// It reads forward, and no byte twice, so that a file that comes in pieces and one that lies in memory give the same.
/// What was read before damage stays; after it, reading goes on where another member can be recognised, and bytes that
/// no member claims are handed on as a file of their own.
package final class InsideReader {
  let visitor: any InsideVisitor
  let limits: InsideLimits
  let budget: InsideBudget
  /// The names of the files that are open, by level from 1.
  private var names: [[UInt8]] = []
  private var said: Set<UnreadPart> = []

  init(_ limits: InsideLimits, _ visitor: any InsideVisitor) {
    self.visitor = visitor
    self.limits = limits
    budget = InsideBudget(limits)
  }

  /// Reads the files in an archive file that lies in memory; `name` is the file's own.
  package static func read(
    _ bytes: Span<UInt8>, name: String, limits: InsideLimits, visitor: any InsideVisitor
  ) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe InsideReader(limits, visitor).read(MemorySource(UnsafeRawBufferPointer(bytes)), name: name)
    }
  }

  /// Reads the files in an archive file.
  func read(_ source: any ByteSource, name: String) {
    do throws(ArchiveError) {
      try open(ByteCursor(StoredSource(source, self)), name: name, level: 0)
    } catch {
      miss(error, level: 0)
    }
  }

  /// Reads one file inside: hands its bytes on, and reads what is in it if it is an archive. Throws what keeps the
  /// source from giving all of it.
  func readFile(_ source: any ByteSource, name: [UInt8], level: Int) throws(ArchiveError) {
    try budget.countMember()
    names.append(name)
    visitor.begin(name, level: level)
    defer {
      visitor.end(level: level)
      names.removeLast()
    }
    let cursor = ByteCursor(FileSource(source, self, level: level))
    var failure: ArchiveError?
    do throws(ArchiveError) {
      try open(cursor, name: String(decoding: name, as: UTF8.self), level: level)
    } catch {
      failure = error
    }
    while try unsafe cursor.take() != nil {}
    if let failure { miss(failure, level: level) }
  }

  private func open(_ cursor: ByteCursor, name: String, level: Int) throws(ArchiveError) {
    let head = unsafe cursor.look(ArchiveFileForm.headLength).assumingMemoryBound(to: UInt8.self).span
    guard let form = ArchiveFileForm(head: head, name: name) else { return }
    if case .unopened(let what) = form {
      return miss("is \(what) and was not opened", level: level)
    }
    guard level < limits.levels else {
      return miss("is an archive inside \(limits.levels) others and was not opened", level: level)
    }
    switch form {
    case .tar: try readTar(cursor, level: level)
    case .zip: try ZipReading(cursor, self, level: level).read()
    case .debian: try readDebian(cursor, level: level)
    case .packed(let compression): try unpack(cursor, compression, level: level)
    case .unopened: break
    }
  }

  private func unpack(_ cursor: ByteCursor, _ compression: Compression, level: Int) throws(ArchiveError) {
    guard let decoder = try compression.decoder(cursor) else { return }
    let source = BufferedSource(BudgetedDecoder(decoder, budget), bufferLength: 1 << 17)
    let unpacked = ByteCursor(source)
    let head = unsafe unpacked.look(ArchiveFileForm.headLength).assumingMemoryBound(to: UInt8.self).span
    if case .tar = ArchiveFileForm(head: head, name: "") {
      try readTar(unpacked, level: level)
      while try unsafe unpacked.take() != nil {}
    } else {
      try readFile(unpacked, name: [], level: level + 1)
    }
  }

  /// A Debian package (deb(5)): an `ar` with headers of 60 bytes, whose files lie at even places.
  private func readDebian(_ cursor: ByteCursor, level: Int) throws(ArchiveError) {
    try cursor.skip(8)
    while true {
      let header = unsafe Array(cursor.look(60))
      if header.isEmpty { break }
      guard header.count == 60, header[58...] == [0x60, 0x0a], let size = Self.decimal(header[48..<58]) else {
        throw .damaged(form: "ar", offset: cursor.position, detail: "a header is damaged")
      }
      try cursor.skip(60)
      let content = BoundedSource(cursor, count: size)
      try readFile(content, name: Array(header[..<16].prefix { $0 != 0x20 && $0 != 0x2f }), level: level + 1)
      try cursor.skip(size & 1)
    }
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int64? {
    Int64(String(decoding: digits.prefix { $0 != 0x20 }, as: UTF8.self)).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Says once what was not read in the archive that is the file of `level`, or the archive file itself at level 0.
  func miss(_ reason: String, level: Int, isLoss: Bool = true) {
    guard !visitor.isDone else { return }
    let place = names.prefix(level).filter { !$0.isEmpty }.map {
      String(decoding: $0.prefix(1024), as: UTF8.self)
    }
    let part = UnreadPart(place: place.joined(separator: "/"), reason: reason, isLoss: isLoss)
    if said.insert(part).inserted { visitor.missed(part) }
  }

  func miss(_ error: ArchiveError, level: Int) {
    switch error {
    case .damaged(_, _, GzipDecoder.otherDataFollows), .damaged(_, _, FilterDecoder.otherDataFollows):
      miss("is followed by other data, which was searched as it is", level: level, isLoss: false)
    case .damaged(let form, let offset, let detail):
      miss(
        "is damaged: the \(form) at byte \(offset): \(detail); what follows was not unpacked", level: level)
    case .limit(let what, let allowed):
      // A limit is the whole file's, wherever it was met.
      miss("was not read to its end, for \(what) exceeds the limit of \(allowed)", level: 0)
    case .system, .unrecognized:
      miss("could not be unpacked: \(error)", level: level)
    }
  }
}

/// Bytes in memory, in pieces that codecs like.
@safe final class MemorySource: ByteSource {
  private var rest: UnsafeRawBufferPointer

  /// The bytes must outlive the source.
  init(_ bytes: UnsafeRawBufferPointer) { unsafe rest = unsafe bytes }

  func next() -> UnsafeRawBufferPointer? {
    guard unsafe !rest.isEmpty else { return nil }
    let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
    unsafe rest = unsafe UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
    return unsafe piece
  }
}

/// The archive file's own bytes, which are counted; nothing more comes when nobody wants any.
private final class StoredSource: ByteSource {
  private let source: any ByteSource
  private let reader: InsideReader

  init(_ source: any ByteSource, _ reader: InsideReader) {
    self.source = source
    self.reader = reader
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard !reader.visitor.isDone, let piece = try unsafe source.next() else { return nil }
    reader.budget.stored += Int64(piece.count)
    return unsafe piece
  }
}

/// The bytes of a file inside, which the visitor sees as they pass.
private final class FileSource: ByteSource {
  private let source: any ByteSource
  private let reader: InsideReader
  private let level: Int

  init(_ source: any ByteSource, _ reader: InsideReader, level: Int) {
    self.source = source
    self.reader = reader
    self.level = level
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard let piece = try unsafe source.next() else { return nil }
    reader.visitor.receive(unsafe piece.assumingMemoryBound(to: UInt8.self).span, level: level)
    return unsafe piece
  }
}
