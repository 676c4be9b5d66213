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
  private var checksums = RecordedChecksums([])
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
    checksums = RecordedChecksums(
      facts.flatMap { fact -> [PackageFiles] in
        guard fact.kind == .dpkgChecksums, case .packages(let listing) = fact.content else { return [] }
        return listing.files
      })
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
    let stated = checksums.of(path)
    return !stated.isEmpty && !stated.contains(md5)
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

/// The checksums that packages' records state, by path. Most layers have no finding in a package's file, so nothing is
/// indexed before the first question.
private final class RecordedChecksums {
  private let records: [PackageFiles]
  private static let length = 16
  private static let merged = Array("usr/".utf8)

  private lazy var byPath: [[UInt8]: [[UInt8]]] = {
    var byPath: [[UInt8]: [[UInt8]]] = [:]
    for record in records {
      for (position, path) in record.paths.enumerated() {
        let checksum = record.checksums.dropFirst(position * Self.length).prefix(Self.length)
        byPath[Self.key(path), default: []].append(Array(checksum))
      }
    }
    return byPath
  }()

  init(_ records: [PackageFiles]) { self.records = records }

  /// What the records state of a file; several where one package diverted the path of another.
  func of(_ path: ArraySlice<UInt8>) -> [[UInt8]] {
    records.isEmpty ? [] : byPath[Self.key(path), default: []]
  }

  /// The path as it is where the root's directories are links to those of `usr`.
  private static func key(_ path: ArraySlice<UInt8>) -> [UInt8] {
    Array(path.starts(with: merged) ? path.dropFirst(merged.count) : path)
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
      .autostart,
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
