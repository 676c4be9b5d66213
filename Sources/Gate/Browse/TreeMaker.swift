import Findings
import Reports

/// Makes a tree of nodes out of paths that come in any order.
struct TreeMaker {
  /// Directories in each other that are nodes of their own; what lies deeper hangs at the last one with the rest of its path.
  private static let depth = 48

  private struct Node {
    var value: BrowsedNode
    var children: [[UInt8]: Int] = [:]
  }

  private var nodes = [Node(value: BrowsedNode(name: "/", kind: .directory))]

  /// Lets a function change the node of a path, which is made as a directory where it is not there.
  mutating func at(_ path: ArchivePath, _ change: (inout BrowsedNode) -> Void) {
    var parts = path.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
    if parts.count > Self.depth {
      let rest = parts[(Self.depth - 1)...].joined(separator: [UInt8(ascii: "/")])
      parts = Array(parts[..<(Self.depth - 1)]) + [Array(rest)]
    }
    var position = 0
    for part in parts {
      if let known = nodes[position].children[part] {
        position = known
      } else {
        nodes[position].children[part] = nodes.count
        position = nodes.count
        nodes.append(Node(value: BrowsedNode(name: SafeText.show(part), kind: .directory)))
      }
    }
    change(&nodes[position].value)
  }

  /// The root with all below it; sizes and numbers of files are added up, the largest child comes first.
  func tree() -> BrowsedNode { made(0) }

  private func made(_ position: Int) -> BrowsedNode {
    var node = nodes[position].value
    node.children = nodes[position].children.values.map(made).sorted {
      ($1.size, $0.name) < ($0.size, $1.name)
    }
    node.size += node.children.reduce(0) { $0 + $1.size }
    node.files += node.children.reduce(0) { $0 + $1.files }
    return node
  }
}
