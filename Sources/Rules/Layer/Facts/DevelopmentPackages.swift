import ArchiveIO
import Findings
import Images

/// Finds the npm packages that an application's own `package.json` or lock file needs for development only.
enum DevelopmentPackages {
  private struct Found {
    let name: String
    let isNamed: Bool
    let bytes: Int64
  }

  private struct ApplicationLayer: Hashable {
    let root: ArchivePath
    let layer: Int
  }

  /// Rules of their own tell of these.
  private static let others: [ToolSearch] = [
    .playwright, .puppeteer, .selenium, .cypress, .browserDrivers, .testFrameworks, .testDataGenerators,
  ]

  /// One match for each application and layer.
  static func matches(in image: ImageFacts) -> [Match] {
    let manifests = Dictionary(
      image.facts.manifests.map { (ArchivePath(bytes: $0.path).parent ?? ArchivePath(""), $0.value) },
      uniquingKeysWith: { first, _ in first })
    var found: [ApplicationLayer: [Found]] = [:]
    for installed in image.installed where installed.package.ecosystem == .npm && !installed.isRepackaged {
      let package = installed.package
      guard let root = root(of: installed.path), let manifest = manifests[root] else { continue }
      let isNamed = manifest.developmentDependencies.contains { $0.name == package.name }
      let isNeeded = (manifest.dependencies + manifest.optionalDependencies).contains {
        $0.name == package.name
      }
      guard package.isDevelopmentOnly ?? (isNamed && !isNeeded),
        !others.contains(where: { $0.holds(package) })
      else { continue }
      let folder = installed.path.parent.flatMap { image.tree.node(at: $0.bytes) }
      let bytes = folder.map { image.shares(below: $0).reduce(0) { $0 + $1.bytes } } ?? 0
      found[ApplicationLayer(root: root, layer: installed.layer), default: []].append(
        Found(name: package.name, isNamed: isNamed, bytes: bytes))
    }
    return found.sorted { ($0.key.root, $0.key.layer) < ($1.key.root, $1.key.layer) }.map(match)
  }

  private static func match(_ place: ApplicationLayer, _ found: [Found]) -> Match {
    // Those that the manifest names say more than what they brought along.
    let sorted = found.sorted { ($0.isNamed ? 0 : 1, $0.name) < ($1.isNamed ? 0 : 1, $1.name) }
    let bytes = found.reduce(0) { $0 + $1.bytes }
    let path =
      place.root.bytes + Array((place.root.bytes.isEmpty ? "" : "/").utf8) + Array("node_modules".utf8)
    return Match(
      .file(layer: place.layer, path: ArchivePath(bytes: path)),
      "\(Phrase.count(found.count, "development dependency", "development dependencies")) with \(ByteCount.show(bytes)) "
        + "\(found.count == 1 ? "is" : "are") installed: \(Phrase.list(sorted.map(\.name))).",
      state: .visible, bytes: bytes)
  }

  /// The directory that holds the first `node_modules` of a path; nil for a path without one.
  private static func root(of path: ArchivePath) -> ArchivePath? {
    let parts = path.bytes.split(separator: UInt8(ascii: "/"))
    guard let index = parts.firstIndex(where: { $0.elementsEqual("node_modules".utf8) }) else { return nil }
    return ArchivePath(bytes: Array(parts[..<index].joined(separator: [UInt8(ascii: "/")])))
  }
}
