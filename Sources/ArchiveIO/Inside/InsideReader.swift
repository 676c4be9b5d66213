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

  init(_ budget: InsideBudget, _ visitor: any InsideVisitor) {
    self.visitor = visitor
    self.budget = budget
    limits = budget.limits
  }

  /// Reads the files in an archive file that lies in memory; `name` is the file's own.
  package static func read(
    _ bytes: Span<UInt8>, name: String, budget: InsideBudget, visitor: any InsideVisitor
  ) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe InsideReader(budget, visitor).read(MemorySource(UnsafeRawBufferPointer(bytes)), name: name)
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
      return miss(
        "is an archive inside \(limits.levels) others and was not opened (--limit inside-levels)",
        level: level)
    }
    switch form {
    case .tar: try readTar(cursor, level: level)
    case .zip: try ZipReading(cursor, self, level: level).read()
    case .debian: try readDebian(cursor, level: level)
    case .rpm: try readRpm(cursor, level: level)
    case .cpio: try readCpio(cursor, level: level)
    case .packed(let codec): try unpack(cursor, codec, level: level)
    case .unopened: break
    }
  }

  /// Reads what is packed; a tar or a cpio in it is the archive itself, and no archive in another.
  func unpack(_ cursor: ByteCursor, _ codec: Codec, level: Int) throws(ArchiveError) {
    let decoder = try codec.decoder(cursor)
    let source = BufferedSource(BudgetedDecoder(decoder, budget), bufferLength: 1 << 17)
    let unpacked = ByteCursor(source)
    let head = unsafe unpacked.look(ArchiveFileForm.headLength).assumingMemoryBound(to: UInt8.self).span
    switch ArchiveFileForm(head: head, name: "") {
    case .tar: try readTar(unpacked, level: level)
    case .cpio: try readCpio(unpacked, level: level)
    case .zip, .debian, .rpm, .packed, .unopened, nil:
      return try readFile(unpacked, name: [], level: level + 1)
    }
    while try unsafe unpacked.take() != nil {}
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
    case .damaged(_, _, DeflateDecoder.otherDataFollows), .damaged(_, _, FilterDecoder.otherDataFollows):
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
