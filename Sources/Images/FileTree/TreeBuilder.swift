import ArchiveIO

/// Puts layers on each other, the lowest first, as the OCI Image Specification has it (layer.md, Applying
/// Changesets).
struct TreeBuilder {
  private(set) var tree = FileTree()
  /// Whether a limit was reached and entries were left out.
  private(set) var isCut = false
  private let limits: ReadLimits
  private var layer = 0
  /// Directories in which nothing is left of lower layers: whiteouts of this layer took it out.
  private var cleared: Set<NodeID> = []
  /// Bytes of link targets that were followed.
  private var linkBytes = 0
  /// The directory of the entry before: tars list a directory's files one after the other.
  private var lastParent: (path: ArraySlice<UInt8>, node: NodeID)?

  init(limits: ReadLimits) { self.limits = limits }

  /// Applies one layer, its entries in their order: each path leads where the entries before it left it. A whiteout
  /// hides what lower layers have, and nothing that its own layer brought, before or after it.
  mutating func apply(_ scan: LayerScan) {
    layer = tree.nodesOfEntries.count
    tree.nodesOfEntries.append([NodeID?](repeating: nil, count: scan.entries.count))
    cleared.removeAll()
    lastParent = nil
    let lastWhiteout = scan.entries.indices.last { Whiteout(name: Self.name(scan.path($0))) != nil } ?? -1
    for index in scan.entries.indices {
      guard index <= lastWhiteout else {
        place(scan, index)
        continue
      }
      if let whiteout = Whiteout(name: Self.name(scan.path(index))) {
        hide(scan, index, whiteout)
      } else {
        place(scan, index)
        if let node = tree.nodesOfEntries[layer][index] { mark(node) }
      }
    }
  }

  // MARK: Whiteouts

  private mutating func hide(_ scan: LayerScan, _ index: Int, _ whiteout: Whiteout) {
    let path = scan.path(index)
    let id = EntryID(layer: layer, index: index)
    guard let directory = resolve(Self.parent(path), followLast: true) else { return }
    switch whiteout {
    case .file(let name):
      guard let node = tree.table.child(directory, name), tree.table[node].isPresent else { return }
      let hiding = Shadowing(cause: .deleted, by: id)
      if isOwn(node) { clear(node, hiding) } else { remove(node, hiding) }
    case .opaque:
      clear(directory, Shadowing(cause: .opaque, by: id))
    case .metadata, .invalid:
      break
    }
  }

  /// Notes that the layer brought a path, and so the directories above it.
  private mutating func mark(_ node: NodeID) {
    var node = node
    while node != .root, !isOwn(node) {
      tree.table[node].lastLayer = Int32(layer)
      node = tree.table[node].parent
    }
  }

  /// Whether the layer that is being applied brought a path or something below it.
  private func isOwn(_ node: NodeID) -> Bool { tree.table[node].lastLayer == Int32(layer) }

  /// Takes all out of a directory that lower layers have there. What is left and what comes later is the layer's own,
  /// so a directory is looked through once for each layer, however often it is asked.
  private mutating func clear(_ directory: NodeID, _ hiding: Shadowing) {
    var pending = [directory]
    while let directory = pending.popLast() {
      guard tree.isDirectory(directory), cleared.insert(directory).inserted else { continue }
      for child in tree.table.takeChildren(directory) where tree.table[child].isPresent {
        if isOwn(child) {
          tree.table.show(child, tree.table[child].shape)
          pending.append(child)
        } else {
          remove(child, hiding)
        }
      }
    }
  }

  /// Takes a node and all below it out of the tree.
  private mutating func remove(_ node: NodeID, _ hiding: Shadowing) {
    var pending = [node]
    while let node = pending.popLast() {
      pending += tree.table.takeChildren(node)
      guard tree.table[node].isPresent else { continue }
      if let entry = tree.table[node].entry { tree.hidings[entry] = hiding }
      tree.table[node].entry = nil
      tree.table[node].content = nil
      if tree.table[node].shape == .symbolicLink { tree.linkTargets[node] = nil }
      tree.table[node].shape = .absent
    }
    lastParent = nil
  }

  // MARK: Entries

