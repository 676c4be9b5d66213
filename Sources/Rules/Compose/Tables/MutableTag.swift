/// Tags that name whatever is newest.
enum MutableTag {
  /// Whether a tag moves; no tag at all means `latest`. A tag of several words moves where each is such a word or the name
  /// of a flavour: `stable-alpine`, `slim`.
  static func isMoving(_ tag: String?) -> Bool {
    guard let tag = tag?.lowercased() else { return true }
    if tag.hasPrefix("latest-") || tag.hasSuffix("-latest") { return true }
    let parts = tag.split { $0 == "-" || $0 == "_" }
    return !parts.isEmpty && parts.allSatisfy { words.contains($0) || flavours.contains($0) }
  }

  private static let words: Set<Substring> = [
    "latest", "stable", "edge", "main", "master", "nightly", "dev", "develop", "development", "beta", "alpha",
    "canary", "rolling", "next", "snapshot", "unstable", "testing", "staging", "production", "prod", "lts",
    "current", "release", "test", "mainline", "trunk", "head", "tip", "preview", "experimental", "rc",
    "daily",
    "weekly", "qa", "uat", "live", "debug", "default",
  ]

  /// Words that name a variant or a distribution, and no version of the program.
  private static let flavours: Set<Substring> = [
    "alpine", "slim", "bookworm", "bullseye", "buster", "trixie", "jammy", "noble", "focal", "ubuntu",
    "debian",
    "fpm", "apache", "cli", "jre", "jdk", "perl", "otel", "management", "community", "oss", "full", "minimal",
    "distroless", "nonroot", "cpu", "gpu", "cuda", "amd64", "arm64",
  ]
}
