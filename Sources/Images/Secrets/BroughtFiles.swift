import Secrets

/// Tells, layer by layer, which package brought a file that holds a secret.
///
/// A package's record says which paths are the package's, and not what stands in them. So it counts in a layer that
/// wrote the record too: what a later step puts at such a path is that step's.
struct BroughtFiles {
  private let owners: FileOwners
  private let own: OwnOrganisations
  private var published: PublishedFiles
  /// The ecosystems whose records the layer wrote.
  private var recorded: Set<Ecosystem> = []
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
  }

  /// The package that brought a whole file, whatever stands in it.
  func owner(ofFile path: ArraySlice<UInt8>) -> FileOwners.Owner? {
    let listed = owners.owner(of: path).flatMap { recorded.contains($0.ecosystem) ? $0 : nil }
    return listed ?? published.owner(of: path, member: nil)
  }

  mutating func owner(of path: ArraySlice<UInt8>, _ match: SecretMatch) -> FileOwners.Owner? {
    let key = Key(path: Array(path), member: match.member, hash: match.hash)
    if let before = known[key] { return before }
    let listed = owners.owner(of: path).flatMap { recorded.contains($0.ecosystem) ? $0 : nil }
    guard
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
