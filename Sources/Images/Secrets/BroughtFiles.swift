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
  private var checksums = RecordedChecksums([], of: [])
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

  /// The files of the next layer follow, which tells `facts`; `files` are those whose MD5 is known.
  mutating func enter(_ facts: some Collection<FileFact>, files: [ArraySlice<UInt8>]) {
    published = PublishedFiles(facts, own: own)
    recorded = Set(facts.compactMap(\.kind.recordOf))
    checksums = RecordedChecksums(
      facts.flatMap { fact -> [PackageFiles] in
        guard fact.kind == .dpkgChecksums, case .packages(let listing) = fact.content else { return [] }
        return listing.files
      }, of: files)
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
    return checksums.state(md5, of: path) == false
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

/// The checksums that packages' records state of a few files. Most layers have no finding in a package's file, so nothing is
/// looked for before the first question.
private final class RecordedChecksums {
  private let records: [PackageFiles]
  private let files: [ArraySlice<UInt8>]
  private static let length = 16
  private static let merged = Array("usr/".utf8)

  private struct Index {
    var paths = PathTable()
    /// By the path's number; several where one package diverted the path of another.
    var checksums: [Int: [ArraySlice<UInt8>]] = [:]
  }

  private lazy var index: Index = {
    var index = Index()
    for file in files { _ = index.paths.insert(Self.key(file)) }
    for record in records {
      for (position, path) in record.paths.enumerated() {
        guard let number = index.paths.number(of: Self.key(path)) else { continue }
        let checksum = record.checksums.dropFirst(position * Self.length).prefix(Self.length)
        index.checksums[number, default: []].append(checksum)
      }
    }
    return index
  }()

  init(_ records: [PackageFiles], of files: [ArraySlice<UInt8>]) {
    self.records = records
    self.files = files
  }

  /// Whether a record states this checksum of one of the files; nil where none states any.
  func state(_ md5: [UInt8], of path: ArraySlice<UInt8>) -> Bool? {
    guard !records.isEmpty, let number = index.paths.number(of: Self.key(path)) else { return nil }
    return index.checksums[number]?.contains { $0.elementsEqual(md5) }
  }

  /// The path as it is where the root's directories are links to those of `usr`.
  private static func key(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path.starts(with: merged) ? path.dropFirst(merged.count) : path
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
      .autostart, .entryList, .osRelease, .program:
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
