import Secrets

/// Tells, layer by layer, which package brought a file that holds a secret.
///
/// A package's record says which paths are the package's, and mostly not what stands in them. So it counts in a layer that
/// wrote the record too: what a later step puts at such a path is that step's. Where the record has checksums, as dpkg's
/// has, a file that the step changed after it installed the package is the step's as well.
struct BroughtFiles {
  private let owners: FileOwners
  private let own: OwnOrganisations
  private var published: PublishedFiles
  /// The ecosystems whose records the layer wrote.
  private var recorded: Set<Ecosystem> = []
  /// The records with checksums that the layer wrote.
  private var checksummed: [PackageFiles] = []
  /// What lower layers' packages brought, by path and value: a step that only changes the mode of a file copies it.
  private var known: [Key: FileOwners.Owner] = [:]

  private struct Key: Hashable {
    let path: [UInt8]
    let member: String?
    let hash: String
  }

  init(owners: FileOwners, own: OwnOrganisations) {
    self.owners = owners
    self.own = own
    published = PublishedFiles([FileFact](), own: own)
  }

  /// The files of the next layer follow, which tells `facts`.
  mutating func enter(_ facts: some Collection<FileFact>) {
    published = PublishedFiles(facts, own: own)
    recorded = Set(facts.compactMap(\.kind.recordOf))
    checksummed = facts.flatMap { fact -> [PackageFiles] in
      guard fact.kind == .dpkgChecksums, case .packages(let listing) = fact.content else { return [] }
      return listing.files
    }
  }

  /// The package that brought a whole file, whatever stands in it.
  ///
  /// - Parameter md5: of the file; nil where it is not known.
  func owner(ofFile path: ArraySlice<UInt8>, md5: [UInt8]?) -> FileOwners.Owner? {
    let listed = listed(path)
    guard !isChanged(path, of: listed, md5) else { return nil }
    return listed ?? published.owner(of: path, member: nil)
  }

  private func listed(_ path: ArraySlice<UInt8>) -> FileOwners.Owner? {
    owners.owner(of: path).flatMap { recorded.contains($0.ecosystem) ? $0 : nil }
  }

  /// Whether a package's record names the file with another content, and no package's with this one.
  private func isChanged(_ path: ArraySlice<UInt8>, of owner: FileOwners.Owner?, _ md5: [UInt8]?) -> Bool {
    guard let owner, owner.ecosystem == .dpkg, let md5 else { return false }
    var isListed = false
    // The owner's own record first, which mostly has the answer; another may have diverted the path.
    for isOwn in [true, false] {
      for files in checksummed where (files.package == owner.package) == isOwn {
        for (position, listed) in files.paths.enumerated() where Self.isSame(listed, path) {
          if files.checksums.dropFirst(position * md5.count).starts(with: md5) { return false }
          isListed = true
        }
      }
    }
    return isListed
  }

  private static let merged = Array("usr/".utf8)

  /// Whether two paths are of one file where the root's directories are links to those of `usr`.
  private static func isSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    return long == short
      || long.count == short.count + merged.count && long.starts(with: merged)
        && long.dropFirst(merged.count) == short
  }

  mutating func owner(
    of path: ArraySlice<UInt8>, _ match: SecretMatch, md5: [UInt8]?
  ) -> FileOwners.Owner? {
    let key = Key(path: Array(path), member: match.member, hash: match.hash)
    if let before = known[key] { return before }
    let listed = listed(path)
    guard !isChanged(path, of: listed, md5),
      let owner = listed ?? published.owner(of: path, member: match.member) ?? RegistryFolder.owner(of: path)
    else { return nil }
    known[key] = owner
    return owner
  }
}

extension FactKind {
  /// Whose packages a file of this kind records with the files that they own; nil where it records none.
  fileprivate var recordOf: Ecosystem? {
    switch self {
    case .dpkgStatus, .dpkgFileList, .dpkgChecksums: .dpkg
    case .apkInstalled: .apk
    case .rpmSQLite, .rpmWriteAheadLog, .rpmOtherFormat: .rpm
    case .pythonMetadata, .pythonRecord, .pythonInstalledFiles: .python
    case .nugetDependencies: .nuget
    case .condaPackage: .conda
    case .aptExtendedStates, .apkWorld, .npmPackage, .npmManifest, .npmLock, .npmHiddenLock, .yarnLock,
      .pnpmLock,
      .gemSpecification, .composerInstalled, .javaArchive, .passwd, .group, .shadow, .groupShadow, .sudoers,
      .osRelease, .program:
      nil
    }
  }
}

extension Ecosystem {
  /// What its packages are called before the word, with a blank; empty for the system's own.
  var title: String {
    switch self {
    case .dpkg, .apk, .rpm: ""
    case .python: "Python "
    case .npm: "npm "
    case .gem: "gem "
    case .go: "Go "
    case .cargo: "Cargo "
    case .maven: "Maven "
    case .composer: "Composer "
    case .nuget: "NuGet "
    case .conda: "Conda "
    }
  }
}
