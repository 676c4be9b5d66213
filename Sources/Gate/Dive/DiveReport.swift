import ArchiveIO
import Findings
import Images

/// The numbers that dive 0.12 prints for an image, for people who come from it; `WasteReport` has our own.
///
/// Dive adds up the sizes of each path over all layers and takes the smallest of them for needed. So a file that
/// two layers write counts whole in its wasted bytes, and a directory that is deleted counts as no waste at all.
/// It knows no opaque markers, takes a hard link for an empty file, and leaves the rest of a layer out of its sums
/// when a whiteout deletes what is not there.
package struct DiveReport: Sendable, Hashable {
  /// `efficiency`: from 0 to 1.
  package let efficiency: Double
  /// `wastedBytes`.
  package let wastedBytes: Int64
  /// `sizeBytes`: the sum of all entries' sizes.
  package let sizeBytes: Int64
  /// The same without the lowest layer.
  package let userSizeBytes: Int64
  /// Paths that were written or deleted more than once, the most bytes first.
  package let inefficientFiles: [File]

  /// `userWastedPercent`, from 0 up; nil where dive prints NaN, as for an image of one layer.
  package var userWastedPercent: Double? {
    userSizeBytes == 0 ? (wastedBytes == 0 ? nil : .infinity) : Double(wastedBytes) / Double(userSizeBytes)
  }

  package struct File: Sendable, Hashable {
    package let path: ArchivePath
    /// How many layers have it.
    package let count: Int
    package let bytes: Int64
  }

  package init(_ image: ImageFacts) {
    var stack = DiveStack()
    var sizes: [Int64] = []
    for layer in image.layers {
      sizes.append(layer.scan.entries.reduce(0) { $0 + $1.diveSize })
      stack.apply(DiveLayer(layer.scan))
    }
    sizeBytes = sizes.reduce(0, +)
    userSizeBytes = sizes.dropFirst().reduce(0, +)
    efficiency = stack.cumulative == 0 ? 1 : Double(stack.minimum) / Double(stack.cumulative)
    inefficientFiles = stack.inefficientFiles
    wastedBytes = inefficientFiles.reduce(0) { $0 + $1.bytes }
  }
}

private let slash = UInt8(ascii: "/")

extension TarEntry {
  /// The size as dive sees it: the header's, which only files have.
  fileprivate var diveSize: Int64 { kind == .file ? size : 0 }
}

/// One layer as dive holds it: the last entry of each path.
private struct DiveLayer {
  struct Leaf {
    let path: ArraySlice<UInt8>
    let size: Int64
    let isDirectory: Bool
  }

  /// In the order in which dive visits a layer's tree: by the names of each level.
  private(set) var entries: [Leaf] = []
  /// Whether an entry of the same index has none below it in this layer.
  private(set) var isLeaf: [Bool] = []

  init(_ scan: LayerScan) {
    var last: [ArraySlice<UInt8>: Int] = [:]
    for index in scan.entries.indices {
      let path = scan.path(index)
      guard !path.isEmpty, !FileIndex.name(path).starts(with: Self.metadataPrefix) else { continue }
      last[path] = index
    }
    entries = last.map { path, index in
      let entry = scan.entries[index]
      return Leaf(path: path, size: entry.diveSize, isDirectory: entry.kind == .directory)
    }
    // A directory sorts right before what is in it, as the slash goes before every other byte.
    entries.sort { Self.precedes($0.path, $1.path) }
    isLeaf = entries.indices.map { index in
      guard index + 1 < entries.count else { return true }
      let (path, next) = (entries[index].path, entries[index + 1].path)
      return
        !(next.count > path.count && next.starts(with: path) && next[next.startIndex + path.count] == slash)
    }
  }

  private static let metadataPrefix = Array(".wh..wh.".utf8)

  private static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.lexicographicallyPrecedes(right) { first, second in
      (first == slash ? 0 : Int(first) + 1) < (second == slash ? 0 : Int(second) + 1)
    }
  }
}

/// The layers so far as dive stacks them, and its account of every path.
private struct DiveStack {
  private struct Account {
    var cumulative: Int64 = 0
    var minimum: Int64?
    var count = 0
  }

  private struct Node {
    var isPresent = false
    var isDirectory = false
    var size: Int64 = 0
  }

  private var table = NodeTable()
  private var nodes: [Int32: Node] = [:]
  private var accounts: [ArraySlice<UInt8>: Account] = [:]

  var cumulative: Int64 { accounts.values.reduce(0) { $0 + $1.cumulative } }
  var minimum: Int64 { accounts.values.reduce(0) { $0 + ($1.minimum ?? 0) } }

  var inefficientFiles: [DiveReport.File] {
    accounts.filter { $0.value.count > 1 }
      .map {
        DiveReport.File(
          path: ArchivePath(bytes: Array($0.key)), count: $0.value.count, bytes: $0.value.cumulative)
      }
      .sorted { ($1.bytes, $0.path) < ($0.bytes, $1.path) }
  }

  mutating func apply(_ layer: DiveLayer) {
    // In the lowest layer, whiteouts are looked up in the layer itself.
    if nodes.isEmpty { stack(layer) }
    count(layer)
    stack(layer)
  }

  private mutating func count(_ layer: DiveLayer) {
    for (index, leaf) in layer.entries.enumerated() where layer.isLeaf[index] {
      guard let hidden = Self.hidden(leaf.path) else {
        add(leaf.path, leaf.size)
        continue
      }
      guard let node = find(hidden), let known = nodes[node.number], known.isPresent else { return }
      add(hidden, known.isDirectory ? sum(node) : 0)
    }
  }

  private mutating func add(_ path: ArraySlice<UInt8>, _ size: Int64) {
    var account = accounts[path] ?? Account()
    account.cumulative += size
    account.minimum = min(account.minimum ?? size, size)
    account.count += 1
    accounts[path] = account
  }

  private mutating func stack(_ layer: DiveLayer) {
    for leaf in layer.entries {
      if let hidden = Self.hidden(leaf.path) {
        if let node = find(hidden) { remove(node) }
      } else {
        place(leaf)
      }
    }
  }

  private mutating func place(_ leaf: DiveLayer.Leaf) {
    var node = NodeID.root
    var rest = leaf.path
    while let component = FileTree.takeComponent(&rest) {
      node = table.makeChild(node, component)
      // Directories that no entry names are nodes like others.
      if nodes[node.number]?.isPresent != true { nodes[node.number] = Node(isPresent: true) }
    }
    nodes[node.number] = Node(isPresent: true, isDirectory: leaf.isDirectory, size: leaf.size)
  }

  private mutating func remove(_ top: NodeID) {
    var pending = [top]
    while let node = pending.popLast() {
      nodes[node.number] = Node()
      table.forEachChild(node) { pending.append($0) }
    }
  }

  private func find(_ path: ArraySlice<UInt8>) -> NodeID? {
    var node = NodeID.root
    var rest = path
    while let component = FileTree.takeComponent(&rest) {
      guard let child = table.child(node, component) else { return nil }
      node = child
    }
    return node
  }

  private func sum(_ top: NodeID) -> Int64 {
    var sum: Int64 = 0
    var pending = [top]
    while let node = pending.popLast() {
      if let known = nodes[node.number], known.isPresent { sum += known.size }
      table.forEachChild(node) { pending.append($0) }
    }
    return sum
  }

  /// The path that a whiteout names; nil for all else.
  private static func hidden(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let name = FileIndex.name(path)
    let prefix = Array(".wh.".utf8)
    guard name.starts(with: prefix) else { return nil }
    return (path[..<name.startIndex] + name.dropFirst(prefix.count))[...]
  }
}
