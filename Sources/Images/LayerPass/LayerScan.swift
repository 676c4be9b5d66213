import ArchiveIO
import Secrets

/// Everything that one reading of one layer blob gave.
package struct LayerScan: Sendable {
  package var compression = Compression.none
  /// The digest of the blob as stored; nil where it could not all be read.
  package var digest: Digest?
  /// Bytes as stored.
  package var size: Int64 = 0
  /// The digest of the unpacked tar; nil where it could not all be unpacked.
  package var diffID: Digest?
  /// Bytes unpacked.
  package var unpackedSize: Int64 = 0
  /// Why not everything could be read; what was read before is here.
  package var error: ArchiveError?
  /// The tar's members in order, whiteouts among them.
  package var entries: [TarEntry] = []
  /// The names that the entries point into.
  package var names = NameTable()
  /// Extended attributes by entry index; most entries have none.
  package var attributes: [Int: [TarAttribute]] = [:]

  /// Hashes of those files' contents that came by and were gone, by entry index; 0 for all others.
  var contentHashes: [UInt64] = []
  /// The contents of files that are still at hand; nil where the layer was unpacked.
  var stored: StoredContents?
  /// What the files tell that were looked into, by entry index.
  package var facts: [Int: FileFact] = [:]

  /// The contents that were wanted, by entry index.
  package var contents: [Int: KeptContent] = [:]

  /// The secrets in the files, by entry index; most files have none.
  package var secrets: [Int: FileSecrets] = [:]

  package init() {}

  /// The same as that of a blob which is not all there: a digest of its first bytes says nothing.
  var cut: LayerScan {
    var scan = self
    (scan.digest, scan.diffID) = (nil, nil)
    scan.error = .damaged(form: "archive", offset: size, detail: "ends inside this layer")
    return scan
  }

  /// Whether the blob is a tar, as far as it could be read.
  package var isTar: Bool {
    switch error {
    case .unrecognized: false
    case nil, .system, .damaged, .limit: true
    }
  }

  /// The bytes of an entry's path.
  package func path(_ index: Int) -> ArraySlice<UInt8> { names[entries[index].path] }

  /// The bytes of where a link leads, as the archive has them; empty for all other entries.
  package func link(_ index: Int) -> ArraySlice<UInt8> { names[entries[index].link] }

  /// How many entries hide a file of a lower layer, and how many all that is in a directory.
  package var whiteoutCounts: (files: Int, opaque: Int) {
    var counts = (files: 0, opaque: 0)
    for index in entries.indices {
      switch Whiteout(name: FileIndex.name(path(index))) {
      case .file: counts.files += 1
      case .opaque: counts.opaque += 1
      case .metadata, .invalid, nil: break
      }
    }
    return counts
  }
}
