/// The policies that the program carries, so that it needs no file beside it.
package enum PolicyPacks {
  /// The text of each, by its name. A test holds the list to the folder.
  package static let all: [String: String] = [
    "baseline": text(PackageResources.baseline_yaml),
    "cis-docker": text(PackageResources.cis_docker_yaml),
    "development": text(PackageResources.development_yaml),
    "hipaa": text(PackageResources.hipaa_yaml),
    "kubernetes-restricted": text(PackageResources.kubernetes_restricted_yaml),
    "production": text(PackageResources.production_yaml),
    "staging": text(PackageResources.staging_yaml),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
