import ArchiveIO
import Findings
import Images

/// Finds the directories in which version control keeps a project's whole history.
enum VersionControlFolders {
  private static let names = [".git", ".hg", ".svn", ".bzr"]

  private struct Found {
    var files = 0
    var bytes: Int64 = 0
    var first: EntryID
    var last: EntryID
    var isVisible = false
  }

  /// One match for each directory, at the layer that brought it, also if a later one deletes it.
  static func matches(in image: ImageFacts) -> [Match] {
    names.filter { !image.folders(at: $0).isEmpty }.flatMap { name in
      var found: [ArchivePath: Found] = [:]
      for file in image.files(belowFolder: name) {
        let occurrence = image.occurrence(file.id)
        var folder = found[file.folder] ?? Found(first: file.id, last: file.id)
        folder.files += 1
        folder.bytes += occurrence.storedSize
        folder.last = file.id
        folder.isVisible = folder.isVisible || occurrence.state == .visible
        found[file.folder] = folder
      }
      return found.sorted { $0.key < $1.key }.map { match($0, $1, image) }
    }
  }

  private static func match(_ path: ArchivePath, _ found: Found, _ image: ImageFacts) -> Match {
    let text =
      "\(path.shown) holds a project's history in \(Phrase.count(found.files, "file")) with \(ByteCount.show(found.bytes))."
    let fate = Match(image.occurrence(found.last), in: image, text)
    return Match(
      .file(layer: found.first.layer, path: path), text, related: found.isVisible ? [] : fate.related,
      state: found.isVisible ? .visible : fate.state, bytes: found.bytes)
  }
}
