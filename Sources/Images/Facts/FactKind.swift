import ArchiveIO

/// The kinds of files from which facts are learnt, numbered for the cache of layers.
package enum FactKind: UInt8, Codable, Sendable, Hashable, CaseIterable {
  case dpkgStatus
  case dpkgFileList
  case dpkgChecksums
  case aptExtendedStates
  case apkInstalled
  case apkWorld
  case rpmSQLite
  case rpmWriteAheadLog
  case rpmOtherFormat
  case pythonMetadata
  case pythonRecord
  case pythonInstalledFiles
  case npmPackage
  case npmManifest
  case npmLock
  case npmHiddenLock
  case yarnLock
  case pnpmLock
  case gemSpecification
  case composerInstalled
  case nugetDependencies
  case condaPackage
  case javaArchive
  case passwd
  case group
  case shadow
  case groupShadow
  case sudoers
  case osRelease
  /// Its commands run by themselves.
  case autostart
  /// It matters only where it lists something.
  case entryList
  case program
}

/// That a file is wanted, and how much of it.
package struct FactInterest: Sendable, Hashable {
  package let kind: FactKind
  /// How many bytes of the file's start are wanted, at most its size.
  package let byteCount: Int
}

extension FactKind {
  /// Whether the content of a regular file is wanted; nil for most. Neither allocates nor copies: it is asked
  /// for every member of every layer.
  ///
  /// - Parameters:
  ///   - path: as bytes, without a leading slash or `./`.
  ///   - mode: the permission bits.
  ///   - size: of the file, in bytes.
  package static func interest(inPath path: Span<UInt8>, mode: UInt32, size: Int, limits: FactLimits)
    -> FactInterest?
  {
    guard size > 0, let kind = kind(of: PathParts(path), path, mode: mode, size: size) else { return nil }
    return FactInterest(kind: kind, byteCount: min(size, kind.byteLimit(limits)))
  }

  /// How many bytes are wanted once the first ones are there: a file that can be executed is most often no
  /// ELF file, and then not wanted at all, as a jar that is no zip.
  ///
  /// - Parameter head: at least four bytes, or the whole file.
  package func bytesWanted(afterHead head: Span<UInt8>, of interest: FactInterest) -> Int {
    // A script may stand before the zip, as where Spring Boot makes a jar that starts itself.
    if self == .javaArchive, head.starts(with: Array("#!".utf8)) { return interest.byteCount }
    let magic = self == .program ? ELFFile.magic : self == .javaArchive ? ZipDirectory.magic : []
    return head.starts(with: magic) ? interest.byteCount : 0
  }

  /// The most bytes that are read of a file of this kind.
  package func byteLimit(_ limits: FactLimits) -> Int { limit(limits).bytes }

  /// How messages name the limit on a file of this kind; empty for what is not read whatever its size.
  var limitFlag: String { limit(FactLimits()).flag }

  private func limit(_ limits: FactLimits) -> (bytes: Int, flag: String) {
    switch self {
    case .dpkgStatus, .apkInstalled, .rpmSQLite, .rpmOtherFormat:
      (limits.databaseBytes, "(--limit package-database-bytes)")
    case .dpkgFileList, .dpkgChecksums, .pythonRecord, .pythonInstalledFiles, .condaPackage:
      (limits.fileListBytes, "(--limit file-list-bytes)")
    case .aptExtendedStates, .apkWorld, .pythonMetadata, .npmPackage, .npmManifest, .gemSpecification:
      (limits.metadataBytes, "(--limit package-metadata-bytes)")
    case .npmLock, .npmHiddenLock, .yarnLock, .pnpmLock, .composerInstalled, .nugetDependencies:
      (limits.lockFileBytes, "(--limit lock-file-bytes)")
    case .passwd, .group, .shadow, .groupShadow, .sudoers, .osRelease, .autostart, .entryList:
      (limits.accountBytes, "(--limit account-file-bytes)")
    case .program: (limits.programBytes, "(--limit program-bytes)")
    case .javaArchive: (limits.archiveBytes, "(--limit jar-bytes)")
    case .rpmWriteAheadLog: (1, "")
    }
  }

