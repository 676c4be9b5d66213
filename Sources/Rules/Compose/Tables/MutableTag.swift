/// Tags that name whatever is newest.
enum MutableTag {
  /// Whether a tag moves; no tag at all means `latest`.
  static func isMoving(_ tag: String?) -> Bool {
    guard let tag = tag?.lowercased() else { return true }
    return words.contains(tag) || tag.hasPrefix("latest-") || tag.hasSuffix("-latest")
  }

  private static let words: Set<String> = [
    "latest", "stable", "edge", "main", "master", "nightly", "dev", "develop", "development", "beta", "alpha",
    "canary", "rolling", "next", "snapshot", "unstable", "testing", "staging", "production", "prod", "lts",
    "current",
    "release",
  ]
}
