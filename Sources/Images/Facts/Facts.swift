/// Something learnt, and the file that told it.
package struct Sourced<Value: Sendable & Hashable>: Sendable, Hashable {
  /// As bytes, without a leading slash.
  package let path: [UInt8]
  package let value: Value
}

/// What the files of an image, or of a part of it, tell together.
package struct Facts: Sendable {
  /// In the order of the paths, then of each file.
  package private(set) var packages: [Sourced<Package>] = []
  package private(set) var owners: FileOwners
  package private(set) var passwd: PasswdFile?
  package private(set) var group: GroupFile?
  package private(set) var shadow: ShadowFile?
  package private(set) var groupShadow: GroupShadowFile?
  package private(set) var osRelease: OSRelease?
  package private(set) var sudoers: [Sourced<Sudoers>] = []
  /// The files that run what they download, and when.
  package private(set) var autostarts: [Sourced<Autostart>] = []
  /// The lists of keys and libraries that list nothing, by their paths as bytes without a leading slash.
  package private(set) var emptyLists: Set<[UInt8]> = []
  package private(set) var programs: [Sourced<Program>] = []
  /// The applications' own `package.json` files.
  package private(set) var manifests: [Sourced<NpmManifest>] = []
  package private(set) var locks: [Sourced<LockFile>] = []
  package private(set) var problems: [Sourced<LineProblem>] = []
  /// The files that tell less than they should, with what this costs.
  package private(set) var gaps: [FactGap] = []
  package private(set) var failures: [Sourced<FactFailure>] = []

  /// Puts together what the files tell that are visible at the same time; the order does not matter.
  ///
  /// - Parameter aliases: the directories of the image that are links to others.
  package init(merging files: some Sequence<FileFact>, aliases: [DirectoryAlias] = []) {
    owners = FileOwners(aliases: aliases)
    let files = Array(files)
    let order = files.indices.sorted { files[$0].path.lexicographicallyPrecedes(files[$1].path) }
    let sorted = order.map { files[$0] }
    for file in sorted {
      problems += file.problems.map { Sourced(path: file.path, value: $0) }
      take(file)
    }
    mark(sorted)
    own(sorted)
    gaps = Self.gaps(sorted, packages: packages)
  }

  private mutating func take(_ file: FileFact) {
    switch file.content {
    case .packages(let listing): packages += listing.packages.map { Sourced(path: file.path, value: $0) }
    case .manifest(let manifest): manifests.append(Sourced(path: file.path, value: manifest))
    case .lock(let lock): locks.append(Sourced(path: file.path, value: lock))
    case .passwd(let value): passwd = value
    case .group(let value): group = value
    case .shadow(let value): shadow = value
    case .groupShadow(let value): groupShadow = value
    case .sudoers(let value): sudoers.append(Sourced(path: file.path, value: value))
    // `etc/os-release` comes first, and goes before the one in `usr/lib`.
    case .osRelease(let value): osRelease = osRelease ?? value
    case .autostart(let value): autostarts.append(Sourced(path: file.path, value: value))
    case .program(let program):
      programs.append(Sourced(path: file.path, value: program))
      packages += program.packages.map { Sourced(path: file.path, value: $0) }
    case .emptyList: emptyLists.insert(file.path)
    case .failure(let failure): failures.append(Sourced(path: file.path, value: failure))
    case .automatic, .requested, .nothing: break
    }
  }

  /// Says of each package what other files know of it.
  private mutating func mark(_ files: [FileFact]) {
    var automatic: Set<String>?
    var requested: Set<String>?
    for file in files {
      if case .automatic(let list) = file.content { automatic = list.names }
      if case .requested(let list) = file.content { requested = list.names }
    }
    let locked = NpmPlaces(files)
    let asked = PythonRequests(files)
    packages = packages.map { told in
      var package = told.value
      switch package.ecosystem {
      case .dpkg: package.isAutomatic = automatic.map { $0.contains(package.name) }
      case .apk: package.isAutomatic = requested.map { !$0.contains(package.name) }
      case .npm: package.isDevelopmentOnly = locked.isDevelopmentOnly(package, at: told.path)
      case .python: package.isAutomatic = asked.isAutomatic(metadata: told.path)
      case .rpm, .gem, .go, .cargo, .maven, .composer, .nuget, .conda: break
      }
      return Sourced(path: told.path, value: package)
    }
  }

  /// The systems' packages before the languages', which a distribution may have packed itself.
  private mutating func own(_ files: [FileFact]) {
    let names = PythonRequests.names(files)
    for isSystem in [true, false] {
      for file in files {
        guard case .packages(let listing) = file.content else { continue }
        for owned in listing.files where owned.ecosystem.isSystem == isSystem {
          let name = names[file.path.parent] ?? owned.package
          owners.insert(owned.paths, owner: FileOwners.Owner(ecosystem: owned.ecosystem, package: name))
        }
      }
    }
  }
}

extension Ecosystem {
  /// Whether its packages make up the operating system.
  package var isSystem: Bool {
    switch self {
    case .dpkg, .apk, .rpm: true
    case .python, .npm, .gem, .go, .cargo, .maven, .composer, .nuget, .conda: false
    }
  }
}

extension [UInt8] {
  /// The directory of a path; empty for a name alone.
  var parent: ArraySlice<UInt8> { self[..<(lastIndex(of: .slash) ?? 0)] }
}
