import ArchiveIO

/// The contents of the files of a layer that lies unpacked in memory, to be looked at where they lie.
struct StoredContents: Sendable {
  /// The layer's tar.
  let view: ByteView
  /// Where the files' contents start in it, by entry index; 0 for all that is no file.
  let starts: [Int]

  /// The content of an entry of the layer's `entries`; nil for all that is no file, and for empty ones.
  ///
  /// A sparse file has fewer bytes in the tar than its size; the next member's header bounds it.
  func content(_ index: Int, of entries: [TarEntry]) -> ByteView? {
    let start = starts[index]
    guard start > 0, entries[index].size > 0 else { return nil }
    let next = entries.indices.contains(index + 1) ? Int(entries[index + 1].offset) : view.count
    // A header may claim any size: never add it to a position.
    let size = min(Int(clamping: entries[index].size), view.count - start)
    let end = min(start + size, next)
    return start < end ? view.slice(start..<end) : nil
  }
}

extension LayerScan {
  /// Bytes of an entry's content in the layer's tar. A sparse file reaches to the next member at most.
  func storedSize(_ index: Int) -> Int64 {
    let entry = entries[index]
    guard entry.isSparse else { return entry.size }
    let next = entries.indices.contains(index + 1) ? entries[index + 1].offset : unpackedSize
    return min(entry.size, max(0, next - entry.offset - 512))
  }

  /// Whether a file has the content of another file of the same size, which may be another layer's.
  ///
  /// It reads both where they lie in memory: that takes less than their hashes, and ends at the first difference.
  package func hasContent(_ index: Int, asIn other: LayerScan, _ otherIndex: Int) -> Bool {
    if contentHashes[index] == 0, other.contentHashes[otherIndex] == 0,
      let own = stored?.content(index, of: entries),
      let others = other.stored?.content(otherIndex, of: other.entries)
    {
      return own.isEqual(to: others)
    }
    return contentHash(index) == other.contentHash(otherIndex)
  }

  /// A hash of a file's content, equal for equal contents within one run; 0 for all that is no file, and for empty
  /// files.
  ///
  /// It reads the content of a file that lies in memory: ask where sizes are equal already.
  package func contentHash(_ index: Int) -> UInt64 {
    guard contentHashes[index] == 0, let content = stored?.content(index, of: entries) else {
      return contentHashes[index]
    }
    var hash = ContentHash()
    content.withBytes { hash.update($0, at: 0) }
    return hash.finish()
  }
}
