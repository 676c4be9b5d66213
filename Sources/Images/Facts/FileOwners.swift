/// A directory of the root that is a link to another, so that a file has two names: `bin` and `usr/bin` on a system with a
/// merged `/usr`.
package struct DirectoryAlias: Sendable, Hashable {
  /// One component, as bytes.
  package let name: [UInt8]
  /// As bytes, without slashes at either end.
  package let target: [UInt8]

  package init(name: String, target: String) {
    self.name = Array(name.utf8)
    self.target = Array(target.utf8)
  }

  /// The directories that distributions with a merged `/usr` link; pass on those that are links in the image.
  package static let mergedUsr = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].map {
    DirectoryAlias(name: $0, target: "usr/" + $0)
  }
}

/// Which package a file belongs to, by what the package databases list.
package struct FileOwners: Sendable {
  package struct Owner: Sendable, Hashable {
    package let ecosystem: Ecosystem
    package let package: String

    package init(ecosystem: Ecosystem, package: String) {
      self.ecosystem = ecosystem
      self.package = package
    }
  }

  private let aliases: [DirectoryAlias]
  private var owners: [Owner] = []
  private var paths = PathTable()
  /// Whose each path is, by its number.
  private var ownerOfPath: [UInt32] = []

  package init(aliases: [DirectoryAlias] = []) {
    self.aliases = aliases
  }

  /// The number of different paths.
  package var count: Int { paths.count }
  /// Whether packages of the operating system say which files are theirs.
  package private(set) var knowsSystem = false

  /// Adds the files of a package; a path that is known stays with its first owner.
  package mutating func insert(_ list: PathList, owner: Owner) {
    let number = UInt32(clamping: owners.count)
    owners.append(owner)
    if owner.ecosystem.isSystem, !list.isEmpty { knowsSystem = true }
    for path in list where paths.insert(canonical(path)).isNew { ownerOfPath.append(number) }
  }

  /// The package that lists a path (as bytes, without a leading slash); nil if none does.
  package func owner(of path: ArraySlice<UInt8>) -> Owner? {
    paths.number(of: canonical(path)).map { owners[Int(ownerOfPath[$0])] }
  }

  /// The path with its first directory replaced, if that is an alias.
  private func canonical(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !aliases.isEmpty, let end = path.firstIndex(of: .slash) else { return path }
    let first = path[..<end]
    guard let alias = aliases.first(where: { $0.name.count == first.count && $0.name[...] == first }) else {
      return path
    }
    return (alias.target + path[end...])[...]
  }
}
