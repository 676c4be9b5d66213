/// In which form an image was saved; the raw value is the word of the JSON report.
package enum ImageFormat: String, Sendable, Hashable, Codable, CaseIterable {
  /// Docker before 1.10: a directory for each layer, with its own `json`.
  case dockerV1 = "docker-v1"
  /// `manifest.json` with config and layers (docker save, podman, kaniko, crane, jib, bazel, Nix).
  case dockerArchive = "docker-archive"
  /// `manifest.json` beside an OCI image layout (docker save since 25).
  case dockerArchiveOCI = "docker-archive+oci"
  /// A tar of an OCI image layout.
  case ociArchive = "oci-archive"
  /// A directory with an OCI image layout.
  case ociLayout = "oci-layout"
  /// A tar of a root file system without any image config (docker export).
  case rootFileSystem = "root-file-system"
}
