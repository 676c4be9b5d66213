import ArchiveIO
import Findings
import Images

/// Finds directories that cost bytes in the final file tree.
struct FolderSearch: Sendable {
  /// A directory by the end of its path (from `/` on: its whole path), and what it is to people.
  struct Folder: Sendable {
    let ending: String
    let name: String
    /// How to empty it; nil where the rule's own words do.
    var fix: String?
  }

  /// Bytes from which on a directory is more than a trifle: it is then medium, not low.
  static let heavy: Int64 = 100_000_000

  let folders: [Folder]

  /// One match for each directory and each layer that has at least `least` bytes of files visible in it; a
  /// directory within one that was found is part of it.
  func matches(in image: ImageFacts, least: Int64) -> [Match] {
    let found = folders.flatMap { folder in
      image.folders(at: folder.ending).map { (folder: folder, node: $0, path: image.tree.path($0)) }
    }
    var outer: [ArchivePath] = []
    var matches: [Match] = []
    for (folder, node, path) in found.sorted(by: { $0.path < $1.path }) {
      guard !outer.contains(where: { path.isBelow($0) || path == $0 }) else { continue }
      let shares = image.shares(below: node) { image.facts.owners.owner(of: image.pathBytes($0)) == nil }
      for share in shares where share.bytes >= least {
        outer.append(path)
        matches.append(
          Match(
            .file(layer: share.layer, path: path),
            "\(folder.name) in \(path.shown) holds \(Phrase.count(share.files, "file")) with "
              + "\(ByteCount.show(share.bytes)).",
            fix: folder.fix, severity: share.bytes >= Self.heavy ? .medium : nil, state: .visible,
            bytes: share.bytes))
      }
    }
    return matches
  }
}

extension ArchivePath {
  /// Whether this lies somewhere in a directory.
  func isBelow(_ directory: ArchivePath) -> Bool {
    bytes.count > directory.bytes.count && bytes[directory.bytes.count] == UInt8(ascii: "/")
      && bytes.starts(with: directory.bytes)
  }
}

extension ImageFacts {
  /// All entries of all layers, hidden ones too, whose path is `ending` or ends in it at a slash.
  func occurrences(endingIn ending: String) -> [FileOccurrence] {
    let wanted = ArchivePath(ending)
    return occurrences(named: wanted.name).filter { occurrence in
      let path = occurrence.path.bytes
      guard path.count > wanted.bytes.count else { return path == wanted.bytes }
      return path.suffix(wanted.bytes.count).elementsEqual(wanted.bytes)
        && path[path.count - wanted.bytes.count - 1] == UInt8(ascii: "/")
    }
  }
}
