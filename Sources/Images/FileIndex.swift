import ArchiveIO
import Findings

/// Finds the entries of all layers, hidden ones too, by their last name or its suffix, without looking at each.
///
/// Dozens of rules ask for names; one sorted table of hashes answers all of them.
package struct FileIndex: Sendable {
  private struct Key: Sendable {
    let hash: UInt64
    let id: EntryID
  }

  private var names: [Key] = []
  private var suffixes: [Key] = []
  /// Directories, those too that no entry names, and those that are no longer there.
  private var folders: [(hash: UInt64, node: NodeID)] = []

  /// `repeats` are layers whose entries a later one tells of.
  init(_ layers: [LayerScan], _ tree: FileTree, without repeats: Set<Int> = []) {
    let misplaced = Set(tree.misplaced)
    for (number, layer) in layers.enumerated() where !repeats.contains(number) {
      for index in layer.entries.indices {
        let id = EntryID(layer: number, index: index)
        guard tree.node(of: id) != nil || misplaced.contains(id) else { continue }
        let name = Self.name(layer.path(index))
        names.append(Key(hash: Self.hash(name), id: id))
        guard let dot = name.dropFirst().lastIndex(of: UInt8(ascii: ".")) else { continue }
        suffixes.append(Key(hash: Self.hash(name[dot...]), id: id))
      }
    }
    names.sort { ($0.hash, $0.id) < ($1.hash, $1.id) }
    suffixes.sort { ($0.hash, $0.id) < ($1.hash, $1.id) }
    // A node's list of children holds the present ones only; here the hidden ones count too.
    var isFolder = [Bool](repeating: false, count: tree.table.nodes.count)
    for node in tree.table.nodes { isFolder[Int(node.parent.number)] = true }
    for number in isFolder.indices.dropFirst() where isFolder[number] {
      let node = NodeID(number: Int32(number))
      folders.append((Self.hash(tree.name(node)), node))
    }
    folders.sort { ($0.hash, $0.node.number) < ($1.hash, $1.node.number) }
  }

  /// Entries whose last name may be `name`: the caller compares.
  func candidates(named name: String) -> [EntryID] { Self.find(Self.hash(Array(name.utf8)[...]), in: names) }

  /// Entries whose last name may end in `suffix`, which is the name's last `.` and what follows it.
  func candidates(withSuffix suffix: String) -> [EntryID] {
    Self.find(Self.hash(Array(suffix.utf8)[...]), in: suffixes)
  }

  /// Directories whose name may be `name`, with something in them, also if all of it is hidden now: the caller
  /// compares.
  func folders(named name: ArraySlice<UInt8>) -> [NodeID] {
    let hash = Self.hash(name)
    let start = folders.partitioningIndex { $0.hash >= hash }
    return folders[start...].prefix { $0.hash == hash }.map(\.node)
  }

  private static func find(_ hash: UInt64, in keys: [Key]) -> [EntryID] {
    let start = keys.partitioningIndex { $0.hash >= hash }
    return keys[start...].prefix { $0.hash == hash }.map(\.id)
  }

  /// The last component of a path.
  package static func name(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)...]
  }

  private static func hash(_ name: ArraySlice<UInt8>) -> UInt64 { name.span.nameHash(seed: 0) }
}

/// One entry of one layer as a rule sees it, with what became of it.
package struct FileOccurrence: Sendable, Hashable {
  package let id: EntryID
  package let path: ArchivePath
  package let entry: TarEntry
  package let state: FileState
  /// What hid it; nil while it is visible.
  package let hiding: Shadowing?
  /// Bytes of its content as the layer holds them, see `ImageFacts.storedSize`.
  package let storedSize: Int64

  package var layer: Int { id.layer }
}

extension ImageFacts {
  /// An entry as a rule sees it. A file that was deleted under one name and has another hard link is visible.
  package func occurrence(_ id: EntryID) -> FileOccurrence {
    let hiding = tree.hiding(of: id)
    let state: FileState =
      switch hiding?.cause {
      case nil: .visible
      case .deleted, .opaque: .deleted
      case .replaced: .overwritten
      }
    return FileOccurrence(
      id: id, path: path(id), entry: entry(id), state: linkedContents.contains(id) ? .visible : state,
      hiding: hiding, storedSize: storedSize(id))
  }

  /// All entries of all layers with this last name, in layer order, hidden ones too.
  package func occurrences(named name: String) -> [FileOccurrence] {
    guard !layers.isEmpty else { return [] }
    return index.candidates(named: name).filter { FileIndex.name(pathBytes($0)).elementsEqual(name.utf8) }
      .map(
        occurrence)
  }

  /// The directories whose path is `ending` or ends in it at a slash, with something in them, also if all of it
  /// is hidden now; an ending that begins with `/` is a whole path. In the order of their paths.
  package func folders(at ending: String) -> [NodeID] {
    let wanted = ArchivePath(ending).bytes
    let isWhole = ending.hasPrefix("/")
    return index.folders(named: FileIndex.name(wanted[...])).map { (node: $0, path: tree.path($0)) }
      .filter { _, path in
        guard path.bytes.count > wanted.count else { return path.bytes == wanted }
        let start = path.bytes.count - wanted.count
        return !isWhole && path.bytes[start - 1] == .slash && path.bytes[start...] == wanted[...]
      }
      .sorted { $0.path < $1.path }.map(\.node)
  }

  /// All entries of all layers whose name ends in `suffix`, such as `.pem`, in layer order, hidden ones too.
  package func occurrences(withSuffix suffix: String) -> [FileOccurrence] {
    index.candidates(withSuffix: suffix).filter { pathBytes($0).ends(with: suffix.utf8) }.map(occurrence)
  }

  /// All entries of all layers that satisfy `isWanted`, in layer order, hidden ones too. It looks at each entry:
  /// ask for names where a name tells.
  package func occurrences(where isWanted: (TarEntry) -> Bool) -> [FileOccurrence] {
    var found: [EntryID] = []
    let misplaced = Set(tree.misplaced)
    for (number, layer) in layers.enumerated() where !repeats.contains(number) {
      for (index, entry) in layer.scan.entries.enumerated() where isWanted(entry) {
        let id = EntryID(layer: number, index: index)
        // What found no place in the tree ships all the same.
        if tree.node(of: id) != nil || misplaced.contains(id) { found.append(id) }
      }
    }
    return found.map(occurrence)
  }

  /// What is at a path in the final tree; nil where nothing is. Links on the way are followed.
  package func file(at path: String, followLast: Bool = false) -> FileOccurrence? {
    tree.node(at: path, followLast: followLast).flatMap { tree.entry(at: $0) }.map(occurrence)
  }

  /// A hash of a file's content, equal for equal contents within one run; 0 for an empty file. It may have to read
  /// the content: ask where sizes are equal already.
  package func contentHash(_ id: EntryID) -> UInt64 { layers[id.layer].scan.contentHash(id.index) }

  /// The extended attributes of an entry.
  package func attributes(_ id: EntryID) -> [TarAttribute] {
    layers[id.layer].scan.attributes[id.index] ?? []
  }

  /// The bytes of an entry's path as its layer has it.
  package func pathBytes(_ id: EntryID) -> ArraySlice<UInt8> { layers[id.layer].scan.path(id.index) }
}

extension Array {
  /// The first index from which on `belongs` holds, in an array where it holds for a tail.
  fileprivate func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with suffix: String.UTF8View) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}
