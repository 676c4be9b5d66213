/// A pointer to a blob (OCI Image Specification, descriptor.md).
package struct Descriptor: Sendable, Hashable, Decodable {
  package var mediaType = ""
  /// As stated; it may be no well-formed digest.
  package var digest = ""
  /// In bytes; nil where it is not stated.
  package var size: Int64?
  package var urls: [String] = []
  package var annotations: [String: String] = [:]
  package var platform: Platform?
  package var artifactType: String?

  package init() {}

  package init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    mediaType = try fields.optional("mediaType") ?? ""
    digest = try fields.optional("digest") ?? ""
    size = try fields.optional("size")
    urls = try fields.list("urls")
    annotations = try fields.texts("annotations")
    platform = try fields.optional("platform")
    artifactType = try fields.optional("artifactType")
  }
}

/// An image manifest (OCI manifest.md; Docker image manifest version 2, schema 2) or an image index (OCI
/// image-index.md; Docker manifest list): distinguished by what they hold, since `mediaType` may be absent.
package struct Manifest: Sendable, Hashable, Decodable {
  package var mediaType = ""
  package var artifactType: String?
  package var config: Descriptor?
  package var layers: [Descriptor] = []
  package var manifests: [Descriptor]?
  package var annotations: [String: String] = [:]
  package var subject: Descriptor?

  package init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    mediaType = try fields.optional("mediaType") ?? ""
    artifactType = try fields.optional("artifactType")
    config = try fields.optional("config")
    layers = try fields.list("layers")
    manifests = try fields.optional("manifests")
    annotations = try fields.texts("annotations")
    subject = try fields.optional("subject")
  }
}

/// One image of a docker-archive's `manifest.json`.
struct DockerManifestItem: Sendable, Hashable, Decodable {
  var config = ""
  var repoTags: [String] = []
  /// Names of the layers' members, the lowest first.
  var layers: [String] = []
  /// Descriptors of layers by diff ID, where a layer is not what its name says: foreign layers.
  var layerSources: [String: Descriptor] = [:]

  init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    config = try fields.optional("Config") ?? ""
    repoTags = try fields.list("RepoTags")
    layers = try fields.list("Layers")
    layerSources = try fields.optional("LayerSources") ?? [:]
  }
}
