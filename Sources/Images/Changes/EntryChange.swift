import ArchiveIO
import Findings

/// What one entry of a layer does to what the layers below it made.
package struct EntryChange: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Nothing was there.
    case added
    /// Another content, kind, mode or owner than before; `old` is what was there.
    case changed(old: EntryID)
    /// The same content again, which ships twice; `old` is what was there.
    case rewritten(old: EntryID)
    /// A file or a directory is gone, with so many files and bytes of lower layers.
    case removed(files: Int, bytes: Int64)
    /// All that lower layers had in the directory is gone.
    case emptied(files: Int, bytes: Int64)
    /// A directory that was there already, as it was.
    case kept
  }

  package let id: EntryID
  /// What is added, changed or removed: of a whiteout what it names.
  package let path: ArchivePath
  package let kind: Kind
}

/// What each layer does to those below it, entry by entry.
package struct EntryChanges: Sendable {
  private let image: ImageFacts
  /// The entries of lower layers that an entry hides.
  private let hidden: [EntryID: [EntryID]]

  package init(_ image: ImageFacts) {
    self.image = image
    var hidden: [EntryID: [EntryID]] = [:]
    for (number, layer) in image.layers.enumerated() {
      for index in layer.scan.entries.indices {
        let id = EntryID(layer: number, index: index)
        guard let hiding = image.tree.hiding(of: id), hiding.by.layer > number else { continue }
        hidden[hiding.by, default: []].append(id)
      }
    }
    self.hidden = hidden
  }

  /// In the order of the layer's archive; entries that have no place in the file tree are left out.
  package func of(layer: Int) -> [EntryChange] {
    image.layers[layer].scan.entries.indices.compactMap { change(EntryID(layer: layer, index: $0)) }
  }

  private func change(_ id: EntryID) -> EntryChange? {
    let path = image.pathBytes(id)
    let name = FileIndex.name(path)
    switch Whiteout(name: name) {
    case .metadata, .invalid: return nil
    case .file(let hiddenName):
      return EntryChange(
        id: id, path: ArchivePath(bytes: Array(path[..<name.startIndex] + hiddenName)),
        kind: .removed(files: files(id), bytes: bytes(id)))
    case .opaque:
      let folder = path[..<name.startIndex].dropLast()
      return EntryChange(
        id: id, path: ArchivePath(bytes: Array(folder)), kind: .emptied(files: files(id), bytes: bytes(id)))
    case nil: break
    }
    guard image.tree.node(of: id) != nil, !path.isEmpty else { return nil }
    return EntryChange(id: id, path: image.path(id), kind: kind(id))
  }

  /// What an entry that is no whiteout does: the last of what it hides at its own path is what was there.
  private func kind(_ id: EntryID) -> EntryChange.Kind {
    let node = image.tree.node(of: id)
    guard let old = hidden[id]?.filter({ image.tree.node(of: $0) == node }).max() else { return .added }
    let (new, before) = (image.entry(id), image.entry(old))
    let isAlike =
      new.kind == before.kind && new.mode == before.mode && new.uid == before.uid && new.gid == before.gid
    switch new.kind {
    case .directory: return isAlike ? .kept : .changed(old: old)
    case .file:
      let isSame =
        before.kind == .file && new.size == before.size && image.contentHash(id) == image.contentHash(old)
      return isSame ? .rewritten(old: old) : .changed(old: old)
    case .symbolicLink, .hardLink, .characterDevice, .blockDevice, .fifo, .other: return .changed(old: old)
    }
  }

  private func files(_ id: EntryID) -> Int { (hidden[id] ?? []).count { image.entry($0).kind == .file } }

  private func bytes(_ id: EntryID) -> Int64 {
    (hidden[id] ?? []).reduce(0) { $0 + (image.entry($1).kind == .file ? image.storedSize($1) : 0) }
  }
}
