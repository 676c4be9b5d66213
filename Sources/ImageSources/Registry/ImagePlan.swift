import ArchiveIO
import Findings
import Foundation
import Images

/// What of an image is read: its documents, which are here already, and its layers, which are fetched while they are read.
struct LayoutContents: Sendable {
  struct Layer: Sendable {
    let digest: Digest
    let size: Int64
  }

  /// The digest of what the name means: an index or a manifest.
  fileprivate(set) var digest = ""
  fileprivate(set) var documents: [(digest: Digest, bytes: [UInt8])] = []
  fileprivate(set) var layers: [Layer] = []
  fileprivate(set) var notes: [String] = []
  /// What could not be fetched.
  fileprivate(set) var incomplete: [Incomplete] = []
  /// The `index.json` of an OCI image layout with all of it.
  fileprivate(set) var index: [UInt8] = []
}

/// Finds out what of an image is to be fetched, from its manifests.
struct ImagePlan {
  private var contents = LayoutContents()
  private let source: any ManifestSource
  private let wanted: ImageRequest
  private var seen: Set<Digest> = []
  /// Manifests of images that are fetched.
  private var images: [Digest] = []
  private var attached: [Descriptor] = []

  /// Documents of one image: far more than any has.
  private static let mostDocuments = 512
  /// Bytes of all documents.
  private static let mostBytes = 128 << 20
  private static let deepestIndex = 8

  /// Asks for the manifests of an image.
  ///
  /// - Parameters:
  ///   - reference: a tag or a digest.
  ///   - names: the names that the image bears.
  static func make(
    _ reference: String, names: [String], source: any ManifestSource, wanted: ImageRequest
  ) throws(SourceFailure) -> LayoutContents? {
    guard let bytes = try source.manifest(reference) else { return nil }
    var plan = ImagePlan(source: source, wanted: wanted)
    try plan.fill(bytes, reference, names)
    return plan.contents
  }

  private init(source: any ManifestSource, wanted: ImageRequest) {
    self.source = source
    self.wanted = wanted
  }

  private mutating func fill(_ bytes: [UInt8], _ reference: String, _ names: [String]) throws(SourceFailure) {
    let manifest = try Self.decode(bytes, "the manifest \(reference)")
    let stated = Digest(reference)
    let own = Digest.of(ByteView(copying: bytes), algorithm: stated?.algorithm ?? .sha256)
    if let stated, stated != own { throw Self.mismatch("the manifest", stated, own) }
    contents.digest = own.description
    try add(own, bytes)
    if manifest.manifests != nil {
      try take(index: manifest, depth: 1)
    } else {
      try take(image: manifest, own)
    }
    if images.isEmpty { throw try noPlatform(manifest) }
    for image in images { refer(to: image) }
    for descriptor in attached { attach(descriptor) }
    contents.index = try Self.layoutIndex(own, bytes.count, manifest, names, attached)
  }

  /// What stands in an image's place in `index.json`.
  private static func layoutIndex(
    _ digest: Digest, _ size: Int, _ manifest: Manifest, _ names: [String], _ attached: [Descriptor]
  ) throws(SourceFailure) -> [UInt8] {
    let kind = manifest.manifests == nil ? "manifest" : "index"
    let type =
      manifest.mediaType.isEmpty ? "application/vnd.oci.image.\(kind).v1+json" : manifest.mediaType
    var entries: [[String: Any]] = [
      [
        "mediaType": type, "digest": digest.description, "size": size,
        "annotations": names.first.map { ["io.containerd.image.name": $0] } ?? [:],
      ]
    ]
    for descriptor in attached {
      entries.append([
        "mediaType": descriptor.mediaType, "digest": descriptor.digest, "size": descriptor.size ?? 0,
        "artifactType": descriptor.artifactType ?? "", "annotations": descriptor.annotations,
      ])
    }
    do {
      return [UInt8](
        try JSONSerialization.data(
          withJSONObject: ["schemaVersion": 2, "manifests": entries], options: [.sortedKeys]))
    } catch {
      throw SourceFailure("the manifest cannot be written again: \(error.localizedDescription)")
    }
  }

  private mutating func take(index: Manifest, depth: Int) throws(SourceFailure) {
    guard depth <= Self.deepestIndex else {
      throw SourceFailure("its indexes are nested deeper than the limit of \(Self.deepestIndex)")
    }
    let all = index.manifests ?? []
    let real = all.filter { !Self.isAttestation($0) }
    var chosen = real.filter { $0.platform?.satisfies(platform) ?? true }
    if chosen.isEmpty, wanted.platform == nil, real.count == 1 { chosen = real }
    for descriptor in chosen {
      let (digest, bytes) = try fetchManifest(descriptor)
      guard let bytes else { continue }
      let manifest = try Self.decode(bytes, "the manifest \(descriptor.digest)")
      if manifest.manifests != nil {
        try take(index: manifest, depth: depth + 1)
      } else {
        try take(image: manifest, digest)
      }
    }
    let known = Set(chosen.map(\.digest))
    for descriptor in all where Self.isAttestation(descriptor) {
      if let about = descriptor.annotations["vnd.docker.reference.digest"], !known.contains(about) {
        continue
      }
      attach(descriptor)
    }
  }