  /// Whether the start of a file tells enough where all of it would be too much.
  var needsOnlyStart: Bool { self == .program || self == .rpmWriteAheadLog || self == .entryList }

  /// Whether it is read where it lies, and so costs no memory in a layer that is not packed.
  package var isReadInPlace: Bool { self == .program || self == .javaArchive }

  /// The name decides, and only when it is one of a few the directories before it.
  private static func kind(of parts: PathParts, _ path: Span<UInt8>, mode: UInt32, size: Int) -> FactKind? {
    guard let last = path.isEmpty ? nil : path[path.count - 1] else { return nil }
    let found: FactKind? =
      switch last {
      case UInt8(ascii: "A"), UInt8(ascii: "D"), UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "t"):
        python(parts, path)
      case UInt8(ascii: "n"), UInt8(ascii: "k"), UInt8(ascii: "l"): npm(parts, path) ?? json(parts, path)
      case UInt8(ascii: "r"): java(path)
      case UInt8(ascii: "c"): gem(parts, path)
      case UInt8(ascii: "s"), UInt8(ascii: "2"), UInt8(ascii: "d"):
        EntryList.isOne(parts, path) ? .entryList : nil
      default: nil
      }
    if let found = found ?? system(parts, path) { return found }
    if AutostartForm(parts, path) != nil { return .autostart }
    return program(parts, path, mode: mode, size: size)
  }

  private static func system(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    switch path[0] {
    case UInt8(ascii: "e"): account(parts, path)
    case UInt8(ascii: "l"): path.isEqual("lib/apk/db/installed") ? .apkInstalled : nil
    case UInt8(ascii: "v"):
      if path.hasPrefix("var/lib/dpkg/") {
        dpkg(parts, path)
      } else if path.hasPrefix("var/lib/rpm/") {
        rpm(parts, path)
      } else {
        path.isEqual("var/lib/apt/extended_states") ? .aptExtendedStates : nil
      }
    case UInt8(ascii: "u"):
      if path.isEqual("usr/lib/os-release") {
        .osRelease
      } else if path.isEqual("usr/lib/apk/db/installed") {
        .apkInstalled
      } else if path.hasPrefix("usr/lib/sysimage/rpm/") || path.hasPrefix("usr/share/rpm/") {
        rpm(parts, path)
      } else {
        path.isEqual("usr/local/etc/sudoers") ? .sudoers : nil
      }
    default: nil
    }
  }

  private static func account(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    guard path.hasPrefix("etc/") else { return nil }
    if parts.isName("passwd", path), path.isEqual("etc/passwd") { return .passwd }
    if parts.isName("group", path), path.isEqual("etc/group") { return .group }
    if parts.isName("shadow", path), path.isEqual("etc/shadow") { return .shadow }
    if parts.isName("gshadow", path), path.isEqual("etc/gshadow") { return .groupShadow }
    if parts.isName("sudoers", path), path.isEqual("etc/sudoers") { return .sudoers }
    if parts.isName("os-release", path), path.isEqual("etc/os-release") { return .osRelease }
    if parts.isName("world", path), path.isEqual("etc/apk/world") { return .apkWorld }
    // sudo passes over names with a point or a tilde at the end, which editors and packages leave.
    guard path.hasPrefix("etc/sudoers.d/"), path[path.count - 1] != UInt8(ascii: "~") else { return nil }
    return parts.nameContains(UInt8(ascii: "."), path) ? nil : .sudoers
  }

  private static func dpkg(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    if path.isEqual("var/lib/dpkg/status") { return .dpkgStatus }
    if path.hasPrefix("var/lib/dpkg/info/") {
      return path.hasSuffix(".list") ? .dpkgFileList : path.hasSuffix(".md5sums") ? .dpkgChecksums : nil
    }
    guard path.hasPrefix("var/lib/dpkg/status.d/") else { return nil }
    return path.hasSuffix(".md5sums") ? .dpkgChecksums : .dpkgStatus
  }

  private static func rpm(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    if parts.isName("rpmdb.sqlite", path) { return .rpmSQLite }
    if parts.isName("rpmdb.sqlite-wal", path) { return .rpmWriteAheadLog }
    if parts.isName("Packages", path) || parts.isName("Packages.db", path) { return .rpmOtherFormat }
    return nil
  }

  private static func python(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    if path.hasSuffix(".egg-info") { return .pythonMetadata }
    let isEgg = parts.isParentSuffix(".egg-info", path)
    if parts.isName("METADATA", path), parts.isParentSuffix(".dist-info", path) { return .pythonMetadata }
    if parts.isName("RECORD", path), parts.isParentSuffix(".dist-info", path) { return .pythonRecord }
    if parts.isName("PKG-INFO", path), isEgg || parts.isParentSuffix("EGG-INFO", path) {
      return .pythonMetadata
    }
    return isEgg && parts.isName("installed-files.txt", path) ? .pythonInstalledFiles : nil
  }

  private static func npm(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    if parts.isName("package.json", path) { return packageJSON(parts, path) }
    if parts.isName(".package-lock.json", path) {
      return parts.isParentSuffix("node_modules", path) ? .npmHiddenLock : nil
    }
    let kind: FactKind
    if parts.isName("package-lock.json", path) || parts.isName("npm-shrinkwrap.json", path) {
      kind = .npmLock
    } else if parts.isName("yarn.lock", path) {
      kind = .yarnLock
    } else if parts.isName("pnpm-lock.yaml", path) {
      kind = .pnpmLock
    } else {
      return nil
    }
    // A lock file within a package was its author's, and says nothing of what is here.
    return path.endOfLastNodeModules == nil ? kind : nil
  }

  /// In `node_modules`, of a package itself (`NAME` or `@SCOPE/NAME`) and not of a directory within it;
  /// outside, of an application, but not where a distribution keeps its own.
  private static func packageJSON(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    guard let start = path.endOfLastNodeModules else {
      if path.hasPrefix("usr/share/nodejs/") || path.hasPrefix("usr/lib/nodejs/") {
        let base = path.hasPrefix("usr/share/nodejs/") ? 17 : 15
        return path.isPackageFolder(from: base, to: parts.name.lowerBound) ? .npmPackage : nil
      }
      return path.hasPrefix("usr/share/") || path.hasPrefix("usr/lib/") ? nil : .npmManifest
    }
    return path.isPackageFolder(from: start, to: parts.name.lowerBound) ? .npmPackage : nil
  }

  private static func gem(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    guard path.hasSuffix(".gemspec") else { return nil }
    let isGem =
      parts.isParentSuffix("/specifications", path) || parts.isParentSuffix("/specifications/default", path)
    return isGem ? .gemSpecification : nil
  }

  /// The lists of Composer, of Conda and of .NET.
  private static func json(_ parts: PathParts, _ path: Span<UInt8>) -> FactKind? {
    if parts.isName("installed.json", path), parts.isParentSuffix("/composer", path) {
      return .composerInstalled
    }
    if path.hasSuffix(".json"), parts.isParentSuffix("conda-meta", path) { return .condaPackage }
    return path.hasSuffix(".deps.json") ? .nugetDependencies : nil
  }

  private static func java(_ path: Span<UInt8>) -> FactKind? {
    path.hasSuffix(".jar") || path.hasSuffix(".war") || path.hasSuffix(".ear") ? .javaArchive : nil
  }

  private static func program(_ parts: PathParts, _ path: Span<UInt8>, mode: UInt32, size: Int) -> FactKind? {
    let headerBytes = 52
    guard mode & 0o111 != 0, size >= headerBytes else { return nil }
    let isScript =
      path.hasSuffix(".sh") || path.hasSuffix(".py") || path.hasSuffix(".pl") || path.hasSuffix(".js")
      || path.hasSuffix(".rb")
    return isScript ? nil : .program
  }
}
