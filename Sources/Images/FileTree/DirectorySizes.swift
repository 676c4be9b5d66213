import ArchiveIO
import Findings

/// What lies below a directory of the final file tree.
package struct DirectorySize: Sendable, Hashable {
  package let path: ArchivePath
  /// Bytes of regular files, however deep, as layers hold them.
  package let bytes: Int64
  /// Regular files, however deep.
  package let files: Int
  /// The large ones of the directories in it; the largest first.
  package let children: [DirectorySize]
}

extension ImageFacts {
  /// The largest directories of what a container sees, the largest first, in one walk over the tree's nodes.
  ///
  /// - Parameters:
  ///   - count: how many at most, over all depths; a directory is only there if the one that it lies in is.
  ///   - depth: how deep below the root at most.
  package func largestDirectories(_ count: Int = 60, depth: Int = 3) -> [DirectorySize] {
    DirectorySizes(self, depth: depth).largest(count)
  }
}

private struct DirectorySizes {
  private struct Total {
    var bytes: Int64 = 0
    var files = 0
  }

  private let tree: FileTree
  private let totals: [Total]
  /// Directories that hold something, down to the wanted depth, with how deep they lie.
  private let candidates: [(node: NodeID, depth: Int)]

  init(_ image: ImageFacts, depth: Int) {
    tree = image.tree
    let nodes = image.tree.table.nodes
    var totals = [Total](repeating: Total(), count: nodes.count)
    var depths = [Int32](repeating: 0, count: nodes.count)
    // A node is made after the one that it lies in: forwards depths are known, backwards sums are.
    for number in nodes.indices.dropFirst() {
      depths[number] = depths[Int(nodes[number].parent.number)] + 1
    }
    for number in nodes.indices.dropFirst().reversed() where nodes[number].isPresent {
      if let id = nodes[number].entry, image.entry(id).kind == .file {
        totals[number].bytes += image.storedSize(id)
        totals[number].files += 1
      }
      let parent = Int(nodes[number].parent.number)
      totals[parent].bytes += totals[number].bytes
      totals[parent].files += totals[number].files
    }
    candidates = nodes.indices.dropFirst().compactMap { number in
      guard nodes[number].shape == .directory, depths[number] <= depth, totals[number].bytes > 0 else {
        return nil
      }
      return (NodeID(number: Int32(number)), Int(depths[number]))
    }
    self.totals = totals
  }

  /// A directory holds no less than what lies in it: of two that are equal the higher one goes first, so that the
  /// first of all are a tree. Others that are equal keep the order in which the layers bring them.
  func largest(_ count: Int) -> [DirectorySize] {
    let ranked = candidates.sorted {
      (bytes($1.node), $0.depth, $0.node.number) < (bytes($0.node), $1.depth, $1.node.number)
    }
    var children: [NodeID: [NodeID]] = [:]
    for directory in ranked.prefix(count) {
      children[tree.parent(directory.node), default: []].append(directory.node)
    }
    func list(_ parent: NodeID) -> [DirectorySize] {
      (children[parent] ?? []).map { node in
        DirectorySize(
          path: tree.path(node), bytes: bytes(node), files: totals[Int(node.number)].files,
          children: list(node))
      }
    }
    return list(.root)
  }

  private func bytes(_ node: NodeID) -> Int64 { totals[Int(node.number)].bytes }
}
