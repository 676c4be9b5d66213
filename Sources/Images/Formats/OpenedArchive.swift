import ArchiveIO
import Findings
import Foundation

/// An input whose members can be looked up: the first of two steps, before anything is understood.
struct OpenedArchive {
  let source: String
  private(set) var store: any MemberStore
  let compression: Compression
  /// Why not all members could be found.
  private(set) var incomplete: [Incomplete] = []
  /// What ended the reading of the archive before its end.
  private var error: ArchiveError?
  /// Where it came from; nil for a path.
  private(set) var origin: ImageOrigin?
  private let isDirectory: Bool
  /// The whole archive, where it is a file: it may itself be a root file system.
  private let file: ByteView?

  /// Opens a path, or `-` for standard input.
  static func open(
    _ source: String, limits: ReadLimits, questions: ScanOptions
  ) throws(ImageError) -> OpenedArchive {
    do throws(ArchiveError) {
      guard source != "-" else { return try stream(source, STDIN_FILENO, limits, questions) }
      switch try Input(path: source) {
      case .directory: return OpenedArchive(directory: source)
      case .file(let view):
        return OpenedArchive(source, try ArchiveIndex(view, limits: limits, questions: questions), file: view)
      }
    } catch {
      throw explain(error, source)
    }
  }

  /// Reads an archive that comes from elsewhere. What kept it from coming whole explains all that is missing in it.
  static func open(
    _ source: String, _ feed: ArchiveFeed, limits: ReadLimits, questions: ScanOptions
  ) throws(ImageError) -> OpenedArchive {
    do throws(ArchiveError) {
      var opened = try stream(source, feed.descriptor, limits, questions)
      let problems = feed.finish()
      if !problems.isEmpty { (opened.incomplete, opened.error) = (problems, nil) }
      opened.origin = feed.origin
      return opened
    } catch {
      guard let problem = feed.finish().first else { throw explain(error, source) }
      throw .unavailable(source: source, reason: "\(problem.what): \(problem.why)")
    }
  }

  /// Reads what can only be read forward.
  private static func stream(
    _ source: String, _ descriptor: Int32, _ limits: ReadLimits, _ questions: ScanOptions
  ) throws(ArchiveError) -> OpenedArchive {
    let stream = try ArchiveStream(descriptor: descriptor, limits: limits)
    return OpenedArchive(source, try ArchiveIndex(stream, limits: limits, questions: questions), file: nil)
  }

  private init(directory: String) {
    source = directory
    store = DirectoryStore(directory)
    compression = .none
    isDirectory = true
    file = nil
  }

  /// Opens an archive that is mapped or in memory.
  init(
    _ view: ByteView, source: String, limits: ReadLimits, questions: ScanOptions
  ) throws(ImageError) {
    do throws(ArchiveError) {
      self.init(source, try ArchiveIndex(view, limits: limits, questions: questions), file: view)
    } catch {
      throw Self.explain(error, source)
    }
  }

  private init(_ source: String, _ index: ArchiveIndex, file: ByteView?) {
    self.source = source
    self.file = file
    isDirectory = false
    store = index.store
    compression = index.compression
    error = index.error
    if let error {
      incomplete.append(
        Incomplete(
          what: source == "-" ? "standard input" : "archive \(source)",
          why: "\(error); the members after this place are unknown"))
    }
  }

  /// Adds layers that did not come because what they hold is known.
  mutating func add(_ scans: [Digest: LayerScan]) { store = KnownLayers(store, scans) }

  /// Whether the archive is a file that became shorter while it was read.
  var isCut: Bool { file?.isCut ?? false }

  /// What the members mean: the images, without their layers' contents.
  func describe(limits: ReadLimits) throws(ImageError) -> DescribedArchive {
    let reader = MetadataReader(store: store, source: source, limits: limits)
    let docker = try DockerArchive(reader: reader).images()
    let layout = try OCILayout(reader: reader).contents()
    var described: DescribedArchive
    if let docker {
      described = DescribedArchive(format: layout == nil ? .dockerArchive : .dockerArchiveOCI, images: docker)
      if let layout { described.add(layout) }
    } else if let layout {
      described = DescribedArchive(format: isDirectory ? .ociLayout : .ociArchive, images: layout.images)
      described.take(layout)
    } else if let images = try DockerV1(reader: reader).images() {
      described = DescribedArchive(format: .dockerV1, images: images)
    } else if let root = try rootFileSystem() {
      described = DescribedArchive(format: .rootFileSystem, images: [root])
    } else {
      throw notAnImage("it has no manifest.json, index.json or layer directory")
    }
    guard !described.images.isEmpty else { throw empty(described) }
    return described
  }

