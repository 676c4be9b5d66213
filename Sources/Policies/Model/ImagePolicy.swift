import Compose

/// What an image may be and hold.
package struct ImagePolicy: Sendable, Hashable {
  /// The largest sum of the layers' uncompressed sizes.
  package var maximumSize: Int64 = 1_000_000_000
  /// The most bytes of files that a later layer hides.
  package var maximumWaste: Int64 = 50_000_000
  /// The least part of all file bytes that is still visible in the final file tree.
  package var minimumEfficiency = 0.90
  /// Tags, in lower case, that stand for another image from one build to the next.
  package var rollingTags: [String] = [
    "beta", "canary", "current", "dev", "develop", "development", "edge", "head", "latest", "main", "master",
    "next", "nightly", "prod", "production", "release", "snapshot", "stable", "staging", "test", "testing",
    "trunk", "unstable",
  ]
  /// The largest uncompressed size of one layer.
  package var maximumLayerSize: Int64 = 500_000_000
  /// The most layers; the overlay file system of Linux takes 127.
  package var maximumLayers = 60
  /// Waste that is not worth a finding: the least bytes that one layer hides of another.
  package var smallestWaste: Int64 = 1_000_000
  /// The least bytes of a cache, of logs or of build products that are worth a finding.
  package var smallestCache: Int64 = 10_000
  /// Whether it must be known on which image an image is built.
  package var requiresBase = false
  /// What is asked of an image beside these limits, in the order of the policy.
  package var requirements: [Requirement] = []

  package init() {}
}

extension ImagePolicy: PolicySection {
  static let settings: [Setting<ImagePolicy>] = limits + RequirementSettings.all

  private static let limits: [Setting<ImagePolicy>] = [
    .size(
      "max-size", \.maximumSize, "The maximum total of the layers' uncompressed sizes.",
      rules: ["image-too-large"]),
    .size(
      "max-layer-size", \.maximumLayerSize, "The maximum uncompressed size of one layer.",
      rules: ["layer-too-large"]),
    .count("max-layers", \.maximumLayers, "The maximum number of layers.", rules: ["image-too-many-layers"]),
    .size(
      "max-waste", \.maximumWaste, "The maximum number of bytes in files that a later layer hides.",
      rules: ["image-wasted-space"]),
    .number(
      "min-efficiency", \.minimumEfficiency, .ratio,
      "The minimum share of all file bytes that is visible in the final image.", rules: ["image-wasted-space"]
    ),
    .size(
      "smallest-waste", \.smallestWaste,
      "The minimum number of bytes that one layer must hide of another for a finding.",
      rules: ["layer-deleted-bytes", "layer-overwritten-bytes", "layer-rewritten-bytes"]),
    .size(
      "smallest-cache", \.smallestCache,
      "The minimum size of a cache, logs or build products for a finding.",
      rules: ["layer-language-package-cache", "layer-log-file", "layer-system-package-cache"]),
    .texts(
      "rolling-tags", \.rollingTags, "Tags that name another image after each build.",
      rules: ["image-rolling-tag"]),
    .boolean(
      "require-base", \.requiresBase, "Whether an image must name its base image.",
      rules: ["image-unknown-base"]),
  ]
}
