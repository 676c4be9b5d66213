import ArchiveIO
import Findings
import Images
import Policies
import Reports
import Rules

extension ImageFacts {
  /// The first tag, else the name: how people call the image.
  package var title: String { tags.first ?? name }
}

extension ImageSummary {
  init(_ image: ImageFacts, of archive: SavedImages) {
    let counts = image.treeCounts
    self.init(
      source: archive.source,
      format: archive.format.rawValue,
      compression: archive.compression.rawValue,
      name: image.name,
      tags: image.tags,
      platform: image.platform.description,
      user: image.config.execution.user,
      digest: image.digest?.description,
      complete: image.isComplete,
      layers: image.layers.indices.map { LayerSummary(image, $0) },
      finalTree: FinalTree(
        files: counts.files, directories: counts.directories, symbolicLinks: counts.symbolicLinks,
        hardLinks: counts.hardLinks, others: counts.others, setUserID: counts.setUserID,
        setGroupID: counts.setGroupID, bytes: counts.bytes),
      originBasis: image.history.basis.rawValue)
    origin = archive.origin.map { ImageSource(place: $0.place, digest: $0.digest) }
    digestOf = image.digest.map { _ in image.hasManifestDigest ? "manifest" : "config" }
    created = image.config.created.flatMap { BuildTime($0) }.flatMap { Timestamp(seconds: $0.seconds)?.text }
    system = image.facts.osRelease.map {
      SystemSummary(id: $0.id, version: $0.versionID, name: $0.prettyName)
    }
    packages = PackageSummary.all(image)
    directories = image.largestDirectories().map(DirectorySummary.init)
  }
}

extension DirectorySummary {
  init(_ directory: DirectorySize) {
    self.init(
      path: directory.path.shown, bytes: directory.bytes, files: directory.files,
      children: directory.children.map(DirectorySummary.init))
  }
}

extension LayerSummary {
  init(_ image: ImageFacts, _ index: Int) {
    let layer = image.layers[index]
    let whiteouts = layer.scan.whiteoutCounts
    self.init(
      index: index,
      diffID: layer.scan.diffID?.description,
      digest: layer.scan.digest?.description,
      mediaType: layer.record.mediaType.isEmpty ? nil : layer.record.mediaType,
      compression: layer.scan.compression.rawValue,
      size: layer.scan.size,
      uncompressedSize: layer.scan.unpackedSize,
      entries: layer.scan.entries.count,
      whiteouts: whiteouts.files,
      opaque: whiteouts.opaque,
      instruction: image.history.writer(ofLayer: index).map { image.history.steps[$0].text },
      origin: image.history.origin(ofLayer: index),
      status: layer.status.rawValue)
    hiddenBytes = image.waste.layers[index].wasted
  }
}

extension HostBudget {
  /// The table of the projects with a row for the disk that images need; nil where nothing is to be said.
  init?(_ projects: HostBudget?, _ host: HostPolicy?, images: [ImageFacts]) {
    guard let disk = host?.disk, !images.isEmpty else {
      guard let projects else { return nil }
      self = projects
      return
    }
    self = projects ?? HostBudget(resources: [], shares: [])
    resources.append(
      Resource(
        name: "disk", available: Double(disk), overcommit: 1, promised: Double(ImageSpace.bytes(of: images)),
        reserved: 0, unlimited: []))
  }
}

extension ZoneCheck {
  /// The zones and what they forbid, as lines for people.
  package var text: String {
    let lines = zones.map { zone in
      let names = zone.members.map { $0.hasPrefix("service ") ? String($0.dropFirst(8)) : $0 }
      return "zone \(zone.name) (\(zone.reach)): \(names.joined(separator: ", "))"
    }
    return (lines + breaches.map { "forbidden: \($0.message)" }).map { $0 + "\n" }.joined()
  }
}
