import ArchiveIO
import Findings
import Images
import Reports

/// Puts an image together as a person walks through it, with the findings at their files.
struct ImageBrowser {
  private let image: ImageFacts
  private let changes: EntryChanges
  /// Findings by the path that they are shown with, and the layer.
  private var atFiles: [Place: [BrowsedFinding]] = [:]
  private var elsewhere: [BrowsedFinding] = []

  private struct Place: Hashable {
    let path: String
    let layer: Int
  }

  private static let largestFiles = 30

  /// - Parameters:
  ///   - findings: of the whole run.
  ///   - variant: what tells the image from others of its name in the run.
  init(_ image: ImageFacts, findings: [Finding], variant: String?) {
    self.image = image
    changes = EntryChanges(image)
    for finding in findings {
      let places = ([finding.location] + finding.related.map(\.location)).filter {
        $0.image == image.name && $0.variant == variant
      }
      guard !places.isEmpty else { continue }
      let files = Set(
        places.compactMap { place in
          place.path.flatMap { path in place.layer.map { Place(path: path, layer: $0) } }
        })
      if files.isEmpty { elsewhere.append(BrowsedFinding(finding)) }
      for file in files { atFiles[file, default: []].append(BrowsedFinding(finding)) }
    }
  }

  var browsed: BrowsedImage {
    var browsed = BrowsedImage(title: image.title, platform: image.platform.description)
    (browsed.bytes, browsed.wasted) = (image.waste.total, image.waste.wasted)
    browsed.layers = image.layers.indices.map(layer)
    browsed.tree = finalTree()
    browsed.largest = largest()
    browsed.waste = image.waste.groups.map {
      BrowsedWaste(bytes: $0.bytes, text: LayerListing.cause($0, in: image))
    }
    browsed.elsewhere = elsewhere
    return browsed
  }

  // MARK: Layers

  private func layer(_ index: Int) -> BrowsedLayer {
    let layer = image.layers[index]
    var browsed = BrowsedLayer(
      index: index, size: layer.scan.unpackedSize, wasted: image.waste.layers[index].wasted,
      isBase: image.history.origin(ofLayer: index) == .base,
      instruction: image.history.writer(ofLayer: index).map { image.history.steps[$0].text },
      problem: layer.status == .ok ? nil : layer.status.rawValue)
    var maker = TreeMaker()
    for change in changes.of(layer: index) {
      switch change.kind {
      case .added: browsed.added += 1
      case .changed, .rewritten: browsed.changed += 1
      case .removed, .emptied: browsed.removed += 1
      case .kept: continue
      }
      maker.at(change.path) { fill(&$0, change) }
    }
    browsed.tree = maker.tree()
    return browsed
  }

  private func fill(_ node: inout BrowsedNode, _ change: EntryChange) {
    switch change.kind {
    case .removed(let files, let bytes), .emptied(let files, let bytes):
      node.change = .removed
      if node.kind == .directory, files > 1 || bytes == 0 {
        node.kind = .directory
      } else {
        node.kind = .file
      }
      let what = files == 1 ? "1 file" : "\(files) files"
      var isEmptied = false
      if case .emptied = change.kind { isEmptied = true }
      node.notes.append(
        (isEmptied ? "all of lower layers is hidden: " : "")
          + "\(what), \(ByteCount.show(bytes)) of lower layers")
      return
    case .added: node.change = .added
    case .rewritten(let old):
      node.change = .rewritten
      node.notes += differences(image.entry(old), image.entry(change.id))
    case .changed(let old):
      node.change = .changed
      let before = image.entry(old)
      if before.kind == .file, image.storedSize(old) != image.storedSize(change.id) {
        node.notes.append("was \(ByteCount.show(image.storedSize(old)))")
      }
      node.notes += differences(before, image.entry(change.id))
    case .kept: return
    }
    describe(&node, change.id)
    if let hiding = image.tree.hiding(of: change.id), image.entry(change.id).kind != .directory {
      node.notes.append(
        "\(hiding.cause == .replaced ? "overwritten" : "deleted") by layer \(hiding.by.layer)")
    }
  }

  private func differences(_ old: TarEntry, _ new: TarEntry) -> [String] {
    var notes: [String] = []
    if old.mode != new.mode { notes.append("mode was \(String(old.mode, radix: 8))") }
    if old.uid != new.uid || old.gid != new.gid { notes.append("owner was \(old.uid):\(old.gid)") }
    return notes
  }

  // MARK: The final tree

  private func finalTree() -> BrowsedNode {
    var maker = TreeMaker()
    image.tree.forEachPresentNode { node in
      maker.at(image.tree.path(node)) { browsed in
        guard let id = image.tree.entry(at: node) else { return }
        describe(&browsed, id)
      }
    }
    return maker.tree()
  }

  private func describe(_ node: inout BrowsedNode, _ id: EntryID) {
    let entry = image.entry(id)
    node.layer = id.layer
    node.access = "\(Self.mode(entry)) \(entry.uid):\(entry.gid)"
    switch entry.kind {
    case .file: (node.kind, node.size, node.files) = (.file, image.storedSize(id), 1)
    case .directory: node.kind = .directory
    case .symbolicLink, .hardLink:
      node.kind = .link
      node.target = SafeText.show(image.layers[id.layer].scan.link(id.index))
    case .characterDevice, .blockDevice, .fifo, .other: node.kind = .other
    }
    node.findings = atFiles[Place(path: image.path(id).shown, layer: id.layer)] ?? []
  }

  /// As `ls -l` writes it.
  private static func mode(_ entry: TarEntry) -> String {
    let kind: Character =
      switch entry.kind {
      case .file: "-"
      case .directory: "d"
      case .symbolicLink: "l"
      case .hardLink: "h"
      case .characterDevice: "c"
      case .blockDevice: "b"
      case .fifo: "p"
      case .other: "?"
      }
    let letters = Array("rwxrwxrwx")
    var bits = letters.enumerated().map { entry.mode & (0o400 >> $0.offset) != 0 ? $0.element : "-" }
    func mark(_ bit: UInt16, at position: Int, _ letter: String) {
      guard entry.mode & bit != 0 else { return }
      bits[position] = Character(bits[position] == "x" ? letter : letter.uppercased())
    }
    mark(0o4000, at: 2, "s")
    mark(0o2000, at: 5, "s")
    mark(0o1000, at: 8, "t")
    return String([kind] + bits)
  }

  private func largest() -> [BrowsedFile] {
    var files: [EntryID] = []
    image.tree.forEachPresentNode { node in
      guard let id = image.tree.entry(at: node), image.entry(id).kind == .file, image.storedSize(id) > 0
      else { return }
      files.append(id)
    }
    return files.sorted { (image.storedSize($1), $0) < (image.storedSize($0), $1) }.prefix(Self.largestFiles)
      .map {
        BrowsedFile(path: image.path($0).shown, size: image.storedSize($0), layer: $0.layer)
      }
  }
}
