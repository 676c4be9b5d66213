/// The packages of a layer that came whole from a public registry, by the directories and archives that they fill: a
/// file in one is judged by it, since everybody who installs the package has the file.
///
/// Only what is evidently published counts. The application's own code has the same forms: its jar, its `package.json`.
struct PublishedFiles {
  /// The owner of all below a path, and of the path itself.
  private var owners: [[UInt8]: FileOwners.Owner] = [:]

  init(_ facts: some Collection<FileFact>, own: OwnOrganisations) {
    for fact in facts {
      guard case .packages(let listing) = fact.content else { continue }
      switch fact.kind {
      case .npmPackage:
        if let package = listing.packages.first { insert(package, at: Array(fact.path.parent)) }
      case .gemSpecification:
        if let package = listing.packages.first { insert(package, at: Self.gemFolder(fact.path)) }
      case .composerInstalled:
        let vendor = Array(Array(fact.path.parent).parent)
        for package in listing.packages { insert(package, at: vendor + [.slash] + package.name.utf8) }
      case .dpkgStatus, .dpkgFileList, .dpkgChecksums, .aptExtendedStates, .apkInstalled, .apkWorld,
        .rpmSQLite,
        .rpmWriteAheadLog, .rpmOtherFormat, .pythonMetadata, .pythonRecord, .pythonInstalledFiles,
        .npmManifest,
        .npmLock, .npmHiddenLock, .yarnLock, .pnpmLock, .nugetDependencies, .condaPackage, .javaArchive,
        .passwd,
        .group, .shadow, .groupShadow, .sudoers, .osRelease, .autostart, .entryList, .program:
        break
      }
    }
    addArchives(facts, own)
  }

  /// The package that brought a file, or a file in an archive; nil where none evidently did.
  func owner(of path: ArraySlice<UInt8>, member: String?) -> FileOwners.Owner? {
    guard !owners.isEmpty else { return nil }
    var whole = Array(path)
    for part in (member ?? "").utf8.split(separator: .slash) {
      // Some write `a.jar!/b` for what lies in an archive.
      whole += [.slash] + (part.last == UInt8(ascii: "!") ? part.dropLast() : part)
    }
    while !whole.isEmpty {
      if let owner = owners[whole] { return owner }
      whole = Array(whole.parent)
    }
    return nil
  }

  private mutating func insert(_ package: Package, at folder: [UInt8]) {
    owners[folder] = FileOwners.Owner(ecosystem: package.ecosystem, package: package.name)
  }

  /// `.../specifications/rake-13.0.6.gemspec` is of `.../gems/rake-13.0.6`.
  private static func gemFolder(_ path: [UInt8]) -> [UInt8] {
    let name = path.dropFirst(path.parent.count).drop { $0 == .slash }.dropLast(".gemspec".utf8.count)
    return Array(Array(path.parent).parent) + Array("/gems/".utf8) + name
  }

  // MARK: Java

  private mutating func addArchives(_ facts: some Collection<FileFact>, _ own: OwnOrganisations) {
    for folder in LibraryFolder.all(in: facts) {
      for archive in folder.archives {
        for origin in archive.origins { add(origin, in: archive.path, folder.isOfLibraries, own) }
      }
    }
  }

  private mutating func add(
    _ origin: JavaOrigin, in archive: [UInt8], _ isLibraryFolder: Bool, _ own: OwnOrganisations
  ) {
    let path = origin.folder.isEmpty ? archive : archive + [.slash] + origin.folder
    let isLibrary = origin.folder.isEmpty ? isLibraryFolder : LibraryFolder.isInArchive(origin.folder)
    if isLibrary, origin.isNamedAsPublished, let name = origin.name, let organisation = origin.organisation,
      !own.contains(organisation)
    {
      owners[path] = FileOwners.Owner(ecosystem: .maven, package: name)
      return
    }
    // What was joined into an archive of one's own stays that of its publisher.
    for joined in origin.joined where joined.organisation != origin.organisation {
      guard !own.contains(joined.organisation) else { continue }
      owners[path + [.slash] + joined.folder] = FileOwners.Owner(ecosystem: .maven, package: joined.name)
    }
  }
}