  private mutating func place(_ scan: LayerScan, _ index: Int) {
    let path = scan.path(index)
    let entry = scan.entries[index]
    let id = EntryID(layer: layer, index: index)
    guard !path.isEmpty else {
      // The root directory itself.
      tree.table[.root].entry = id
      tree.nodesOfEntries[layer][index] = .root
      return
    }
    switch namesakeOfWhiteout(above: path) {
    case .bookkeeping: return
    case .stray:
      // No layer has this by rights, and some engines make a file of it: it is judged by its entry.
      tree.misplaced.append(id)
      return
    case nil: break
    }
    guard tree.table.nodes.count < limits.paths else {
      isCut = true
      return
    }
    guard path.count <= limits.pathBytes, let parent = directory(Self.parent(path), for: id) else {
      tree.misplaced.append(id)
      return
    }
    let node = tree.table.makeChild(parent, Self.name(path))
    tree.nodesOfEntries[layer][index] = node
    replace(node, by: id, isDirectory: entry.kind == .directory)
    tree.table[node].entry = id
    switch entry.kind {
    case .file:
      tree.table.show(node, .other)
      tree.table[node].content = id
    case .hardLink:
      tree.table.show(node, .other)
      link(node, to: scan.names[entry.link], id)
    case .symbolicLink:
      tree.table.show(node, .symbolicLink)
      tree.linkTargets[node] = scan.names[entry.link]
    case .directory:
      tree.table.show(node, .directory)
    case .characterDevice, .blockDevice, .fifo, .other:
      tree.table.show(node, .other)
    }
  }

  /// What was at the node gives way; only a directory on a directory keeps what is below.
  private mutating func replace(_ node: NodeID, by id: EntryID, isDirectory: Bool) {
    guard tree.table[node].isPresent else { return }
    let hiding = Shadowing(cause: .replaced, by: id)
    guard isDirectory, tree.isDirectory(node) else { return remove(node, hiding) }
    if let entry = tree.table[node].entry { tree.hidings[entry] = hiding }
  }

  private mutating func link(_ node: NodeID, to target: ArraySlice<UInt8>, _ id: EntryID) {
    guard let target = resolve(target, followLast: false), target != node else {
      // A link to nothing, or to itself, is a defect of the layer.
      tree.misplaced.append(id)
      return
    }
    tree.table[node].content = tree.table[target].content
    guard let link = tree.linkTarget(target) else { return }
    tree.table.show(node, .symbolicLink)
    tree.linkTargets[node] = link
  }

  /// The directory at a path, made where it is missing; nil where links lead in a circle.
  private mutating func directory(_ path: ArraySlice<UInt8>, for id: EntryID) -> NodeID? {
    if let last = lastParent, last.path.elementsEqual(path) { return last.node }
    var budget = LinkBudget()
    defer { linkBytes += budget.bytes }
    guard let node = makeDirectory(path, from: .root, &budget, id) else { return nil }
    lastParent = (path, node)
    return node
  }

  /// Follows a path as an engine does that unpacks inside the root: a link to nothing makes the directory that it
  /// names.
  private mutating func makeDirectory(
    _ path: ArraySlice<UInt8>, from start: NodeID, _ budget: inout LinkBudget, _ id: EntryID
  ) -> NodeID? {
    var node = path.first == .slash ? NodeID.root : start
    var rest = path
    while let component = FileTree.takeComponent(&rest) {
      if let relative = FileTree.relative(component, from: node, in: tree) {
        node = relative
        continue
      }
      let child = tree.table.makeChild(node, component)
      if let target = tree.linkTarget(child) {
        guard budget.follow(target), mayFollowLinks, let end = makeDirectory(target, from: node, &budget, id)
        else { return nil }
        node = end
        continue
      }
      if tree.table[child].shape == .other { remove(child, Shadowing(cause: .replaced, by: id)) }
      tree.table.show(child, .directory)
      node = child
    }
    return node
  }

  private mutating func resolve(_ path: ArraySlice<UInt8>, followLast: Bool) -> NodeID? {
    guard mayFollowLinks else { return nil }
    var budget = LinkBudget()
    defer { linkBytes += budget.bytes }
    return tree.resolve(path, from: .root, followLast: followLast, budget: &budget)
  }

  /// Whether links may still be followed; where not, the tree is not whole.
  private var mayFollowLinks: Bool {
    mutating get {
      if linkBytes > limits.linkBytes { isCut = true }
      return linkBytes <= limits.linkBytes
    }
  }

  // MARK: Paths

  /// A directory that has the name of a whiteout.
  private enum Namesake {
    /// AUFS's own, which lie in the root: engines skip all that is in them.
    case bookkeeping
    case stray
  }

  private func namesakeOfWhiteout(above path: ArraySlice<UInt8>) -> Namesake? {
    if let lastParent, lastParent.path.elementsEqual(Self.parent(path)) { return nil }
    var rest = Self.parent(path)
    var isFirst = true
    while let component = FileTree.takeComponent(&rest) {
      switch Whiteout(name: component) {
      case .metadata, .opaque: return isFirst ? .bookkeeping : .stray
      case .file, .invalid: return .stray
      case nil: isFirst = false
      }
    }
    return nil
  }

  private static func name(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return path[(slash + 1)...]
  }

  private static func parent(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
  }
}
