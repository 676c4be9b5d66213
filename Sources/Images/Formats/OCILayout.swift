import ArchiveIO
import Findings

/// Images of an OCI image layout (OCI Image Specification, image-layout.md): `index.json` and what it names.
struct OCILayout {
  let reader: MetadataReader

  /// What an index led to.
  struct Contents {
    var images: [ImageRecord] = []
    /// Descriptors of platforms that the archive does not hold.
    var absentPlatforms: [String] = []
    /// Attestations and other artifacts: no images.
    var artifacts: [Artifact] = []
    /// What is stated about images where the layout has none.
    var loose: [Attestation] = []
    var incomplete: [Incomplete] = []
    /// Where each manifest is in `images`, so that a second tag is no second image.
    fileprivate var known: [String: Int] = [:]
    /// Digests that were followed: one that is named again is no second artifact, index or absent image.
    fileprivate var visited: Set<String> = []
    /// Manifests of artifacts, each once.
    fileprivate var others: [Descriptor] = []
  }

  /// The images in the order of the index; nil where there is no `index.json`.
  func contents() throws(ImageError) -> Contents? {
    guard let index: Manifest = try reader.decode("index.json") else { return nil }
    var contents = Contents()
    for descriptor in index.manifests ?? [] {
      try read(descriptor, tags: Self.tags(descriptor), depth: 1, into: &contents)
    }
    let reader = AttestationReader(reader)
    for descriptor in contents.others { contents.take(reader.read(descriptor)) }
    return contents
  }

  private func read(
    _ descriptor: Descriptor, tags: [String], depth: Int, into contents: inout Contents
  ) throws(ImageError) {
    if let known = contents.known[descriptor.digest] {
      for tag in tags where !contents.images[known].tags.contains(tag) {
        contents.images[known].tags.append(tag)
      }
      return
    }
    guard depth <= reader.limits.indexDepth, contents.images.count < reader.limits.images else {
      contents.incomplete.append(
        Incomplete(
          what: "index \(descriptor.digest)",
          why:
            "is nested deeper than \(reader.limits.indexDepth) levels or holds more than \(reader.limits.images) images (--limit images)"
        ))
      return
    }
    guard contents.visited.insert(descriptor.digest).inserted else { return }
    guard !isAttestation(descriptor) else {
      contents.others.append(descriptor)
      return
    }
    let name = MetadataReader.blobName(descriptor.digest)
    guard try name.map({ (name) throws(ImageError) in try reader.isMistaken(name) }) != true else {
      contents.incomplete.append(
        Incomplete(what: "manifest \(descriptor.digest)", why: reader.noMetadata))
      return
    }
    guard let name, let view = try reader.bytes(name) else {
      noteAbsent(descriptor, depth: depth, into: &contents)
      return
    }
    let manifest: Manifest
    do throws(ImageError) {
      manifest = try reader.decode(view, name)
    } catch {
      contents.incomplete.append(Incomplete(what: "manifest \(descriptor.digest)", why: error.reasonOfMember))
      return
    }
    guard let children = manifest.manifests else {
      try readImage(manifest, descriptor, view, tags, into: &contents)
      return
    }
    // An index within the index belongs to no image alone.
    var nested = ImageRecord()
    verify("index", descriptor, view, &nested)
    for mismatch in nested.mismatches {
      contents.incomplete.append(
        Incomplete(
          what: "index \(descriptor.digest)",
          why: "its \(mismatch.measure.rawValue) does not match its bytes: \(mismatch.stated) recorded, "
            + "\(mismatch.computed) found"))
    }
    for child in children {
      let own = Self.tags(child)
      try read(child, tags: own.isEmpty ? tags : own, depth: depth + 1, into: &contents)
    }
  }

  private func readImage(
    _ manifest: Manifest, _ descriptor: Descriptor, _ view: ByteView, _ tags: [String],
    into contents: inout Contents
  ) throws(ImageError) {
    var image = ImageRecord()
    image.tags = tags
    image.annotations = descriptor.annotations.merging(manifest.annotations) { _, own in own }
    verify("manifest", descriptor, view, &image)
    image.digest = Digest(descriptor.digest)
    image.hasManifestDigest = image.digest != nil
    guard try readConfig(manifest, into: &image) else {
      contents.others.append(descriptor)
      return
    }
    if image.platform.description.isEmpty, let platform = descriptor.platform { image.platform = platform }
    let diffIDs = image.config?.diffIDs ?? []
    try reader.count(layers: manifest.layers.count, of: descriptor.digest)
    for (index, layer) in manifest.layers.enumerated() {
      let name = MetadataReader.blobName(layer.digest)
      let isPresent = if let name { try reader.store.content(name) != nil } else { false }
      image.layers.append(
        LayerRecord(
          blob: isPresent ? name.map { BlobName(member: reader.store.target($0)) } : nil,
          name: layer.digest,
          digest: Digest(layer.digest),
          diffID: index < diffIDs.count ? Digest(diffIDs[index]) : nil,
          mediaType: layer.mediaType,
          size: layer.size,
          urls: layer.urls))
    }
    contents.known[descriptor.digest] = contents.images.count
    contents.images.append(image)
  }

