import ArchiveIO
import Findings

/// The bytes of files that ship with an image and that no container sees.
///
/// A byte is wasted if it belongs to a regular file of a layer that is not in the final file tree. Each is counted
/// once, whatever is above it: three layers that write a file of 1 MB waste 2 MB. A blob that is several layers of the
/// image ships once, so only the last of them is counted. The holes of a sparse file do not ship, and so do not count.
package struct WasteReport: Sendable, Hashable {
  /// Bytes of all regular files of all layers.
  package private(set) var total: Int64 = 0
  /// Bytes of those that are not visible.
  package private(set) var wasted: Int64 = 0
  /// What was wasted, by cause and by the layers concerned; the most bytes first.
  package private(set) var groups: [Group] = []
  /// By layer: bytes of its files, and how many of them other layers or later entries hide.
  package private(set) var layers: [LayerShare] = []

  /// The part of all bytes that is visible, from 0 to 1; 1 for an image without files.
  package var score: Double { total == 0 ? 1 : 1 - Double(wasted) / Double(total) }

  /// Why bytes are not visible.
  package enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
    /// A whiteout hides the file or a directory above it.
    case deleted
    /// A file with the same content took its place, as `chmod`, `chown` and a second `COPY` in a later instruction
    /// leave it.
    case rewritten
    /// A file with another content, or something that is no file, took its place.
    case overwritten
    /// An opaque marker hides all that was in a directory.
    case opaque
  }

  /// The files that one layer brought and another hid, for one cause.
  package struct Group: Sendable, Hashable {
    package let cause: Cause
    /// The layer whose files are hidden.
    package let broughtBy: Int
    /// The layer that hides them; the same one where it writes a path twice.
    package let hiddenBy: Int
    package internal(set) var files = 0
    package internal(set) var bytes: Int64 = 0
    /// The largest of the files, and its size in bytes.
    package internal(set) var largest: EntryID
    package internal(set) var largestBytes: Int64 = 0
  }

  /// Bytes that the layers of one origin hide.
  package func wasted(by origin: Origin, in history: LayerHistory) -> Int64 {
    groups.lazy.filter { history.origin(ofLayer: $0.hiddenBy) == origin }.reduce(0) { $0 + $1.bytes }
  }

  package struct LayerShare: Sendable, Hashable {
    package internal(set) var total: Int64 = 0
    package internal(set) var wasted: Int64 = 0
  }

  private struct Key: Hashable {
    let cause: Cause
    let broughtBy: Int
    let hiddenBy: Int
  }

  /// A file that no container sees.
  private struct Hidden: Sendable {
    let id: EntryID
    let hiding: Shadowing
    let bytes: Int64
  }

  init(
    _ imageLayers: [ImageFacts.Layer], without repeats: Set<Int>, _ tree: FileTree,
    linkedContents: Set<EntryID>, rewritten: Set<EntryID>
  ) {
    layers = [LayerShare](repeating: LayerShare(), count: imageLayers.count)
    var hidden: [Hidden] = []
    for (number, layer) in imageLayers.enumerated() where !repeats.contains(number) {
      for (index, entry) in layer.scan.entries.enumerated() where entry.kind == .file {
        let id = EntryID(layer: number, index: index)
        guard tree.node(of: id) != nil else { continue }
        let bytes = layer.scan.storedSize(index)
        layers[number].total += bytes
        guard bytes > 0, let hiding = tree.hiding(of: id), !linkedContents.contains(id) else {
          continue
        }
        layers[number].wasted += bytes
        hidden.append(Hidden(id: id, hiding: hiding, bytes: bytes))
      }
    }
    var found: [Key: Group] = [:]
    for file in hidden {
      let cause = Self.cause(file.hiding, isRewritten: rewritten.contains(file.id))
      let key = Key(cause: cause, broughtBy: file.id.layer, hiddenBy: file.hiding.by.layer)
      var group =
        found[key] ?? Group(cause: cause, broughtBy: key.broughtBy, hiddenBy: key.hiddenBy, largest: file.id)
      group.files += 1
      group.bytes += file.bytes
      if file.bytes > group.largestBytes { (group.largest, group.largestBytes) = (file.id, file.bytes) }
      found[key] = group
    }
    total = layers.reduce(0) { $0 + $1.total }
    wasted = layers.reduce(0) { $0 + $1.wasted }
    groups = found.values.sorted {
      ($1.bytes, $0.hiddenBy, $0.broughtBy, $0.cause.rawValue) < (
        $0.bytes, $1.hiddenBy, $1.broughtBy, $1.cause.rawValue
      )
    }
  }

  private static func cause(_ hiding: Shadowing, isRewritten: Bool) -> Cause {
    switch hiding.cause {
    case .deleted: .deleted
    case .opaque: .opaque
    case .replaced: isRewritten ? .rewritten : .overwritten
    }
  }
}
