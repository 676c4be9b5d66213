/// The files of a zip that is wholly in memory, by its directory (APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16), for who
/// wants a few of them.
///
/// What lies outside of the bytes is not there; a directory beyond 4 GiB (zip64) has no files here.
package struct ZipDirectory {
  /// One file: its name and where its packed content lies.
  package struct Entry {
    package let name: [UInt8]
    fileprivate let method: Int
    fileprivate let content: Range<Int>
  }

  /// The first bytes of a zip.
  package static let magic: [UInt8] = [0x50, 0x4b]

  /// The entries' headers.
  private let headers: Range<Int>
  /// What stands before the archive, such as the script that starts it, in bytes.
  private let shift: Int

  /// nil where the bytes do not end as a zip does.
  package init?(_ bytes: Span<UInt8>) {
    guard let end = Self.end(of: bytes), let size = bytes.littleEndian(at: end + 12, width: 4),
      let offset = bytes.littleEndian(at: end + 16, width: 4), size <= UInt64(end),
      offset <= UInt64(end) - size
    else { return nil }
    headers = (end - Int(size))..<end
    shift = end - Int(size) - Int(offset)
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

  /// Calls `body` with each file whose name is wanted, in the directory's order, until it returns false.
  package func forEach(
    in bytes: Span<UInt8>, where isWanted: (Span<UInt8>) -> Bool, _ body: (Entry) -> Bool
  ) {
    var rest = bytes.extracting(headers)
    while rest.count >= ZipRecord.listingLength, ZipRecord(rest) == .listing,
      let length = ZipFileHeader.length(ofListing: rest), length <= rest.count,
      let nameLength = rest.littleEndian(at: 28, width: 2),
      let comment = rest.littleEndian(at: 32, width: 2)
    {
      // Most files are not wanted: nothing is made for them.
      let start = ZipRecord.listingLength
      if isWanted(rest.extracting(start..<(start + Int(nameLength)))),
        let header = ZipFileHeader(listing: rest), let content = content(header, in: bytes)
      {
        guard body(Entry(name: header.name, method: header.method, content: content)) else { return }
      }
      rest = rest.extracting(droppingFirst: min(length + Int(comment), rest.count))
    }
  }

  /// Where a content lies: behind its local header, whose name and extra field have lengths of their own.
  private func content(_ header: ZipFileHeader, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let offset = Int(exactly: header.offset), let packed = Int(exactly: header.packed),
      offset <= bytes.count, offset + shift <= bytes.count
    else { return nil }
    let before = bytes.extracting(droppingFirst: offset + shift)
    guard ZipRecord(before) == .file, let length = ZipFileHeader.length(ofFile: before),
      length <= before.count, packed <= before.count - length
    else { return nil }
    let start = offset + shift + length
    return start..<(start + packed)
  }
}

extension ZipDirectory.Entry {
  /// Where the content lies as it is; nil for one that is packed.
  package var stored: Range<Int>? { method == 0 ? content : nil }

  /// The content, unpacked; nil where it is damaged, packed otherwise than by deflate, or would be larger than `limit`
  /// bytes.
  package func unpacked(_ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
    if let stored { return stored.count <= limit ? bytes.extracting(stored).array : nil }
    guard method == 8 else { return nil }
    do throws(ZlibInflate.Failure) {
      return try ZlibInflate.inflate(bytes.extracting(content), form: .raw, limit: limit)
    } catch {
      return nil
    }
  }
}
