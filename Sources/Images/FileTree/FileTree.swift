import ArchiveIO
import Findings

/// The root file system that the layers of an image make together, and what became of every entry.
package struct FileTree: Sendable {
  var table = NodeTable()
  /// By layer and entry: the node of the entry's path; nil for whiteouts and what cannot be placed.
  var nodesOfEntries: [[NodeID?]] = []
  /// What hid each entry that is not in the final tree.
  var hidings: [EntryID: Shadowing] = [:]
  /// Where symbolic links lead, as written.
  var linkTargets: [NodeID: ArraySlice<UInt8>] = [:]
  /// Entries that name something outside the root, or a hard link whose target is not there.
  package internal(set) var misplaced: [EntryID] = []

  /// The node at a path given without leading `/`; nil where nothing is. Links in the parents are followed,
  /// inside the root; a link at the end only with `followLast`.
  package func node(at path: some Collection<UInt8>, followLast: Bool = false) -> NodeID? {
    var budget = LinkBudget()
    return resolve(Array(path)[...], from: .root, followLast: followLast, budget: &budget)
  }

  package func node(at path: String, followLast: Bool = false) -> NodeID? {
    node(at: ArchivePath(path).bytes, followLast: followLast)
  }

  /// The node of an entry's path, whatever is there now.
  package func node(of entry: EntryID) -> NodeID? { nodesOfEntries[entry.layer][entry.index] }

  /// The entry that is at a node now; nil for a directory that no entry names, and where nothing is.
  package func entry(at node: NodeID) -> EntryID? { table[node].entry }

  /// The entry whose bytes a node shows: another one than `entry(at:)` for a hard link.
  package func content(at node: NodeID) -> EntryID? { table[node].content }

  package func isPresent(_ node: NodeID) -> Bool { table[node].isPresent }

  package func isDirectory(_ node: NodeID) -> Bool { table[node].shape == .directory }

  /// What hid an entry; nil for an entry of the final tree.
  package func hiding(of entry: EntryID) -> Shadowing? { hidings[entry] }

  /// The last component of a node's path.
  package func name(_ node: NodeID) -> ArraySlice<UInt8> { table.name(node) }

  package func parent(_ node: NodeID) -> NodeID { table[node].parent }

  /// The whole path of a node.
  package func path(_ node: NodeID) -> ArchivePath {
    var parts: [ArraySlice<UInt8>] = []
    var node = node
    while node != .root {
      parts.append(table.name(node))
      node = table[node].parent
    }
    return ArchivePath(bytes: Array(parts.reversed().joined(separator: [UInt8(ascii: "/")])))
  }

  /// The present children of a directory, in byte order of their names.
  package func children(_ node: NodeID) -> [NodeID] {
    var children: [NodeID] = []
    table.forEachChild(node) { if table[$0].isPresent { children.append($0) } }
    return children.sorted { table.name($0).lexicographicallyPrecedes(table.name($1)) }
  }

  /// All nodes that are there but the root, in the order in which their paths were first seen.
  package func forEachPresentNode(_ body: (NodeID) -> Void) {
    for number in table.nodes.indices.dropFirst() where table.nodes[number].isPresent {
      body(NodeID(number: Int32(number)))
    }
  }
}
