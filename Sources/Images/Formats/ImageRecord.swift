import ArchiveIO
import Findings

/// An image as an archive describes it, before its layers are read.
package struct ImageRecord: Sendable {
  /// All tags, as written in the archive; `references` has each once.
  package var tags: [String] = []
  /// The digest of the manifest, or of the config where the format has no manifest.
  package var digest: Digest?
  /// Whether `digest` is that of the manifest.
  package var hasManifestDigest = false
  /// The digest of the config, which engines call the image's ID.
  package var configDigest: Digest?
  package var platform = Platform()
  /// nil where it is absent or damaged; `incomplete` then says so.
  package var config: ImageConfig?
  /// Of the manifest, over those of its descriptor.
  package var annotations: [String: String] = [:]
  /// The lowest first.
  package var layers: [LayerRecord] = []
  /// Digests of manifest and config that are not those of their bytes.
  package var mismatches: [DigestMismatch] = []
  package var incomplete: [Incomplete] = []
  /// What the archive says about the image beside it: provenance, bills of materials.
  package var attestations: [Attestation] = []

  package init() {}

  /// The tags taken apart, each once.
  package var references: [ImageReference] { .init(borne: tags) }

  /// The image's name without tag and digest; nil where the archive gives none.
  package var name: String? {
    let named = annotations["io.containerd.image.name"].map { [$0] } ?? []
    return (named + tags).lazy.map { ImageReference(borne: $0).name }.first { !$0.isEmpty }
  }
}

/// A layer as a manifest describes it.
package struct LayerRecord: Sendable {
  /// Where its bytes are; nil where they are not in the archive.
  package var blob: BlobName?
  /// The name or digest by which the manifest calls it.
  package var name: String
  /// The digest that the manifest states for the blob as stored; nil where the format states none.
  package var digest: Digest?
  /// The digest that the config states for the unpacked tar; nil where it states none.
  package var diffID: Digest?
  package var mediaType: String
  /// Bytes as stored, as the manifest states them.
  package var size: Int64?
  package var urls: [String] = []
}

/// The member that holds a blob, after links were followed: the same for all images that share it.
package struct BlobName: Sendable, Hashable {
  package let member: String
}

/// A digest or a size that is not that of the bytes it describes (OCI Image Specification, descriptor.md).
package struct DigestMismatch: Sendable, Hashable {
  package enum Measure: String, Sendable, Hashable { case digest, size }

  /// What was digested: `config`, `manifest`, `layer`.
  package let what: String
  package let stated: String
  package let computed: String
  /// The layer, from 0; nil for config and manifest.
  package let layer: Int?
  package let measure: Measure

  init(what: String, stated: String, computed: String, layer: Int?, measure: Measure = .digest) {
    self.what = what
    self.stated = stated
    self.computed = computed
    self.layer = layer
    self.measure = measure
  }

  /// nil where the sizes, in bytes, are equal or none is stated.
  static func ofSize(_ what: String, stated: Int64?, there: Int64, layer: Int? = nil) -> DigestMismatch? {
    guard let stated, stated != there else { return nil }
    return DigestMismatch(
      what: what, stated: "\(stated) bytes", computed: "\(there) bytes", layer: layer, measure: .size)
  }
}
