import ArchiveIO

/// What one path may cost that leads through symbolic links.
struct LinkBudget {
  /// Links that it may still follow: Linux allows 40.
  var links = 40
  /// Bytes of the targets that were followed.
  var bytes = 0

  /// Takes one link from the budget; false where none is left.
  mutating func follow(_ target: ArraySlice<UInt8>) -> Bool {
    links -= 1
    bytes += target.count
    return links >= 0
  }
}

extension FileTree {
  private static let slash = UInt8(ascii: "/")

  /// Follows a path from a directory; nil where it leads to nothing, in a circle or through a file.
  func resolve(
    _ path: ArraySlice<UInt8>, from start: NodeID, followLast: Bool, budget: inout LinkBudget
  ) -> NodeID? {
    var node = path.first == Self.slash ? NodeID.root : start
    var rest = path
    while let component = Self.takeComponent(&rest) {
      let isLast = rest.allSatisfy { $0 == Self.slash }
      guard let next = step(node, component) else { return nil }
      node = next
      guard followLast || !isLast, let target = linkTarget(node) else { continue }
      guard budget.follow(target),
        let end = resolve(target, from: table[node].parent, followLast: true, budget: &budget)
      else { return nil }
      node = end
    }
    return node
  }

  /// The target of a symbolic link that is at a node; nil for anything else.
  package func linkTarget(_ node: NodeID) -> ArraySlice<UInt8>? {
    table[node].shape == .symbolicLink ? linkTargets[node] : nil
  }

  private func step(_ node: NodeID, _ component: ArraySlice<UInt8>) -> NodeID? {
    if let relative = Self.relative(component, from: node, in: self) { return relative }
    guard let child = table.child(node, component), table[child].isPresent else { return nil }
    return child
  }

  /// Where `.` and `..` lead, never above the root; nil for any other component.
  static func relative(_ component: ArraySlice<UInt8>, from node: NodeID, in tree: FileTree) -> NodeID? {
    guard component.count < 3, component.allSatisfy({ $0 == UInt8(ascii: ".") }) else { return nil }
    return component.count == 1 ? node : tree.table[node].parent
  }

  /// Removes the first component from a path and gives it; nil at the end.
  package static func takeComponent(_ path: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    while path.first == slash { path.removeFirst() }
    guard !path.isEmpty else { return nil }
    let end = path.firstIndex(of: slash) ?? path.endIndex
    defer { path = path[end...] }
    return path[..<end]
  }
}
