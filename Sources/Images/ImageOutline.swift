import ArchiveIO

/// What the members of an image's layers make together: all of an image that needs no digest and no secret, so that it is made
/// while others still look for these.
struct ImageOutline: Sendable {
  let tree: FileTree
  /// Whether a limit was reached and entries have no place in the tree.
  let isCut: Bool
  /// What the visible files tell together; directories that are links to others have both names.
  let facts: Facts
  let installed: [InstalledPackage]
  /// Hidden entries whose bytes a visible hard link still shows.
  let linkedContents: Set<EntryID>
  /// Hidden files that a file with the same content took the place of.
  let rewritten: Set<EntryID>
  /// The entries of all layers, also of those that come again above.
  let index: FileIndex

  /// Of an image's layers, the lowest first; one that was not read has no members.
  init(_ layers: [LayerScan], limits: ReadLimits) {
    var builder = TreeBuilder(limits: limits)
    for layer in layers { builder.apply(layer) }
    tree = builder.tree
    isCut = builder.isCut
    let isLarge = layers.reduce(0) { $0 + $1.entries.count } >= Self.manyEntries
    let files = WorkBeside(isWorthwhile: isLarge) { [tree] in
      (
        linkedContents: Self.linkedContents(tree), rewritten: Self.rewritten(layers, tree),
        index: FileIndex(layers, tree)
      )
    }
    facts = Self.facts(layers, builder.tree)
    installed = PackageHistory(layers, builder.tree).installed(facts)
    (linkedContents, rewritten, index) = files.finish()
  }

  /// Entries from which on two threads share what follows the tree.
  private static let manyEntries = 5_000

  /// Contents are compared, which costs more than all else here.
  private static func rewritten(_ layers: [LayerScan], _ tree: FileTree) -> Set<EntryID> {
    var pairs: [(old: EntryID, new: EntryID)] = []
    for (number, layer) in layers.enumerated() {
      for (index, entry) in layer.entries.enumerated() where entry.kind == .file && entry.size > 0 {
        let id = EntryID(layer: number, index: index)
        guard tree.node(of: id) != nil, let hiding = tree.hiding(of: id), hiding.cause == .replaced else {
          continue
        }
        let above = layers[hiding.by.layer].entries[hiding.by.index]
        if above.kind == .file, above.size == entry.size { pairs.append((id, hiding.by)) }
      }
    }
    let isSame = pairs.sideBySide { old, new in
      layers[new.layer].hasContent(new.index, asIn: layers[old.layer], old.index)
    }
    return Set(zip(pairs, isSame).compactMap { $1 ? $0.old : nil })
  }

  private static func linkedContents(_ tree: FileTree) -> Set<EntryID> {
    var linked: Set<EntryID> = []
    tree.forEachPresentNode { node in
      guard let content = tree.content(at: node), content != tree.entry(at: node) else { return }
      if tree.hiding(of: content) != nil { linked.insert(content) }
    }
    return linked
  }

  private static func facts(_ layers: [LayerScan], _ tree: FileTree) -> Facts {
    var files: [FileFact] = []
    for (index, layer) in layers.enumerated() {
      for (entry, fact) in layer.facts where tree.hiding(of: EntryID(layer: index, index: entry)) == nil {
        files.append(fact)
      }
    }
    let aliases = tree.children(.root).compactMap { node in
      tree.linkTarget(node).map { $0.drop { $0 == UInt8(ascii: "/") } }.map { target in
        DirectoryAlias(
          name: String(decoding: tree.name(node), as: UTF8.self),
          target: String(decoding: target, as: UTF8.self))
      }
    }
    return Facts(merging: files, aliases: aliases)
  }
}