/// A directory with archives of Java, and whether they are libraries or the application.
struct LibraryFolder {
  let archives: [(path: [UInt8], origins: [JavaOrigin])]
  let isOfLibraries: Bool

  /// The directories of a layer that hold any.
  static func all(in facts: some Sequence<FileFact>) -> [LibraryFolder] {
    let archives = facts.compactMap { fact -> (path: [UInt8], origins: [JavaOrigin])? in
      guard fact.kind == .javaArchive, case .packages(let listing) = fact.content else { return nil }
      return (fact.path, listing.origins)
    }
    return Dictionary(grouping: archives) { Array($0.path.parent) }.map { folder, archives in
      LibraryFolder(
        archives: archives,
        isOfLibraries: isRepository(folder)
          || holdsLibraries(archives.flatMap { $0.origins.filter(\.folder.isEmpty) }))
    }
  }

  private static let repositories = [
    "/.m2/repository/", "/.gradle/caches/", "/.ivy2/cache/", "/.cache/coursier/", "/BOOT-INF/lib/",
    "/WEB-INF/lib/",
  ].map { Array($0.utf8) }
  private static let inArchives = ["BOOT-INF/lib/", "WEB-INF/lib/", "lib/", "APP-INF/lib/"].map {
    Array($0.utf8)
  }
  /// Fewer may be the parts of one's own application.
  private static let fewest = 3

  /// Whether a build tool keeps here what it downloads.
  private static func isRepository(_ folder: [UInt8]) -> Bool {
    let whole = [.slash] + folder + [.slash]
    return repositories.contains { whole.firstRange(of: $0) != nil }
  }

  /// Whether an archive lies among the libraries of another, `folder` being its path in it.
  static func isInArchive(_ folder: [UInt8]) -> Bool {
    inArchives.contains { folder.starts(with: $0) || folder.firstRange(of: [.slash] + $0) != nil }
  }

  /// Whether the archives of one directory are libraries of several publishers.
  private static func holdsLibraries(_ origins: [JavaOrigin]) -> Bool {
    let published = origins.filter(\.isNamedAsPublished)
    return published.count >= fewest && Set(published.compactMap(\.organisation)).count > 1
  }
}

/// Whose code the application of an image is, by what starts and by the archives that are no libraries: theirs is never
/// taken for that of strangers.
struct OwnOrganisations {
  private var organisations: Set<JavaOrganisation> = []

  /// - Parameters:
  ///   - facts: of each layer.
  ///   - words: what the image starts.
  init(_ facts: some Sequence<some Sequence<FileFact>>, words: [String]) {
    for word in words where Self.isClass(word) { organisations.insert(JavaOrganisation(name: word)) }
    for layer in facts {
      for folder in LibraryFolder.all(in: layer) {
        for archive in folder.archives {
          // The application may lie among its libraries, under a name like theirs; what is started tells it.
          let isApplication = !folder.isOfLibraries || words.contains { Self.names($0, archive.path) }
          for origin in archive.origins {
            organisations.formUnion(origin.ownClasses)
            guard isApplication, origin.folder.isEmpty else { continue }
            organisations.formUnion([origin.organisation, origin.application].compactMap(\.self))
          }
        }
      }
    }
  }

  /// Whether a word of a command is an archive's path, or its name from a working directory.
  private static func names(_ word: String, _ path: [UInt8]) -> Bool {
    word.utf8.suffix(path.count).elementsEqual(path)
      || word.utf8.split(separator: .slash).last?.elementsEqual(path.split(separator: .slash).last ?? [])
        == true
  }

  func contains(_ organisation: JavaOrganisation) -> Bool { organisations.contains(organisation) }

  /// `com.example.shop.Main`: at least three names, the last of which begins with a capital.
  private static func isClass(_ word: String) -> Bool {
    let parts = word.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 3, let last = parts.last?.first,
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(last)
    else { return false }
    return parts.allSatisfy { part in
      part.first.map { !$0.isDigit } == true
        && part.allSatisfy {
          $0.isASCIILetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "$")
        }
    }
  }
}
