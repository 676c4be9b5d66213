import ArchiveIO
import Secrets

/// Looks for secrets in the files of one layer that is being unpacked: small files are gathered into portions that all cores
/// search, large ones are searched as their bytes come by.
final class StreamedSecrets {
  private let pool: SearchPool
  private let layer = SearchedLayer()
  /// Bytes from which a portion is full, and a file is one by itself.
  private let portionBytes: Int
  private var made: LayerSecrets?
  private var portion: SearchPortion?
  private var file: (entry: Int, path: [UInt8], start: Int)?

  init(_ pool: SearchPool) {
    self.pool = pool
    portionBytes = pool.scanner.options.limits.inside.portionBytes
  }

  private var own: LayerSecrets {
    if let made { return made }
    let secrets = LayerSecrets(pool.scanner)
    made = secrets
    return secrets
  }

  /// A file's content follows; `path` is in bytes without a leading slash.
  func start(_ entry: Int, path: ArraySlice<UInt8>, size: Int, isSparse: Bool) {
    file = nil
    guard size < portionBytes, !isSparse else {
      flush()
      own.startPortion()
      own.start(entry, path: path, size: size)
      return
    }
    let portion = self.portion ?? pool.portion()
    file = (entry, Array(path), portion.bytes.count)
    self.portion = portion
  }

  func receive(_ piece: Span<UInt8>, at offset: Int64) {
    if file != nil {
      portion?.bytes.append(piece)
    } else {
      own.receive(piece, at: offset)
    }
  }

  func end() {
    guard let (entry, path, start) = file else { return own.end() }
    file = nil
    guard let end = portion?.bytes.count, end > start else { return }
    portion?.files.append(SearchPortion.File(entry: entry, path: path, range: start..<end))
    if end >= portionBytes { flush() }
  }

  /// Hands on what was gathered.
  private func flush() {
    guard let portion else { return }
    self.portion = nil
    if !pool.take(portion, of: layer) { pool.search(portion, of: layer, with: own) }
  }

  /// Waits for all of the layer, and gives what was found by entry index.
  func finish() -> [Int: FileSecrets] {
    flush()
    pool.finish(layer, with: own)
    return layer.found.merging(made?.found ?? [:]) { $1 }
  }
}
