import Findings

/// A package of the final file tree, and the layer that brought it.
package struct InstalledPackage: Sendable, Hashable {
  package let package: Package
  /// The file that records it: a database, or the package's own metadata.
  package let path: ArchivePath
  /// The lowest layer from which on every version of the record names it: the one whose instruction installed
  /// it, and not the last one that wrote the record again.
  package let layer: Int
  /// Whether a package of the distribution owns the record, which then tells of it already: the Python metadata
  /// of a package that came with apt.
  package let isRepackaged: Bool
}

/// Follows the records of packages through the layers.
struct PackageHistory {
  private struct Key: Hashable {
    let ecosystem: Ecosystem
    let name: String
  }

  /// By the record's path: since which layer it has each of the packages it names now.
  private var since: [[UInt8]: [Key: Int]] = [:]

  init(_ layers: [LayerScan], _ tree: FileTree) {
    for (number, layer) in layers.enumerated() {
      for (entry, fact) in layer.facts.sorted(by: { $0.key < $1.key }) {
        guard let names = Self.names(fact) else { continue }
        let known = since[fact.path] ?? [:]
        var current: [Key: Int] = [:]
        for name in names { current[name] = known[name] ?? number }
        // A record that was deleted begins anew, should it come back.
        let cause = tree.hiding(of: EntryID(layer: number, index: entry))?.cause
        since[fact.path] = cause == .deleted || cause == .opaque ? [:] : current
      }
    }
  }

  /// The packages that the visible records name, in their order.
  func installed(_ facts: Facts) -> [InstalledPackage] {
    facts.packages.compactMap { told in
      let key = Key(ecosystem: told.value.ecosystem, name: told.value.name)
      guard let layer = since[told.path]?[key] else { return nil }
      let owner = facts.owners.owner(of: told.path[...])
      return InstalledPackage(
        package: told.value, path: ArchivePath(bytes: told.path), layer: layer,
        isRepackaged: !told.value.ecosystem.isSystem && owner?.ecosystem.isSystem == true)
    }
  }

  private static func names(_ fact: FileFact) -> Set<Key>? {
    let packages: [Package]
    switch fact.content {
    case .packages(let listing): packages = listing.packages
    case .program(let program): packages = program.packages
    case .automatic, .requested, .manifest, .lock, .passwd, .group, .shadow, .groupShadow, .sudoers,
      .autostart, .osRelease, .emptyList, .nothing, .failure:
      return nil
    }
    guard !packages.isEmpty else { return nil }
    return Set(packages.map { Key(ecosystem: $0.ecosystem, name: $0.name) })
  }
}
