import ArchiveIO
import Findings
import Images
import Policies

/// Finds files of an image by paths and globs.
struct FileSearch {
  let image: ImageFacts

  /// What is at the paths that a glob means in the final tree. Links in the directories on the way are followed.
  func visible(_ glob: Glob) -> [NodeID] {
    let tree = image.tree
    if glob.isLiteral {
      let node = tree.node(at: glob.text)
      return node.map { [$0] } ?? []
    }
    guard let folder = tree.node(at: glob.literalFolder, followLast: true) else { return [] }
    let glob = resolved(glob)
    var found: [NodeID] = []
    var open = [folder]
    while let node = open.popLast() {
      for child in tree.children(node) {
        if glob.matches(path: tree.path(child).bytes) { found.append(child) }
        if tree.isDirectory(child) { open.append(child) }
      }
    }
    return found.sorted { tree.path($0) < tree.path($1) }
  }

  /// A glob as the layers would write it: where its first directories are links, `bin/x` is `usr/bin/x`.
  func resolved(_ glob: Glob) -> Glob {
    let folder = glob.literalFolder
    guard let node = image.tree.node(at: folder, followLast: true) else { return glob }
    let path = image.tree.path(node).bytes
    guard path != ArchivePath(folder).bytes, let text = String(validating: path, as: UTF8.self),
      !text.contains(where: { "*?{}".contains($0) })
    else { return glob }
    let rest = glob.text.dropFirst(folder.count)
    return glob.isLiteral ? Glob.literal("/" + text + rest) : Glob("/" + text + rest)
  }

  /// All entries of all layers that globs mean or that are in a directory that they mean, with the index of the
  /// glob; hidden entries too.
  func everywhere(_ globs: [Glob]) -> [(glob: Int, occurrence: FileOccurrence)] {
    guard !globs.isEmpty else { return [] }
    let globs = globs.map(resolved)
    let literals = globs.map(\.isLiteral)
    var known: [NodeID: [Int]] = [:]
    func fitting(_ node: NodeID) -> [Int] {
      if node == .root { return [] }
      if let fitting = known[node] { return fitting }
      let inherited = fitting(image.tree.parent(node))
      let path = image.tree.path(node).bytes
      let own = globs.indices.filter {
        !inherited.contains($0) && (!literals[$0] || globs[$0].text.utf8.last == path.last)
          && globs[$0].matches(path: path)
      }
      known[node] = inherited + own
      return inherited + own
    }
    var found: [(glob: Int, occurrence: FileOccurrence)] = []
    for (number, layer) in image.layers.enumerated() where !image.repeats.contains(number) {
      for index in layer.scan.entries.indices {
        let id = EntryID(layer: number, index: index)
        guard let node = image.tree.node(of: id) else { continue }
        for glob in fitting(node) { found.append((glob, image.occurrence(id))) }
      }
    }
    return found
  }
}
