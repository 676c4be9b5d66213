/// What one file lacks: Compose holds files to their shape merged with those before them, so another file may bring it.
struct ShapeGap: Sendable {
  /// The keys from the top to what lacks it.
  let path: [String]
  /// The key that is missing there; nil where the value itself is.
  let key: String?
  /// What to say if nothing brings it.
  let problem: Problem

  /// Whether the merged tree lacks it too. What `!reset` took away lacks nothing.
  func isOpen(in root: Node) -> Bool {
    var node = root
    for name in path {
      guard let next = node[name] else { return false }
      node = next
    }
    guard let key else { return node.isNull }
    return node[key] == nil
  }
}
