import ArchiveIO
import Findings
import Images
import Reports

/// The final file trees of two images as one: every path that either has, once.
///
/// Children are merged in the order of their names, so each node of either tree is visited once.
struct JoinedTree {
  struct Node {
    let old: NodeID?
    let new: NodeID?
    /// The number of the node that it lies in, which is less than its own.
    let parent: Int
  }

  let old: ImageFacts
  let new: ImageFacts
  /// The root first, and each node after the one that it lies in.
  private(set) var nodes = [Node(old: .root, new: .root, parent: 0)]

  init(_ old: ImageFacts, _ new: ImageFacts) {
    self.old = old
    self.new = new
    // A list and no recursion: an archive decides how deep its directories lie.
    var position = 0
    while position < nodes.count {
      appendChildren(of: position)
      position += 1
    }
  }

  private mutating func appendChildren(of position: Int) {
    let node = nodes[position]
    var left = Self.children(node.old, old.tree)
    var right = Self.children(node.new, new.tree)
    while let first = left.first ?? right.first {
      let order = left.isEmpty ? 1 : right.isEmpty ? -1 : compare(first, right.first ?? first)
      nodes.append(
        Node(
          old: order <= 0 ? left.popFirst() : nil, new: order >= 0 ? right.popFirst() : nil, parent: position)
      )
    }
  }

  private static func children(_ node: NodeID?, _ tree: FileTree) -> ArraySlice<NodeID> {
    guard let node, tree.isDirectory(node) else { return [] }
    return tree.children(node)[...]
  }

  /// Less than 0 where the old name comes first, 0 where both are the same.
  private func compare(_ left: NodeID, _ right: NodeID) -> Int {
    let (own, other) = (old.tree.name(left), new.tree.name(right))
    if own.elementsEqual(other) { return 0 }
    return own.lexicographicallyPrecedes(other) ? -1 : 1
  }

  /// The tar entry at a node of the old tree; nil where nothing is, and for a directory that no entry names.
  func oldEntry(_ node: Node) -> TarEntry? { node.old.flatMap { old.tree.entry(at: $0) }.map(old.entry) }

  func newEntry(_ node: Node) -> TarEntry? { node.new.flatMap { new.tree.entry(at: $0) }.map(new.entry) }

  /// The path of a node, with a leading `/`.
  func path(_ node: Node) -> String {
    (node.new.map { new.tree.path($0) } ?? node.old.map { old.tree.path($0) } ?? ArchivePath("")).shown
  }
}

extension JoinedTree {
  /// Whether either side has a directory here.
  func isDirectory(_ node: Node) -> Bool {
    node.old.map(old.tree.isDirectory) == true || node.new.map(new.tree.isDirectory) == true
  }

  /// Bytes of the regular file at a node of the old tree, as its layer holds them; nil for anything else.
  func oldBytes(_ node: Node) -> Int64? { Self.bytes(node.old, old) }

  func newBytes(_ node: Node) -> Int64? { Self.bytes(node.new, new) }

  private static func bytes(_ node: NodeID?, _ image: ImageFacts) -> Int64? {
    guard let node, let id = image.tree.entry(at: node), image.entry(id).kind == .file else { return nil }
    return image.storedSize(id)
  }

  /// How many regular files only one side has, and how many have another content; a hard link is a file.
  var fileCounts: ImageDifference.FileCounts {
    var counts = ImageDifference.FileCounts()
    for node in nodes {
      switch (Self.content(node.old, old), Self.content(node.new, new)) {
      case (nil, nil): break
      case (nil, _): counts.added += 1
      case (_, nil): counts.removed += 1
      case (let before?, let now?): if !hasSameContent(before, now) { counts.changed += 1 }
      }
    }
    return counts
  }

  /// The entry that holds a file's content, under whatever name it was stored; nil for anything else.
  private static func content(_ node: NodeID?, _ image: ImageFacts) -> EntryID? {
    guard let node, let id = image.tree.content(at: node), image.entry(id).kind == .file else { return nil }
    return id
  }

  private func hasSameContent(_ before: EntryID, _ now: EntryID) -> Bool {
    guard old.entry(before).size == new.entry(now).size else { return false }
    let layer = old.layers[before.layer].scan.diffID
    if layer != nil, layer == new.layers[now.layer].scan.diffID, before.index == now.index { return true }
    return old.contentHash(before) == new.contentHash(now)
  }
}
