import ArchiveIO
import Secrets

/// Looks for secrets in the files of one layer that is being unpacked, on all cores: small files are gathered into portions,
/// and the pieces of large ones are searched one after the other as they come by.
final class StreamedSecrets {
  private let pool: SearchPool
  private let layer = SearchedLayer()
  /// Bytes from which a portion is full, and a file is one by itself.
  private let portionBytes: Int
  private var portion: SearchPortion?
  private var file: (entry: Int, path: [UInt8], start: Int)?
  /// Made for the first large file.
  private var largeFiles: LargeFiles?

  init(_ pool: SearchPool) {
    self.pool = pool
    portionBytes = pool.scanner.options.limits.inside.portionBytes
  }

  /// Bytes below which to wake a thread costs more than to search them.
  private static let leastHandedOver = 64 << 10

  /// A file's content follows; `path` is in bytes without a leading slash.
  func start(_ entry: Int, path: ArraySlice<UInt8>, size: Int, isSparse: Bool) {
    file = nil
    guard size < portionBytes, !isSparse else {
      flush()
      let files = largeFiles ?? LargeFiles(of: layer, pool.scanner)
      largeFiles = files
      return pool.give(.start(entry, path: Array(path), size: size), to: files)
    }
    let portion = self.portion ?? pool.portion()
    file = (entry, Array(path), portion.bytes.count)
    self.portion = portion
  }

  /// The next bytes of the file; `keep` gives them to who needs them for longer.
  func receive(_ piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece) {
    if file != nil {
      portion?.bytes.append(piece)
    } else if let largeFiles {
      pool.give(.piece(keep(), offset: offset), to: largeFiles)
    }
  }

  func end() {
    guard let (entry, path, start) = file else {
      if let largeFiles { pool.give(.end, to: largeFiles) }
      return
    }
    file = nil
    guard let end = portion?.bytes.count, end > start else { return }
    portion?.files.append(SearchPortion.File(entry: entry, path: path, range: start..<end))
    if end >= portionBytes { flush() }
  }

  /// No file follows: what was gathered is handed on, and `finish` may be called when the time is good.
  func endFiles() { flush() }

  private func flush() {
    guard let portion else { return }
    self.portion = nil
    let isHandedOver = portion.bytes.count >= Self.leastHandedOver && pool.take(portion, of: layer)
    if !isHandedOver { pool.search(portion, of: layer) }
  }

  /// Waits for all of the layer, and gives what was found by entry index.
  func finish() -> [Int: FileSecrets] {
    flush()
    pool.finish(layer)
    return layer.found
  }
}
