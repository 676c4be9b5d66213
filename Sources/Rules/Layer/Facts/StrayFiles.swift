import ArchiveIO
import Findings
import Images

/// Finds files and directories that came along by mistake: those of one layer are one finding, for they have one
/// cause, which is what the instruction copied.
struct StrayFiles: Sendable {
  /// What files they are, as it reads after "3 files".
  let what: String
  /// Files by their whole name.
  var names: [String] = []
  /// Files by the last point of their name and what follows.
  var suffixes: [String] = []
  /// Directories by the end of their path.
  var folders: [String] = []

  private struct Found {
    let path: ArchivePath
    var files = 1
    let bytes: Int64
  }

  /// - Parameter least: the bytes below which a layer's files are not worth a finding.
  func matches(in image: ImageFacts, least: Int64 = 0) -> [Match] {
    var found: [Int: [Found]] = [:]
    var known: [ArchivePath] = []
    for ending in folders {
      for node in image.folders(at: ending) {
        let path = image.tree.path(node)
        guard !PackageTrees.hold(path.bytes.dropLast(ending.utf8.count) + [UInt8(ascii: "x")]),
          !known.contains(where: path.isBelow)
        else { continue }
        known.append(path)
        for share in image.shares(below: node) {
          found[share.layer, default: []].append(Found(path: path, files: share.files, bytes: share.bytes))
        }
      }
    }
    let files =
      names.flatMap { image.occurrences(named: $0) } + suffixes.flatMap { image.occurrences(withSuffix: $0) }
    for file in Set(files) where file.state == .visible && file.entry.kind == .file && image.isOwn(file) {
      guard !known.contains(where: file.path.isBelow) else { continue }
      found[file.layer, default: []].append(Found(path: file.path, bytes: file.storedSize))
    }
    return found.sorted { $0.key < $1.key }.compactMap { layer, found in
      match(layer, found.sorted { $0.path < $1.path }, least)
    }
  }

  private func match(_ layer: Int, _ found: [Found], _ least: Int64) -> Match? {
    let bytes = found.reduce(0) { $0 + $1.bytes }
    guard bytes >= least, let first = found.first else { return nil }
    let files = found.reduce(0) { $0 + $1.files }
    return Match(
      .file(layer: layer, path: first.path),
      "\(Phrase.count(files, "file")) \(what) with \(ByteCount.show(bytes)) \(files == 1 ? "is" : "are") in the image: "
        + "\(Phrase.list(found.map(\.path.shown), most: 4))." + Match.unlisted(found.count - 1, "places"),
      related: found.dropFirst().prefix(Match.listedPlaces).map {
        .init(.file(layer: layer, path: $0.path), "Also in the image.")
      },
      state: .visible, bytes: bytes)
  }
}
