import ArchiveIO
import Findings
import Foundation
import Secrets
import Synchronization

/// Which of an archive's images to check.
package struct ImageSelection: Sendable, Hashable {
  /// A name, `name:tag`, tag or number from 0; nil for all. A name may leave out `localhost` and Docker's own registry.
  package var image: String?
  package var platform: Platform?

  package init(image: String? = nil, platform: Platform? = nil) {
    self.image = image
    self.platform = platform
  }

  var isEverything: Bool { image == nil && platform == nil }

  func accepts(_ record: ImageRecord, number: Int) -> Bool {
    if let platform, !record.platform.satisfies(platform) { return false }
    return names(name: record.name ?? "", tags: record.tags, number: number)
  }

  /// Whether the wanted name, where there is one, is the image's: by its number, its name or one of its tags.
  package func names(name: String, tags: [String], number: Int) -> Bool {
    guard let image, image != String(number), image != name else { return true }
    let wanted = ImageReference(image)
    return tags.contains { $0 == image || ImageReference(borne: $0).answers(to: wanted) }
  }

  var description: String {
    [image.map { "image '\($0)'" }, platform.map { "platform \($0)" }].compactMap(\.self).joined(
      separator: ", ")
  }
}

/// The images of one input, read.
package struct SavedImages: Sendable {
  /// The input as it was given: a path, or `-`.
  package let source: String
  package let format: ImageFormat
  /// How the archive itself is packed.
  package let compression: Compression
  package let images: [ImageFacts]
  /// Platforms that an index names and the archive does not hold.
  package let absentPlatforms: [String]
  /// Attestations and other things that are no images.
  package let artifacts: [Artifact]
  /// What concerns the archive and no image of it.
  package let incomplete: [Incomplete]
  /// Where an image that was named came from; nil for a path.
  package let origin: ImageOrigin?
}