  /// The platform that was asked for, else this machine's, as engines do.
  private var platform: Platform { wanted.platform ?? .ofThisMachine }

  private func noPlatform(_ manifest: Manifest) throws(SourceFailure) -> SourceFailure {
    let names = (manifest.manifests ?? []).filter { !Self.isAttestation($0) }.compactMap {
      $0.platform?.description
    }
    return SourceFailure(
      "it has no image for \(platform); choose with --platform: \(names.sorted().joined(separator: ", "))")
  }

  private mutating func take(image: Manifest, _ digest: Digest) throws(SourceFailure) {
    guard let config = image.config else {
      throw SourceFailure("the manifest \(digest.description) names no config; its form is no longer in use")
    }
    images.append(digest)
    try take(document: config, "config")
    guard wanted.hasLayers else { return }
    for layer in image.layers {
      guard let digest = Digest(layer.digest), seen.insert(digest).inserted else { continue }
      guard let size = layer.size, size >= 0 else {
        contents.incomplete.append(
          Incomplete(what: "layer \(layer.digest)", why: "the manifest does not state its size"))
        continue
      }
      guard !wanted.isKnown(digest, size) else { continue }
      contents.layers.append(LayoutContents.Layer(digest: digest, size: size))
    }
  }

  /// What the registry lists for an image; that it does not answer keeps nothing from being judged.
  private mutating func refer(to image: Digest) {
    do throws(SourceFailure) {
      attached += try source.referrers(of: image.description)
    } catch {
      contents.notes.append("what is attached to \(image.description) is unknown: \(error.description)")
    }
  }

  /// Fetches what accompanies an image, with its documents.
  private mutating func attach(_ descriptor: Descriptor) {
    do throws(SourceFailure) {
      let (_, bytes) = try fetchManifest(descriptor)
      guard let bytes else { return }
      let manifest = try Self.decode(bytes, "the manifest \(descriptor.digest)")
      for document in [manifest.config].compactMap(\.self) + manifest.layers {
        try take(document: document, "document")
      }
    } catch {
      contents.incomplete.append(Incomplete(what: "attestation \(descriptor.digest)", why: error.description))
    }
  }

  /// The bytes of a manifest; nil where they were fetched before.
  private mutating func fetchManifest(_ descriptor: Descriptor) throws(SourceFailure) -> (Digest, [UInt8]?) {
    guard let digest = Digest(descriptor.digest) else {
      throw SourceFailure("a manifest is named by what is not a digest")
    }
    guard !seen.contains(digest) else { return (digest, nil) }
    guard let bytes = try source.manifest(descriptor.digest) else {
      throw SourceFailure("the manifest \(descriptor.digest) is not there, though an index names it")
    }
    try add(digest, bytes)
    return (digest, bytes)
  }

  private mutating func take(document descriptor: Descriptor, _ what: String) throws(SourceFailure) {
    guard let digest = Digest(descriptor.digest), !seen.contains(digest) else { return }
    guard let bytes = try source.document(descriptor.digest) else {
      throw SourceFailure("the \(what) \(descriptor.digest) is not there, though the manifest names it")
    }
    try add(digest, bytes)
  }

  private mutating func add(_ digest: Digest, _ bytes: [UInt8]) throws(SourceFailure) {
    let own = Digest.of(ByteView(copying: bytes), algorithm: digest.algorithm)
    guard own == digest else { throw Self.mismatch("the document", digest, own) }
    guard seen.insert(digest).inserted else { return }
    contents.documents.append((digest, bytes))
    guard contents.documents.count <= Self.mostDocuments,
      contents.documents.reduce(0, { $0 + $1.bytes.count }) <= Self.mostBytes
    else {
      throw SourceFailure(
        "its manifests and documents exceed the limit of \(Self.mostDocuments) or \(Self.mostBytes >> 20) MiB"
      )
    }
  }

  private static func mismatch(_ what: String, _ stated: Digest, _ own: Digest) -> SourceFailure {
    SourceFailure("\(what) \(stated.description) has other bytes than its digest says: \(own.description)")
  }

  private static func isAttestation(_ descriptor: Descriptor) -> Bool {
    descriptor.platform?.isUnknown == true
      || descriptor.annotations["vnd.docker.reference.type"] == "attestation-manifest"
  }

  static func decode(_ bytes: [UInt8], _ what: String) throws(SourceFailure) -> Manifest {
    do { return try JSONDecoder().decode(Manifest.self, from: Data(bytes)) } catch {
      throw SourceFailure("\(what) is not a manifest: it cannot be read as JSON of that form")
    }
  }
}

extension Platform {
  /// What engines on this machine would run.
  static let ofThisMachine: Platform = {
    var platform = Platform()
    platform.os = "linux"
    #if arch(x86_64)
      platform.architecture = "amd64"
    #elseif arch(arm64)
      platform.architecture = "arm64"
    #endif
    return platform
  }()
}
