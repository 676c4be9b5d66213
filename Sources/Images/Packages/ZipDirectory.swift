import ArchiveIO

/// The files of a zip that is wholly in memory, by its central directory (APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16).
///
/// What lies outside of the bytes is not there; archives beyond 4 GiB (zip64) have no files here.
struct ZipDirectory {
  /// One file: its name and where its packed content lies.
  struct Entry {
    let name: [UInt8]
    fileprivate let method: Int
    fileprivate let content: Range<Int>
  }

  static let magic: [UInt8] = [0x50, 0x4b]
  private static let endBytes = 22
  private static let entryBytes = 46
  private static let localBytes = 30

  /// The entries' headers.
  private let headers: Range<Int>
  /// What stands before the archive, such as the script that starts it, in bytes.
  private let shift: Int

  /// nil where the bytes do not end as a zip does.
  init?(_ bytes: Span<UInt8>) {
    guard let end = Self.end(of: bytes), let size = bytes.number(at: end + 12, width: 4, bigEndian: false),
      let offset = bytes.number(at: end + 16, width: 4, bigEndian: false), size <= UInt64(end),
      offset <= UInt64(end) - size
    else { return nil }
    headers = (end - Int(size))..<end
    shift = end - Int(size) - Int(offset)
  }

  /// The end record stands before a comment of at most 65,535 bytes, which says its own length.
  private static func end(of bytes: Span<UInt8>) -> Int? {
    var place = bytes.count - endBytes
    let last = max(0, place - 65_535)
    while place >= last {
      if bytes.starts(with: [0x50, 0x4b, 5, 6], at: place),
        bytes.number(at: place + 20, width: 2, bigEndian: false) == UInt64(bytes.count - place - endBytes)
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Calls `body` with each file whose name is wanted, in the directory's order, until it returns false.
  func forEach(
    in bytes: Span<UInt8>, where isWanted: (Span<UInt8>) -> Bool, _ body: (Entry) -> Bool
  ) {
    var place = headers.lowerBound
    while bytes.starts(with: [0x50, 0x4b, 1, 2], at: place), place + Self.entryBytes <= headers.upperBound {
      let start = place + Self.entryBytes
      let name = start..<(start + bytes.length(at: place + 28, width: 2))
      guard name.upperBound <= headers.upperBound else { return }
      if isWanted(bytes.extracting(name)),
        let content = content(
          in: bytes, header: bytes.length(at: place + 42, width: 4),
          size: bytes.length(at: place + 20, width: 4))
      {
        guard
          body(
            Entry(name: bytes.copy(name), method: bytes.length(at: place + 10, width: 2), content: content))
        else { return }
      }
      place =
        name.upperBound + bytes.length(at: place + 30, width: 2) + bytes.length(at: place + 32, width: 2)
    }
  }

  /// Where a content lies: behind its local header, whose name and extra field have lengths of their own.
  private func content(in bytes: Span<UInt8>, header: Int, size: Int) -> Range<Int>? {
    let header = header + shift
    guard bytes.starts(with: [0x50, 0x4b, 3, 4], at: header),
      let name = bytes.number(at: header + 26, width: 2, bigEndian: false),
      let extra = bytes.number(at: header + 28, width: 2, bigEndian: false)
    else { return nil }
    return bytes.range(at: header + Self.localBytes + Int(name) + Int(extra), count: size)
  }
}

extension Span<UInt8> {
  /// A little-endian number of 2 or 4 bytes; 0 beyond the end.
  fileprivate func length(at offset: Int, width: Int) -> Int {
    Int(clamping: number(at: offset, width: width, bigEndian: false) ?? 0)
  }
}

extension ZipDirectory.Entry {
  /// Where the content lies as it is; nil for one that is packed.
  var stored: Range<Int>? { method == 0 ? content : nil }

  /// The content, unpacked; nil where it is damaged, packed otherwise than by deflate, or would be larger than `limit`
  /// bytes.
  func unpacked(_ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
    if let stored { return stored.count <= limit ? bytes.copy(stored) : nil }
    guard method == 8 else { return nil }
    var result: [UInt8] = []
    var isTooLarge = false
    do throws(ArchiveError) {
      var inflater = try PushInflater(.raw)
      let progress = inflater.push(bytes.extracting(content)) { (piece) throws(Never) in
        isTooLarge = result.count + piece.count > limit
        if !isTooLarge { result.append(contentsOf: piece.array) }
        return !isTooLarge
      }
      guard case .ended = progress, !isTooLarge else { return nil }
      return result
    } catch {
      return nil
    }
  }
}