/// Reads saved images from a file, a directory or standard input.
package struct ImageLoader: Sendable {
  package private(set) var limits: ReadLimits
  /// Told how far the reading of layers is, from any thread.
  package let progress: @Sendable (LayerProgress) -> Void
  /// The diff IDs of base images: an image whose lowest layers are all of one of them stands on it.
  package var baseImages: [[String]] = []
  /// Looks for secrets in every file and in the config; nil where none are wanted.
  package var secrets: SecretScanner?
  /// Finds secrets in config and history to mask them, also where none are wanted as findings.
  package var masking: SecretScanner?
  /// The files whose contents are kept for whoever judges them; nil for none, which costs nothing.
  package var contents: WantedContents?
  /// Finds images that are named; nil where every input is a path.
  package var finder: (any ImageFinder)?
  /// What is read to learn the facts of an image.
  package var facts = FactLimits()
  /// What layers yielded in earlier runs; nil where nothing is kept.
  package var cache: LayerCache?

  package init(
    limits: ReadLimits = ReadLimits(), progress: @escaping @Sendable (LayerProgress) -> Void = { _ in }
  ) {
    self.limits = limits
    self.progress = progress
  }

  /// Reads the images of `source`: a path, `-` for standard input, or a name where there is a finder.
  ///
  /// Damage that leaves images to judge is in their `incomplete`; what leaves none is thrown.
  ///
  /// - Parameter othersWait: whether other inputs of the run still have to be read, so that this one may take no more than
  ///   half of the time.
  package func load(
    _ source: String, selection: ImageSelection = ImageSelection(), othersWait: Bool = false
  ) throws(ImageError) -> SavedImages {
    var loader = self
    loader.limits.unpacked = UnpackedTotal()
    if othersWait { loader.limits.deadline = limits.deadline?.half }
    return try loader.read(source, selection)
  }

  private func read(_ source: String, _ selection: ImageSelection) throws(ImageError) -> SavedImages {
    var wanted = ImageRequest(platform: selection.platform, hasLayers: true, progress: progress)
    let recall = FetchRecall(limits, questions)
    if let recall { wanted.isKnown = { recall.knows($0, size: $1) } }
    var found = try open(source, questions, wanted)
    if let recall { found.archive.add(recall.takeKnown()) }
    var selection = selection
    if let image = found.image { selection.image = image }
    return try load(found.archive, selection: selection, recall)
  }

  /// Opens a path, or the archive that the finder has for a name.
  private func open(
    _ source: String, _ questions: ScanOptions, _ wanted: ImageRequest
  ) throws(ImageError) -> (archive: OpenedArchive, image: String?) {
    switch try finder?.find(source, wanted) {
    case .stream(let feed):
      return (try OpenedArchive.open(source, feed, limits: limits, questions: questions), nil)
    case .path(let path, let image):
      return (try OpenedArchive.open(path, limits: limits, questions: questions), image)
    case nil: return (try OpenedArchive.open(source, limits: limits, questions: questions), nil)
    }
  }

  /// Reads the images of an archive that is in memory; `source` is its name in errors.
  package func load(
    _ view: ByteView, source: String, selection: ImageSelection = ImageSelection()
  ) throws(ImageError) -> SavedImages {
    try load(
      OpenedArchive(view, source: source, limits: limits, questions: questions), selection: selection)
  }

  private func load(
    _ opened: OpenedArchive, selection: ImageSelection, _ recall: FetchRecall? = nil
  ) throws(ImageError) -> SavedImages {
    let source = opened.source
    var described = try opened.describe(limits: limits)
    if !selection.isEverything {
      let all = described.images
      described.images = all.enumerated().filter { selection.accepts($1, number: $0) }.map(\.element)
      guard !described.images.isEmpty else {
        throw .nothingChosen(
          source: source, wanted: selection.description,
          present: all.enumerated().map { "\($0) \($1.tags.first ?? "(untagged)") \($1.platform)" })
      }
    }
    let (scans, outline) = try scan(described.images, opened)
    recall?.keep(described.images, scans)
    let fallback = Self.stableName(source)
    var incomplete = opened.incomplete + described.incomplete
    if let problem = limitPlacedEntries(&described.images, scans) { incomplete.append(problem) }
    return SavedImages(
      source: source,
      format: described.format,
      compression: opened.compression,
      images: described.images.map { image in
        var record = image
        var found = ConfigSecrets(of: &record, with: secrets ?? masking)
        if let secrets { found.search(record.attestations, with: secrets) }
        let configSecrets = secrets == nil ? ConfigSecrets() : found
        return ImageFacts(
          record, fallbackName: fallback, scans: scans, outline: outline,
          knownBaseLayers: baseLayers(record), limits: limits, configSecrets: configSecrets)
      },
      absentPlatforms: described.absentPlatforms,
      artifacts: described.artifacts,
      incomplete: incomplete,
      origin: opened.origin)
  }

  private var questions: ScanOptions {
    ScanOptions(secrets: secrets, contents: contents, facts: facts, cache: cache, masking: masking)
  }

  /// Leaves the images out whose file trees would cost too much together: thousands may share one large layer.
  private func limitPlacedEntries(_ images: inout [ImageRecord], _ scans: [BlobName: LayerScan])
    -> Incomplete?
  {
    var placed = 0
    let fitting = images.prefix { image in
      for layer in image.layers { placed += layer.blob.flatMap { scans[$0] }?.entries.count ?? 0 }
      return placed <= limits.placedEntries
    }
    guard fitting.count < images.count else { return nil }
    let left = images.count - fitting.count
    images = Array(fitting)
    return Incomplete(
      what: "\(left) images",
      why:
        "have more than \(limits.placedEntries) entries in all their layers (--limit placed-entries); choose one with --image"
    )
  }

  /// The diff IDs of the images in `source`, as their configs state them; no layer is read. Throws where an image has a
  /// config that states none: its layers could not be told from others.
  package func diffIDs(of source: String) throws(ImageError) -> [[String]] {
    let described = try open(source, .none, ImageRequest(platform: nil, hasLayers: false)).archive
      .describe(limits: limits)
    return try described.images.map { (image) throws(ImageError) in
      guard let diffIDs = image.config?.diffIDs, !diffIDs.isEmpty || image.layers.isEmpty else {
        throw .incomplete(
          source: source,
          image.incomplete.first
            ?? Incomplete(what: "config of \(image.name ?? source)", why: "states no digests of layers"))
      }
      return diffIDs
    }
  }

  /// How many of an image's lowest layers are those of a base image; nil where none of them fits.
  private func baseLayers(_ image: ImageRecord) -> Int? {
    guard let diffIDs = image.config?.diffIDs, !baseImages.isEmpty else { return nil }
    return baseImages.filter { !$0.isEmpty && diffIDs.starts(with: $0) }.map(\.count).max()
  }

  /// Reads every layer that the images name, each blob once even if several images share it. Where there is one image, its
  /// outline is made meanwhile.
  private func scan(
    _ images: [ImageRecord], _ archive: OpenedArchive
  ) throws(ImageError) -> (scans: [BlobName: LayerScan], outline: ImageOutline?) {
    var scans: [BlobName: LayerScan] = [:]
    var names: [BlobName] = []
    var blobs: [LayerPass.Blob] = []
    var seen: Set<BlobName> = []
    for layer in images.flatMap(\.layers) {
      guard let blob = layer.blob, !MediaType.isEncryptedLayer(layer.mediaType), seen.insert(blob).inserted
      else { continue }
      let algorithm = layer.digest?.algorithm ?? .sha256
      let stated = layer.digest ?? layer.diffID
      switch try archive.layerContent(blob) {
      case .bytes(let view):
        names.append(blob)
        blobs.append(LayerPass.Blob(view: view, algorithm: algorithm, stated: stated))
      case .cut(let view):
        names.append(blob)
        blobs.append(LayerPass.Blob(view: view, algorithm: algorithm, isCut: true))
      case .scanned(let scan):
        scans[blob] = scan
      case nil:
        break
      }
    }
    let outline = Mutex<ImageOutline?>(nil)
    let read = LayerPass(limits: limits, questions: questions).run(blobs, progress: progress) {
      [scans, names] walked in
      guard let walked else { return outline.withLock { $0 = nil } }
      guard images.count == 1, let image = images.first else { return }
      let known = scans.merging(zip(names, walked)) { $1 }
      let layers = image.layers.map { $0.blob.flatMap { known[$0] } ?? LayerScan() }
      guard layers.reduce(0, { $0 + $1.entries.count }) <= limits.placedEntries else { return }
      let made = ImageOutline(layers, limits: limits)
      outline.withLock { $0 = made }
    }
    scans.merge(zip(names, read)) { $1 }
    if archive.isCut || blobs.contains(where: \.view.isCut) {
      throw .unavailable(
        source: archive.source,
        reason: "became shorter while it was read. Check it again once nothing writes to it.")
    }
    return (scans, outline.withLock(\.self))
  }

  /// A name for an image that has none: the file's, without what says how it is packed.
  static func stableName(_ source: String) -> String {
    guard source != "-" else { return "image" }
    var name = URL(fileURLWithPath: source).lastPathComponent
    for suffix in [".gz", ".tgz", ".zst", ".xz", ".bz2", ".tar", ".oci"] where name.hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    return name.isEmpty ? "image" : name
  }
}
