import ArchiveIO
import Findings
import Images
import Reports

/// Files and directories of the final tree that gained a right: set-id bits, capabilities, everybody's write access.
struct PermissionChanges {
  private(set) var changes: [PermissionChange] = []
  private let tree: JoinedTree
  /// By node: the change of the directory above it that became writable for everyone, which tells of it too.
  private var tops: [Int?]
  /// By node: whether engines mount something of their own over it.
  private var isMounted: [Bool]

  private static let bits: [(kind: PermissionChange.Kind, bit: UInt16)] = [
    (.setUserID, 0o4000), (.setGroupID, 0o2000),
  ]
  private static let othersMayWrite: UInt16 = 0o002
  private static let sticky: UInt16 = 0o1000
  /// The engine mounts its own file systems over these.
  private static let mounted = ["dev", "proc", "sys"]

  /// Permission bits of Unix mean nothing in an image of Windows.
  static func list(_ tree: JoinedTree) -> [PermissionChange] {
    guard !tree.new.platform.isWindows else { return [] }
    var changes = PermissionChanges(tree)
    for number in tree.nodes.indices.dropFirst() { changes.look(number) }
    return changes.changes.sorted { ($0.kind.order, $0.path) < ($1.kind.order, $1.path) }
  }

  private init(_ tree: JoinedTree) {
    self.tree = tree
    tops = Array(repeating: nil, count: tree.nodes.count)
    isMounted = Array(repeating: false, count: tree.nodes.count)
  }

  private mutating func look(_ number: Int) {
    let node = tree.nodes[number]
    tops[number] = tops[node.parent]
    isMounted[number] = isMounted[node.parent] || Self.isMountPoint(node, tree)
    guard let entry = tree.newEntry(node) else { return }
    let before = tree.oldEntry(node)
    if entry.isFile {
      for (kind, bit) in Self.bits where entry.mode & bit != 0 {
        if let before, before.isFile, before.mode & bit != 0 { continue }
        changes.append(PermissionChange(kind: kind, path: tree.path(node), isNew: before == nil))
      }
      let gained = Self.capabilities(node.new, tree.new).filter {
        !Self.capabilities(node.old, tree.old).contains($0)
      }
      if !gained.isEmpty {
        changes.append(
          PermissionChange(
            kind: .capabilities, path: tree.path(node), isNew: before == nil, capabilities: gained))
      }
    }
    guard Self.isWorldWritable(entry), before.map(Self.isWorldWritable) != true, !isMounted[number]
    else { return }
    if let top = tops[number] {
      changes[top].below += 1
      return
    }
    if entry.kind == .directory { tops[number] = changes.count }
    changes.append(PermissionChange(kind: .worldWritable, path: tree.path(node), isNew: before == nil))
  }

  private static func isWorldWritable(_ entry: TarEntry) -> Bool {
    guard entry.mode & othersMayWrite != 0 else { return false }
    return entry.isFile || entry.kind == .directory && entry.mode & sticky == 0
  }

  private static func capabilities(_ node: NodeID?, _ image: ImageFacts) -> [String] {
    guard let node, let content = image.tree.content(at: node),
      let value = image.attributes(content).first(where: { $0.name == "security.capability" })?.value
    else { return [] }
    return FileCapabilities(parsing: value)?.names ?? []
  }

  private static func isMountPoint(_ node: JoinedTree.Node, _ tree: JoinedTree) -> Bool {
    guard node.parent == 0, let place = node.new else { return false }
    return mounted.contains { tree.new.tree.name(place).elementsEqual($0.utf8) }
  }
}

extension TarEntry {
  fileprivate var isFile: Bool { kind == .file || kind == .hardLink }
}

extension PermissionChange.Kind {
  /// The gravest first.
  fileprivate var order: Int {
    switch self {
    case .setUserID: 0
    case .setGroupID: 1
    case .capabilities: 2
    case .worldWritable: 3
    }
  }
}
