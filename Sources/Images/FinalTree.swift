import ArchiveIO

/// How many of each kind the final file tree holds, the root directory not counted.
package struct TreeCounts: Sendable, Hashable, Codable {
  package var files = 0
  package var directories = 0
  package var symbolicLinks = 0
  package var hardLinks = 0
  /// Devices, pipes and what else there may be.
  package var others = 0
  package var setUserID = 0
  package var setGroupID = 0
  /// Bytes of all regular files, as layers hold them.
  package var bytes: Int64 = 0

  package init() {}
}

extension ImageFacts {
  /// Counts what a container sees. Directories that no layer names, but that others lie in, are not counted.
  package var treeCounts: TreeCounts {
    var counts = TreeCounts()
    tree.forEachPresentNode { node in
      guard let id = tree.entry(at: node) else { return }
      let entry = entry(id)
      switch entry.kind {
      case .file:
        counts.files += 1
        counts.bytes += storedSize(id)
      case .directory: counts.directories += 1
      case .symbolicLink: counts.symbolicLinks += 1
      case .hardLink: counts.hardLinks += 1
      case .characterDevice, .blockDevice, .fifo, .other: counts.others += 1
      }
      guard entry.kind == .file || entry.kind == .hardLink else { return }
      if entry.mode & 0o4000 != 0 { counts.setUserID += 1 }
      if entry.mode & 0o2000 != 0 { counts.setGroupID += 1 }
    }
    return counts
  }
}
