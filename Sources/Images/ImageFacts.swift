import ArchiveIO
import Findings

/// All that is known of one image once its layers were read: what rules judge.
package struct ImageFacts: Sendable {
  /// The stable name: without tag and digest; the file's name where the archive gives none.
  package internal(set) var name: String
  package var tags: [String] { references.map(\.description) }
  /// The tags taken apart, each once; one that stands alone has no repository.
  package internal(set) var references: [ImageReference]
  /// The digest of the manifest, or of the config where the format has no manifest.
  package let digest: Digest?
  /// Whether `digest` is that of the manifest.
  package let hasManifestDigest: Bool
  /// The digest of the config, which engines call the image's ID; nil where it is not known.
  package let configDigest: Digest?
  package let platform: Platform
  /// Empty where it is absent or damaged; `hasConfig` tells.
  package internal(set) var config: ImageConfig
  package let hasConfig: Bool
  package let annotations: [String: String]
  /// The lowest first.
  package let layers: [Layer]
  package let history: LayerHistory
  package let tree: FileTree
  /// What the files of the final tree tell: packages, accounts, programs.
  package let facts: Facts
  /// The packages of the final tree, each with the layer that brought it.
  package let installed: [InstalledPackage]
  /// The bytes that ship and that no container sees.
  package let waste: WasteReport
  package let mismatches: [DigestMismatch]
  package let incomplete: [Incomplete]
  /// The parts that were not read whole, each with the reason as a clause.
  package let unread: [ImagePart: String]
  /// The secrets of all layers, the config and the history; empty where none were looked for.
  package let secrets: ImageSecrets
  let index: FileIndex
  /// Layers that come again above: their bytes ship once, and the last of them tells of their files.
  package let repeats: Set<Int>
  /// Hidden entries whose bytes a visible hard link still shows.
  let linkedContents: Set<EntryID>

  /// Bytes that are shown of a path that is too long to be one.
  private static let shownPathBytes = 80

  /// A layer and what reading it gave.
  package struct Layer: Sendable {
    package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
      case ok, absent, foreign, encrypted, damaged
    }

    package let record: LayerRecord
    package let status: Status
    /// Empty where the layer could not be read.
    package let scan: LayerScan
  }

  /// Puts an image together from its description and the layers that were read.
  package init(
    _ record: ImageRecord, fallbackName: String, scans: [BlobName: LayerScan], knownBaseLayers: Int? = nil,
    limits: ReadLimits = ReadLimits(), configSecrets: ConfigSecrets = ConfigSecrets()
  ) {
    self.init(
      record, fallbackName: fallbackName, scans: scans, outline: nil, knownBaseLayers: knownBaseLayers,
      limits: limits, configSecrets: configSecrets)
  }

  /// The same; `outline` is that of these layers, where it was made already.
  init(
    _ record: ImageRecord, fallbackName: String, scans: [BlobName: LayerScan], outline: ImageOutline?,
    knownBaseLayers: Int?, limits: ReadLimits, configSecrets: ConfigSecrets
  ) {
    name = record.name ?? fallbackName
    references = record.references
    digest = record.digest
    hasManifestDigest = record.hasManifestDigest
    configDigest = record.configDigest
    platform = record.platform
    config = record.config ?? ImageConfig()
    hasConfig = record.config != nil
    annotations = record.annotations
    var layers: [Layer] = []
    var mismatches = record.mismatches
    var incomplete = record.incomplete
    for (index, layer) in record.layers.enumerated() {
      let scan = layer.blob.flatMap { scans[$0] }
      let result = Self.status(layer, scan, index)
      if let problem = result.problem { incomplete.append(problem) }
      mismatches += Self.mismatches(layer, scan, index)
      layers.append(Layer(record: layer, status: result.status, scan: scan ?? LayerScan()))
    }
    let outline = outline ?? ImageOutline(layers.map(\.scan), limits: limits)
    (tree, facts, installed) = (outline.tree, outline.facts, outline.installed)
    linkedContents = outline.linkedContents
    var unread: [ImagePart: String] = [:]
    if !hasConfig { unread[.config] = "the image has no readable config" }
    if let absent = layers.firstIndex(where: { $0.status != .ok }) {
      unread[.tree] = "layer \(absent) was not read completely"
    }
    let stated = record.config?.diffIDs.count ?? 0
    if stated > 0, stated != layers.count {
      unread[.tree] = "the config lists \(stated) layers, but the manifest lists \(layers.count)"
      incomplete.append(
        Incomplete(
          what: "layers", why: "the config lists \(stated), but the manifest lists \(layers.count)"))
    }
    if outline.isCut {
      unread[.tree] = "the file tree is larger than the limits"
      incomplete.append(
        Incomplete(
          what: "file tree",
          why:
            "exceeds the limits of \(limits.paths) different paths (--limit tree-paths) or \(limits.linkBytes) bytes of links (--limit link-bytes)"
        ))
    }
    let lost = outline.tree.misplaced.filter { outline.tree.node(of: $0) == nil }
    if let first = lost.first {
      // It is judged by what its entry says, but what else it would hide or reach is not known.
      unread[.tree] = "an entry of layer \(first.layer) has no place in the file tree"
      let path = Array(layers[first.layer].scan.path(first.index).prefix(Self.shownPathBytes))
      let reasons =
        "its path is longer than \(limits.pathBytes) bytes, its links form a loop"
        + (outline.isCut ? ", its links came after the limit" : "")
        + ", or it lies in a directory with the name of a whiteout"
      incomplete.append(
        Incomplete(
          what: "\(ArchivePath(bytes: path).shown) of layer \(first.layer)",
          why: lost.count > 1 ? "\(reasons); the same holds for \(lost.count - 1) more" : reasons))
    }
    for gap in facts.gaps {
      guard case .answer(let part, _) = gap.loss else { continue }
      let path = ArchivePath(bytes: gap.path).shown
      incomplete.append(Incomplete(what: path, why: gap.why))
      unread[part] = unread[part] ?? "\(path) is damaged"
    }
    repeats = Self.repeats(layers)
    index = repeats.isEmpty ? outline.index : FileIndex(layers.map(\.scan), tree, without: repeats)
    waste = WasteReport(
      layers, without: repeats, tree, linkedContents: linkedContents, rewritten: outline.rewritten)
    secrets = ImageSecrets(
      configSecrets, layers, without: repeats, tree: tree, owners: facts.owners, linked: linkedContents,
      command: (record.config?.execution.entrypoint ?? []) + (record.config?.execution.command ?? []))
    incomplete += secrets.failures
    self.layers = layers
    self.mismatches = mismatches
    self.incomplete = incomplete
    self.unread = unread
    history = LayerHistory(
      config.history, layerCount: layers.count, knownBaseLayers: knownBaseLayers,
      base: BaseNames(annotations: record.annotations))
  }

  private static func repeats(_ layers: [Layer]) -> Set<Int> {
    var seen: Set<String> = []
    var repeats: Set<Int> = []
    for (index, layer) in layers.enumerated().reversed() where layer.scan.error == nil {
      guard let diffID = layer.scan.diffID?.description, !seen.insert(diffID).inserted else { continue }
      repeats.insert(index)
    }
    return repeats
  }

  /// Whether all that the image names was there and could be read.
  package var isComplete: Bool { incomplete.isEmpty && layers.allSatisfy { $0.status == .ok } }

  /// Whether every file of every layer is known: only then is one that is not seen not there.
  package var isWhole: Bool { unread[.tree] == nil }

  /// Why a claim that rests on these parts cannot be made; nil where it can.
  package func gap(in parts: Set<ImagePart>) -> String? {
    guard !unread.isEmpty else { return nil }
    return ImagePart.allCases.lazy.filter(parts.contains).compactMap { unread[$0] }.first
  }

  /// An entry of a layer.
  package func entry(_ id: EntryID) -> TarEntry { layers[id.layer].scan.entries[id.index] }

  /// Bytes of an entry's content as its layer holds them: of a sparse file without its holes, to within the blocks of
  /// headers.
  package func storedSize(_ id: EntryID) -> Int64 { layers[id.layer].scan.storedSize(id.index) }

  /// The path of an entry as its layer has it.
  package func path(_ id: EntryID) -> ArchivePath {
    ArchivePath(bytes: Array(layers[id.layer].scan.path(id.index)))
  }

  private static func status(
    _ layer: LayerRecord, _ scan: LayerScan?, _ index: Int
  ) -> (status: Layer.Status, problem: Incomplete?) {
    let what = "layer \(index) (\(layer.name))"
    guard let scan else {
      if layer.blob != nil, MediaType.isEncryptedLayer(layer.mediaType) {
        return (.encrypted, Incomplete(what: what, why: "is encrypted (\(layer.mediaType)) and was not read"))
      }
      if MediaType.isForeignLayer(layer.mediaType) || !layer.urls.isEmpty {
        let place = layer.urls.first.map { "at \($0)" } ?? "elsewhere"
        return (.foreign, Incomplete(what: what, why: "is a foreign layer, whose bytes are stored \(place)"))
      }
      return (.absent, Incomplete(what: what, why: "is not in the archive, though the manifest names it"))
    }
    guard let error = scan.error else { return (.ok, nil) }
    return (.damaged, Incomplete(what: what, why: error.description))
  }

  private static func mismatches(_ layer: LayerRecord, _ scan: LayerScan?, _ index: Int) -> [DigestMismatch] {
    guard let scan else { return [] }
    let pairs = [(layer.digest, scan.digest), (layer.diffID, scan.diffID)]
    let size =
      scan.error == nil
      ? DigestMismatch.ofSize("layer", stated: layer.size, there: scan.size, layer: index) : nil
    return (size.map { [$0] } ?? [])
      + pairs.compactMap { stated, computed in
        guard let stated, let computed, stated != computed, stated.algorithm == computed.algorithm else {
          return nil
        }
        return DigestMismatch(
          what: "layer", stated: stated.description, computed: computed.description, layer: index)
      }
  }
}
