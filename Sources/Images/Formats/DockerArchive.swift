import ArchiveIO
import Findings

/// Images of a `manifest.json` (the docker-archive format).
struct DockerArchive {
  let reader: MetadataReader

  /// The images in order; nil where there is no `manifest.json`.
  func images() throws(ImageError) -> [ImageRecord]? {
    guard let view = try reader.bytes("manifest.json") else { return nil }
    guard view.copy(limit: 4_096).first(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "[") else {
      throw .notAnImage(
        source: reader.source, found: "its manifest.json is not a list of images",
        remedy: "Save it with 'docker save', 'podman save' or 'skopeo copy ... oci-archive:FILE'.")
    }
    let items: [DockerManifestItem] = try reader.decode(view, "manifest.json")
    guard items.count <= reader.limits.images else {
      throw reader.damaged(
        "manifest.json",
        "names \(items.count) images, more than the limit of \(reader.limits.images) (--limit images)")
    }
    var images: [ImageRecord] = []
    for item in items { images.append(try image(item)) }
    return images
  }

  private static let blanks = Array(" \t\r\n".utf8)

  private func image(_ item: DockerManifestItem) throws(ImageError) -> ImageRecord {
    var image = ImageRecord()
    try reader.count(layers: item.layers.count, of: "manifest.json")
    for tag in item.repoTags where !image.tags.contains(tag) { image.tags.append(tag) }
    try readConfig(item.config, into: &image)
    let diffIDs = image.config?.diffIDs ?? []
    for (index, name) in item.layers.enumerated() {
      let stated = index < diffIDs.count ? diffIDs[index] : ""
      image.layers.append(try layer(name, stated, item.layerSources[stated]))
    }
    return image
  }

  private func readConfig(_ name: String, into image: inout ImageRecord) throws(ImageError) {
    guard try !reader.isMistaken(name) else {
      image.incomplete.append(Incomplete(what: "config '\(name)'", why: reader.noMetadata))
      return
    }
    guard let view = try reader.bytes(name) else {
      image.incomplete.append(
        Incomplete(what: "config '\(name)'", why: "is not in the archive, though manifest.json names it"))
      return
    }
    let digest = Digest.of(view)
    image.digest = digest
    image.configDigest = digest
    if let stated = MetadataReader.digest(inName: name), stated != digest, stated.algorithm == .sha256 {
      image.mismatches.append(
        DigestMismatch(what: "config", stated: stated.description, computed: digest.description, layer: nil))
    }
    do throws(ImageError) {
      let config: ImageConfig = try reader.decode(view, name)
      image.config = config
      image.platform = config.platform
    } catch {
      image.incomplete.append(Incomplete(what: "config '\(name)'", why: error.reasonOfMember))
    }
  }

  private func layer(
    _ name: String, _ diffID: String, _ source: Descriptor?
  ) throws(ImageError) -> LayerRecord {
    let isPresent = try reader.store.content(name) != nil
    let isBlob = name.hasPrefix("blobs/")
    return LayerRecord(
      blob: isPresent ? BlobName(member: reader.store.target(name)) : nil,
      name: name,
      digest: isBlob ? MetadataReader.digest(inName: name) : nil,
      diffID: Digest(diffID),
      mediaType: source?.mediaType ?? "",
      size: nil,
      urls: source?.urls ?? [])
  }
}
