import ArchiveIO
import Findings

/// What is visible below a directory, as far as one layer brought it.
package struct Share: Sendable, Hashable {
  package let layer: Int
  /// Regular files.
  package internal(set) var files = 0
  /// Bytes of those files, as the layer holds them.
  package internal(set) var bytes: Int64 = 0
}

extension FileTree {
  /// Calls `body` for each node that is present below a directory, in no particular order; links are not followed.
  package func forEachPresentNode(below directory: NodeID, _ body: (NodeID) -> Void) {
    var pending = [directory]
    while let node = pending.popLast() {
      table.forEachChild(node) { child in
        guard table[child].isPresent else { return }
        body(child)
        if table[child].shape == .directory { pending.append(child) }
      }
    }
  }
}

extension ImageFacts {
  /// The regular files visible below a directory that satisfy `isWanted`, by the layer that brought them, the
  /// lowest first.
  package func shares(below directory: NodeID, where isWanted: (EntryID) -> Bool = { _ in true }) -> [Share] {
    var shares: [Int: Share] = [:]
    tree.forEachPresentNode(below: directory) { node in
      guard let id = tree.entry(at: node), entry(id).kind == .file, isWanted(id) else { return }
      shares[id.layer, default: Share(layer: id.layer)].files += 1
      shares[id.layer, default: Share(layer: id.layer)].bytes += storedSize(id)
    }
    return shares.values.sorted { $0.layer < $1.layer }
  }
}

/// An entry somewhere below a directory of a name.
package struct FolderEntry: Sendable, Hashable {
  /// The directory: the lowest of that name, where one lies in another.
  package let folder: ArchivePath
  package let id: EntryID
}

extension ImageFacts {
  /// All files of all layers, hidden ones too, that lie below a directory of this name, in layer order. It looks
  /// at every entry: ask `folders(at:)` first whether there is any.
  package func files(belowFolder name: String) -> [FolderEntry] {
    let needle = Array(("/" + name + "/").utf8)
    var found: [FolderEntry] = []
    for (number, layer) in layers.enumerated() where !repeats.contains(number) {
      for (index, entry) in layer.scan.entries.enumerated() where entry.kind == .file {
        let path = layer.scan.path(index)
        guard let end = Self.endOfFolder(needle, in: path) else { continue }
        let id = EntryID(layer: number, index: index)
        guard tree.node(of: id) != nil else { continue }
        found.append(FolderEntry(folder: ArchivePath(bytes: Array(path[..<end])), id: id))
      }
    }
    return found
  }

  /// Where the first directory's name ends; `needle` is the name between two slashes.
  private static func endOfFolder(_ needle: [UInt8], in path: ArraySlice<UInt8>) -> Int? {
    if path.starts(with: needle.dropFirst()) { return path.startIndex + needle.count - 2 }
    var place = path.startIndex
    while let slash = path[place...].firstIndex(of: .slash) {
      if path[slash...].starts(with: needle) { return slash + needle.count - 1 }
      place = slash + 1
    }
    return nil
  }
}