  private func empty(_ described: DescribedArchive) -> ImageError {
    if let error { return .unreadable(source: source, reason: error) }
    if let first = (incomplete + described.incomplete).first {
      return .incomplete(source: source, first)
    }
    return notAnImage(
      !described.artifacts.isEmpty
        ? "it holds only attestations or other artifacts (\(described.artifacts.count))"
        : "its index names no image")
  }

  /// A tar of a root file system (docker export) is one layer without a config.
  private func rootFileSystem() throws(ImageError) -> ImageRecord? {
    let names = try store.names()
    func has(_ folder: String) -> Bool { names.contains { $0 == folder || $0.hasPrefix(folder + "/") } }
    guard has("etc"), has("usr") || has("bin") else { return nil }
    guard file != nil, !isDirectory else {
      throw notAnImage("it is a root file system without an image config (docker export?)")
    }
    var image = ImageRecord()
    image.layers = [
      LayerRecord(
        blob: BlobName(member: Self.wholeFile), name: Self.wholeFile, digest: nil, diffID: nil, mediaType: "",
        size: nil)
    ]
    image.incomplete = [
      Incomplete(
        what: "image config",
        why:
          "is missing, as the archive is a root file system (docker export?), so user, environment, health check, entry point "
          + "and history were not checked. Use 'docker save' or 'podman save'.")
    ]
    return image
  }

  /// A member name that no archive can have, for the archive itself.
  static let wholeFile = "."

  /// The content of a layer: a member, or the whole file.
  func layerContent(_ blob: BlobName) throws(ImageError) -> MemberContent? {
    blob.member == Self.wholeFile ? file.map { .bytes($0) } : try store.content(blob.member)
  }

  private func notAnImage(_ found: String) -> ImageError {
    if let error { return .unreadable(source: source, reason: error) }
    if let first = incomplete.first { return .incomplete(source: source, first) }
    return .notAnImage(
      source: source, found: found,
      remedy:
        "Save one with 'docker save NAME -o FILE', 'podman save' or 'buildah push NAME oci-archive:FILE'.")
  }

  private static func explain(_ error: ArchiveError, _ source: String) -> ImageError {
    guard case .unrecognized(let expected, let found) = error else {
      return .unreadable(source: source, reason: error)
    }
    if expected == "a regular file" {
      return .notAnImage(
        source: source, found: "it is \(found), not a regular file",
        remedy: "Pass its content on standard input, which is named -.")
    }
    return .notAnImage(
      source: source, found: "it is not a tar archive, but \(found)",
      remedy: ContentKind(rawValue: found)?.remedy(for: source)
        ?? "Give the file that 'docker save', 'podman save' or 'buildah push' wrote.")
  }
}

/// The images of an archive and what was said beside them.
struct DescribedArchive {
  let format: ImageFormat
  var images: [ImageRecord]
  var absentPlatforms: [String] = []
  var artifacts: [Artifact] = []
  var incomplete: [Incomplete] = []

  init(format: ImageFormat, images: [ImageRecord]) {
    self.format = format
    self.images = images
  }

  mutating func take(_ layout: OCILayout.Contents) {
    absentPlatforms = layout.absentPlatforms
    artifacts = layout.artifacts
    incomplete = layout.incomplete
  }

  /// Joins what `manifest.json` and `index.json` say of the same images: the manifest's descriptors name digests
  /// and media types, and the layout may hold images that the other does not name. Where the two disagree about
  /// the layers, `manifest.json` counts, since it is what `docker load` follows.
  mutating func add(_ layout: OCILayout.Contents) {
    take(layout)
    if !images.isEmpty { images[0].attestations += layout.loose }
    for described in layout.images {
      guard let index = images.firstIndex(where: { Self.isSame($0, described) }) else {
        images.append(described)
        continue
      }
      images[index].tags += described.tags
      images[index].annotations = described.annotations
      images[index].attestations += described.attestations
      images[index].incomplete += described.incomplete.filter { $0.what.hasPrefix(Attestation.word) }
      images[index].mismatches = Array(Set(images[index].mismatches + described.mismatches)).sorted {
        ($0.what, $0.stated) < ($1.what, $1.stated)
      }
      guard images[index].layers.map(\.blob) == described.layers.map(\.blob) else {
        images[index].incomplete.append(
          Incomplete(
            what: "layers",
            why: "manifest.json and the OCI manifest list different layers; those of manifest.json were read")
        )
        continue
      }
      images[index].digest = described.digest
      images[index].hasManifestDigest = described.hasManifestDigest
      images[index].layers = described.layers
    }
  }

  private static func isSame(_ docker: ImageRecord, _ oci: ImageRecord) -> Bool {
    guard let left = docker.config, let right = oci.config else {
      return docker.config == nil && oci.config == nil
    }
    return left == right
  }
}
