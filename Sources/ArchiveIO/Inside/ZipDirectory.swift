/// The files of a zip that is wholly in memory, by its directory (APPNOTE.TXT 6.3, section 4.3), for who wants a few of
/// them. It shares records, unpacking and limits with `ZipReading`, which reads all of a zip in order.
package struct ZipDirectory {
  /// One file: its name and where its packed content lies.
  package struct Entry {
    package let name: [UInt8]
    fileprivate let method: Int
    fileprivate let isEncrypted: Bool
    fileprivate let checksum: UInt32
    fileprivate let content: Range<Int>
  }

  /// The first bytes of a zip.
  package static let magic: [UInt8] = [0x50, 0x4b]

  /// The entries' headers.
  private let headers: Range<Int>
  /// Entries, as the record at the end counts them; that counts to 65,535 only, unless it has a larger one beside it.
  private let count: UInt64
  private let isLarge: Bool
  /// What stands before the archive, such as the script that starts it, in bytes.
  private let shift: Int

  /// Throws where the bytes do not end as a zip does.
  package init(_ bytes: Span<UInt8>) throws(ArchiveError) {
    let missing = ArchiveError.damaged(
      form: "zip", offset: Int64(bytes.count), detail: "no directory of its files ends there")
    guard let end = Self.end(of: bytes) else { throw missing }
    let large = Self.largeEnd(before: end, of: bytes)
    isLarge = large != nil
    let numbers =
      large.map { (at: $0, width: 8, count: 32, size: 40, offset: 48) }
      ?? (at: end, width: 4, count: 10, size: 12, offset: 16)
    guard
      let count = bytes.littleEndian(at: numbers.at + numbers.count, width: isLarge ? 8 : 2),
      let size = bytes.littleEndian(at: numbers.at + numbers.size, width: numbers.width),
      let offset = bytes.littleEndian(at: numbers.at + numbers.offset, width: numbers.width),
      size <= UInt64(numbers.at), offset <= UInt64(numbers.at) - size
    else { throw missing }
    self.count = count
    headers = (numbers.at - Int(size))..<numbers.at
    shift = numbers.at - Int(size) - Int(offset)
  }

  /// The end record stands before a comment of at most 65,535 bytes, which says its own length.
  private static func end(of bytes: Span<UInt8>) -> Int? {
    var place = bytes.count - ZipRecord.endLength
    let last = max(0, place - 65_535)
    while place >= last {
      if ZipRecord(bytes, at: place) == .end,
        bytes.littleEndian(at: place + 20, width: 2) == UInt64(bytes.count - place - ZipRecord.endLength)
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Where the end record with 8-byte numbers starts, which stands before its locator and that before the end (zip64);
  /// nil where there is none.
  private static func largeEnd(before end: Int, of bytes: Span<UInt8>) -> Int? {
    let place = end - ZipRecord.zip64LocatorLength - ZipRecord.zip64EndLength
    guard ZipRecord(bytes, at: end - ZipRecord.zip64LocatorLength) == .zip64Locator,
      ZipRecord(bytes, at: place) == .zip64End
    else { return nil }
    return place
  }

  /// Calls `body` with the number from 1 of each file whose name is wanted, in the directory's order, and with the file
  /// or why it cannot be read; also with what is damaged in the directory itself. It goes on until `body` returns false.
  package func forEach(
    in bytes: Span<UInt8>, where isWanted: (Span<UInt8>) -> Bool,
    _ body: (Int, Result<Entry, ArchiveError>) -> Bool
  ) {
    var rest = bytes.extracting(headers)
    var number = 0
    // Contents lie one after the other: those that are larger together than the archive overlap, as in a bomb.
    var claimed = 0
    while !rest.isEmpty, ZipRecord(rest) != .signature {
      number += 1
      guard ZipRecord(rest) == .listing, let length = ZipFileHeader.length(ofListing: rest),
        length <= rest.count, let nameLength = rest.littleEndian(at: 28, width: 2),
        let comment = rest.littleEndian(at: 32, width: 2)
      else {
        let place = headers.upperBound - rest.count
        _ = body(
          number, .failure(Self.damage(place, "no entry of the directory is there, and one should be")))
        return
      }
      // Most files are not wanted: nothing is made for them.
      let start = ZipRecord.listingLength
      if isWanted(rest.extracting(start..<(start + Int(nameLength)))),
        let header = ZipFileHeader(listing: rest)
      {
        let entry = entry(header, in: bytes, claimed: &claimed)
        guard body(number, entry) else { return }
      }
      rest = rest.extracting(droppingFirst: min(length + Int(comment), rest.count))
    }
    let isCounted =
      isLarge ? count == number : count == UInt64(number & 0xffff) || number > count && count == 0xffff
    guard !isCounted else { return }
    let detail = "the directory ends after \(number) of \(count) entries"
    _ = body(number + 1, .failure(Self.damage(headers.upperBound, detail)))
  }

  private static func damage(_ offset: Int, _ detail: String) -> ArchiveError {
    .damaged(form: "zip", offset: Int64(offset), detail: detail)
  }

  /// The file of an entry. Its content lies behind a header of its own, whose name and extra field have other lengths.
  private func entry(
    _ header: ZipFileHeader, in bytes: Span<UInt8>, claimed: inout Int
  ) -> Result<Entry, ArchiveError> {
    guard let offset = Int(exactly: header.offset), let packed = Int(exactly: header.packed),
      offset <= bytes.count, offset + shift <= bytes.count
    else { return .failure(Self.damage(bytes.count, "\(header.shownName) lies beyond the end")) }
    let start = offset + shift
    let before = bytes.extracting(droppingFirst: start)
    guard ZipRecord(before) == .file, let length = ZipFileHeader.length(ofFile: before),
      length <= before.count, packed <= before.count - length
    else { return .failure(Self.damage(start, "\(header.shownName) does not lie there, or not all of it")) }
    claimed += packed
    guard claimed <= bytes.count else {
      return .failure(Self.damage(start, "\(header.shownName) lies over other files"))
    }
    let content = (start + length)..<(start + length + packed)
    return .success(
      Entry(
        name: header.name, method: header.method, isEncrypted: header.isEncrypted,
        checksum: header.checksum, content: content))
  }
}

extension ZipDirectory.Entry {
  /// Where the content lies as it is; nil for one that is packed.
  package var stored: Range<Int>? { ZipMethod(method) == .stored && !isEncrypted ? content : nil }

  /// The content, unpacked; what was unpacked of it counts in `budget`.
  ///
  /// It throws where the content is damaged or larger than `limit` bytes, and for methods that Java does not read: they
  /// would unpack to far more than deflate can.
  package func unpacked(
    _ bytes: Span<UInt8>, limit: Int, budget: InsideBudget
  ) throws(ArchiveError) -> [UInt8] {
    let all = try unsafe bytes.extracting(content).withUnsafeBufferPointer {
      (packed: UnsafeBufferPointer<UInt8>) throws(ArchiveError) in
      let source = unsafe MemorySource(UnsafeRawBufferPointer(packed))
      let decoder: any ByteProducer =
        try isDeflated()
        ? DeflateDecoder(source, try DeflateForm.raw.inflater()) : SourceProducer(source)
      return try BudgetedDecoder(decoder, budget).all(limit: limit, what: "its size")
    }
    var counted = ZipChecksum()
    unsafe all.withUnsafeBytes { unsafe counted.update($0) }
    guard counted.value == checksum else {
      throw .damaged(
        form: "zip", offset: Int64(content.lowerBound), detail: "the checksum of the file is wrong")
    }
    return all
  }

  /// The content of a deflated archive, as far as the plan wants it: as it was unpacked when it came, or unpacked now.
  ///
  /// It throws where the content is damaged, and for what Java does not read. Where too much would be held of it, that is the failure
  /// of what it gives.
  /// - Parameters:
  ///   - outer: what was gathered of the zip that the bytes are of; nil where all of it lies in memory.
  ///   - start: where the bytes start in that.
  ///   - level: archives around the content.
  package func archive(
    _ bytes: Span<UInt8>, of outer: GatheredZip?, startingAt start: Int, _ plan: GatheredZip.Plan, level: Int
  ) throws(ArchiveError) -> GatheredZip {
    _ = try isDeflated()
    let archive =
      outer?.archive(at: start + content.lowerBound)
      ?? DeflatedZip(bytes.extracting(content), plan, level: level)
    try archive.check(checksum, of: content)
    return archive.zip
  }

  /// Throws for what is neither deflated nor stored.
  private func isDeflated() throws(ArchiveError) -> Bool {
    guard !isEncrypted else { throw .unrecognized(expected: "a readable file", found: "it is encrypted") }
    switch ZipMethod(method) {
    case .stored: return false
    case .deflated: return true
    case .other, nil:
      throw .unrecognized(
        expected: "a file that is stored or deflated", found: "it is packed by method \(method)")
    }
  }
}

/// Bytes of a source, as they are.
private final class SourceProducer: ByteProducer {
  private let cursor: ByteCursor

  init(_ source: any ByteSource) { cursor = ByteCursor(source) }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    guard let piece = try unsafe cursor.take(upTo: buffer.count) else { return 0 }
    unsafe buffer.copyMemory(from: piece)
    return piece.count
  }
}