  /// Reads the config; false where it shows that this is an artifact and no image.
  private func readConfig(_ manifest: Manifest, into image: inout ImageRecord) throws(ImageError) -> Bool {
    guard let descriptor = manifest.config, manifest.artifactType == nil, manifest.subject == nil,
      manifest.layers.isEmpty || !manifest.layers.allSatisfy({ MediaType.isDocument($0.mediaType) })
    else { return false }
    image.configDigest = Digest(descriptor.digest)
    let isDeclared = MediaType.imageConfigs.contains(descriptor.mediaType)
    let name = MetadataReader.blobName(descriptor.digest)
    guard try name.map({ (name) throws(ImageError) in try reader.isMistaken(name) }) != true else {
      image.incomplete.append(Incomplete(what: "config \(descriptor.digest)", why: reader.noMetadata))
      return isDeclared
    }
    guard let name, let view = try reader.bytes(name) else {
      image.incomplete.append(
        Incomplete(
          what: "config \(descriptor.digest)", why: "is not in the archive, though the manifest names it"))
      return isDeclared
    }
    do throws(ImageError) {
      let config: ImageConfig = try reader.decode(view, name)
      guard isDeclared || !config.diffIDs.isEmpty else { return false }
      image.config = config
      image.platform = config.platform
    } catch {
      guard isDeclared else { return false }
      image.incomplete.append(Incomplete(what: "config \(descriptor.digest)", why: error.reasonOfMember))
    }
    verify("config", descriptor, view, &image)
    return true
  }

  private func verify(_ what: String, _ descriptor: Descriptor, _ view: ByteView, _ image: inout ImageRecord)
  {
    if let mismatch = DigestMismatch.ofSize(what, stated: descriptor.size, there: Int64(view.count)) {
      image.mismatches.append(mismatch)
    }
    guard let stated = Digest(descriptor.digest) else { return }
    let computed = Digest.of(view, algorithm: stated.algorithm)
    guard computed != stated else { return }
    image.mismatches.append(
      DigestMismatch(what: what, stated: stated.description, computed: computed.description, layer: nil))
  }

  private func noteAbsent(_ descriptor: Descriptor, depth: Int, into contents: inout Contents) {
    if let platform = descriptor.platform, depth > 1 {
      contents.absentPlatforms.append(platform.description)
    } else {
      contents.incomplete.append(
        Incomplete(
          what: "manifest \(descriptor.digest)", why: "is not in the archive, though index.json names it"))
    }
  }

  private func isAttestation(_ descriptor: Descriptor) -> Bool {
    descriptor.platform?.isUnknown == true
      || descriptor.annotations["vnd.docker.reference.type"] == "attestation-manifest"
  }

  private static func tags(_ descriptor: Descriptor) -> [String] {
    let keys = ["io.containerd.image.name", "org.opencontainers.image.ref.name"]
    return keys.compactMap { descriptor.annotations[$0] }
  }
}

extension OCILayout.Contents {
  /// Notes an artifact, and leaves its documents to the image that they are about.
  fileprivate mutating func take(_ found: AttestationReader.Found) {
    let about = found.subject.flatMap { known[$0] }
    var artifact = Artifact(types: found.types, subject: found.subject)
    if let about, !images[about].platform.description.isEmpty {
      artifact.subject = images[about].platform.description
    }
    artifacts.append(artifact)
    let documents = found.attestations.map { document in
      var document = document
      if about == nil, let subject = found.subject { document.name += " of \(subject)" }
      return document
    }
    // What is stated about an image that is not here is reported of the first: somebody can read it there.
    guard let position = about ?? images.indices.first else {
      loose += documents
      incomplete += found.incomplete
      return
    }
    images[position].attestations += documents
    images[position].incomplete += found.incomplete
  }
}
