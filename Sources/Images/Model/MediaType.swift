/// What media types say about a blob (OCI Image Specification, media-types.md; Docker's own).
enum MediaType {
  /// Image configs; anything else as a manifest's config makes it an artifact and no image.
  static let imageConfigs: Set<String> = [
    "application/vnd.oci.image.config.v1+json",
    "application/vnd.docker.container.image.v1+json",
  ]

  /// Layers that are not to be pushed and so are often not in an archive: Windows base layers.
  static func isForeignLayer(_ mediaType: String) -> Bool {
    mediaType.contains(".foreign.") || mediaType.contains(".nondistributable.")
  }

  /// Layers that need a key (ocicrypt).
  static func isEncryptedLayer(_ mediaType: String) -> Bool { mediaType.hasSuffix("+encrypted") }

  /// Signatures, attestations and the like, which some tools store under an image's config type: no layer is one.
  static func isDocument(_ mediaType: String) -> Bool {
    mediaType.hasSuffix("json") || mediaType.hasSuffix("xml") || mediaType.hasPrefix("text/")
  }
}
