import Images
import Transfer

/// What has manifests and blobs by their digests: a registry, a directory.
protocol ManifestSource {
  /// The bytes of a manifest or an index, by a tag or a digest; nil where there is none.
  func manifest(_ reference: String) throws(SourceFailure) -> [UInt8]?
  /// A small blob; nil where there is none.
  func document(_ digest: String) throws(SourceFailure) -> [UInt8]?
  /// What is attached to a manifest.
  func referrers(of digest: String) throws(SourceFailure) -> [Descriptor]
}

/// The manifests of a registry's repository.
struct RegistryManifests: ManifestSource {
  let client: RegistryClient

  private static let indexes = [
    "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
  ]
  private static let manifests = [
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
  ]

  func manifest(_ reference: String) throws(SourceFailure) -> [UInt8]? {
    try client.document("manifests/\(reference)", accept: Self.indexes + Self.manifests)?.body
  }

  func document(_ digest: String) throws(SourceFailure) -> [UInt8]? {
    try client.document("blobs/\(digest)")?.body
  }

  /// By the API of referrers, or the tag that stands for it where a registry has none (OCI Distribution Specification,
  /// Listing Referrers, Unavailable Referrers API).
  func referrers(of digest: String) throws(SourceFailure) -> [Descriptor] {
    if let listed = try client.document("referrers/\(digest)", accept: [Self.indexes[0]]) {
      return try Self.descriptors(listed.body)
    }
    let tag = digest.replacing(":", with: "-")
    guard let listed = try client.document("manifests/\(tag)", accept: [Self.indexes[0]]) else { return [] }
    return try Self.descriptors(listed.body)
  }

  private static func descriptors(_ bytes: [UInt8]) throws(SourceFailure) -> [Descriptor] {
    try ImagePlan.decode(bytes, "the list of referrers").manifests ?? []
  }
}
