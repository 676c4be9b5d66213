import ArchiveIO
import Findings

/// What is visible below a directory, as far as one layer brought it.
package struct Share: Sendable, Hashable {
  package let layer: Int
  /// Regular files.
  package internal(set) var files = 0
  /// Bytes of those files.
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
      shares[id.layer, default: Share(layer: id.layer)].bytes += entry(id).size
    }
    return shares.values.sorted { $0.layer < $1.layer }
  }
}
