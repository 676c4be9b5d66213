import ArchiveIO
import Secrets

/// Looks for secrets in layers that lie unpacked in memory, in portions that all cores share whatever the layers' sizes.
///
/// A packed layer is scanned while it is unpacked; here files lie in place, and the work is cut by bytes.
enum SecretPass {
  /// What is found in the files among some entries of a layer, by entry index.
  static func search(_ range: Range<Int>, of scan: LayerScan, with secrets: LayerSecrets) -> [Int:
    FileSecrets]
  {
    var found: [Int: FileSecrets] = [:]
    secrets.startPortion()
    for index in range {
      guard let content = scan.stored?.content(index, of: scan.entries) else { continue }
      secrets.start(index, path: scan.path(index), size: content.count)
      content.withBytes { secrets.receive($0, at: 0) }
      if let result = secrets.takeFound(index) { found[index] = result }
    }
    return found
  }

  /// Runs of entries that hold at least so many bytes, but for the last and those before an entry that is a portion by itself,
  /// as it has so many bytes alone. Nothing is kept of an entry: an image may have millions.
  ///
  /// - Parameter sizes: in bytes, of each entry's content; 0 for all that has none.
  static func portions(_ sizes: some Sequence<Int>, bytes portion: Int) -> [Range<Int>] {
    var portions: [Range<Int>] = []
    var (start, end, bytes) = (0, 0, 0)
    for size in sizes {
      if size >= portion, bytes > 0 {
        portions.append(start..<end)
        (start, bytes) = (end, 0)
      }
      bytes += size
      end += 1
      if bytes >= portion {
        portions.append(start..<end)
        (start, bytes) = (end, 0)
      }
    }
    if bytes > 0 { portions.append(start..<end) }
    return portions
  }
}

extension LayerScan {
  /// Bytes of each entry's content that lie in memory; 0 for all that has none.
  var storedSizes: some Sequence<Int> {
    entries.indices.lazy.map { stored?.content($0, of: entries)?.count ?? 0 }
  }
}
