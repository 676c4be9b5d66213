import Reports

/// The packages that were added, removed, or are there in other versions, by type and name.
enum PackageChanges {
  private struct Key: Hashable {
    let type: String
    let name: String
  }

  static func list(_ old: [PackageSummary], _ new: [PackageSummary]) -> [PackageChange] {
    let (before, now) = (versions(old), versions(new))
    return Set(before.keys).union(now.keys).compactMap { key in
      let (left, right) = (before[key] ?? [], now[key] ?? [])
      guard left != right else { return nil }
      return PackageChange(type: key.type, name: key.name, old: left.sorted(), new: right.sorted())
    }.sorted { ($0.type, $0.name) < ($1.type, $1.name) }
  }

  private static func versions(_ packages: [PackageSummary]) -> [Key: Set<String>] {
    var versions: [Key: Set<String>] = [:]
    for package in packages {
      versions[Key(type: package.type, name: package.name), default: []].insert(package.version)
    }
    return versions
  }
}
