import ArchiveIO

/// The paths of an image as a tree: nodes by parent and name, in one open-addressed table.
package struct NodeTable: Sendable {
  /// What is at a path.
  enum Shape: Sendable { case absent, directory, symbolicLink, other }

  struct Node: Sendable {
    let parent: NodeID
    let name: NameRange
    /// The newest child and the one before: enough to visit all that are in the list.
    var firstChild: Int32 = -1
    fileprivate(set) var nextSibling: Int32
    /// Whether the node is in its parent's list of children.
    fileprivate var isListed = true
    /// The entry that is at this path now; nil where nothing is, and for a directory that no entry names.
    var entry: EntryID?
    /// The entry whose bytes a hard link shares; of any other file the entry itself.
    var content: EntryID?
    var shape = Shape.absent
    /// The layer that last brought the path or something below it, as far as a whiteout of that layer may ask; -1 for
    /// none.
    var lastLayer: Int32 = -1

    var isPresent: Bool { shape != .absent }
  }

  private(set) var nodes: [Node]
  private var names = NameTable()
  /// Node numbers, or -1; a power of two long, at most half full.
  private var slots: [Int32]

  package init() {
    let rootName = names.append(CollectionOfOne<UInt8>(UInt8(ascii: "/")))
    var root = Node(parent: .root, name: rootName, nextSibling: -1)
    root.shape = .directory
    nodes = [root]
    slots = [Int32](repeating: -1, count: 1024)
  }

  subscript(id: NodeID) -> Node {
    get { nodes[Int(id.number)] }
    _modify { yield &nodes[Int(id.number)] }
  }

  func name(_ id: NodeID) -> ArraySlice<UInt8> { names[self[id].name] }

  /// The child of that name, present or not.
  package func child(_ parent: NodeID, _ name: ArraySlice<UInt8>) -> NodeID? {
    let number = slots[slot(parent, name)]
    return number < 0 ? nil : NodeID(number: number)
  }

  /// The child of that name; a new one is not present.
  package mutating func makeChild(_ parent: NodeID, _ name: ArraySlice<UInt8>) -> NodeID {
    let slot = slot(parent, name)
    if slots[slot] >= 0 { return NodeID(number: slots[slot]) }
    let id = NodeID(number: Int32(nodes.count))
    nodes.append(Node(parent: parent, name: names.append(name), nextSibling: self[parent].firstChild))
    self[parent].firstChild = id.number
    slots[slot] = id.number
    if nodes.count * 2 > slots.count { grow() }
    return id
  }

  /// Puts something at a node.
  mutating func show(_ id: NodeID, _ shape: Shape) {
    self[id].shape = shape
    guard !self[id].isListed else { return }
    let parent = self[id].parent
    self[id].isListed = true
    self[id].nextSibling = self[parent].firstChild
    self[parent].firstChild = id.number
  }

  /// Empties the list of a node's children and gives it. A child that is shown again is listed again: so what was
  /// removed once is not looked at each time that its directory is removed.
  mutating func takeChildren(_ parent: NodeID) -> [NodeID] {
    var children: [NodeID] = []
    forEachChild(parent) { children.append($0) }
    for child in children { self[child].isListed = false }
    self[parent].firstChild = -1
    return children
  }

  /// Calls `body` for each child in the list, the newest first.
  package func forEachChild(_ parent: NodeID, _ body: (NodeID) -> Void) {
    var number = self[parent].firstChild
    while number >= 0 {
      body(NodeID(number: number))
      number = nodes[Int(number)].nextSibling
    }
  }

  private func slot(_ parent: NodeID, _ name: ArraySlice<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(parent, name)) & mask
    while slots[slot] >= 0 {
      let node = nodes[Int(slots[slot])]
      if node.parent == parent, Int(node.name.length) == name.count,
        names[node.name].span.isEqual(to: name.span)
      {
        break
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in nodes.indices.dropFirst() {
      let node = nodes[number]
      slots[slot(node.parent, names[node.name])] = Int32(number)
    }
  }

  /// Of the name, started by the parent; seeded for each process, so that no archive can aim at it.
  private static func hash(_ parent: NodeID, _ name: ArraySlice<UInt8>) -> UInt64 {
    name.span.nameHash(seed: seed ^ UInt64(UInt32(bitPattern: parent.number)) &* 0x9e37_79b9_7f4a_7c15)
  }

  private static let seed = UInt64.random(in: .min ... .max)
}
