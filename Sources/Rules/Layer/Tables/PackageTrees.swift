import Findings
import Images

/// Directories whose files came with a package of a language or of the distribution, and are no one's mistake.
enum PackageTrees {
  private static let components: Set<[UInt8]> = Set(
    [
      "node_modules", "site-packages", "dist-packages", "gems", "bower_components", "jspm_packages",
      "_vendor",
      "vendor", "third_party", "testdata", ".rustup",
    ].map { Array($0.utf8) })

  private static let caches = [".cargo/registry/", ".m2/repository/", ".nuget/packages/", "go/pkg/mod/"]

  private static let roots = [
    "usr/share/", "usr/lib/", "usr/lib64/", "usr/libexec/", "usr/include/", "usr/local/lib/", "usr/local/go/",
    "usr/local/share/", "usr/local/cargo/registry/", "usr/local/rustup/", "usr/local/bundle/", "lib/",
    "lib64/",
    "opt/conda/", "opt/yarn-", "go/pkg/", "root/go/pkg/", "nix/store/", "gnu/store/", "proc/", "sys/", "dev/",
  ].map { Array($0.utf8) }

  /// Whether a path lies in one of them.
  static func hold(_ path: some Collection<UInt8>) -> Bool {
    let bytes = Array(path)
    if roots.contains(where: { bytes.starts(with: $0) }) { return true }
    let parts = bytes.split(separator: UInt8(ascii: "/")).dropLast()
    if parts.contains(where: { components.contains(Array($0)) }) { return true }
    let text = String(decoding: bytes, as: UTF8.self)
    return caches.contains { text.contains($0) }
  }
}

extension ImageFacts {
  /// Whether a file is nobody's but the image builder's: no package owns it and it lies in no package's tree.
  func isOwn(_ occurrence: FileOccurrence) -> Bool {
    facts.owners.owner(of: occurrence.path.bytes[...]) == nil && !PackageTrees.hold(occurrence.path.bytes)
  }
}
