import ArchiveIO

/// Why a file that was wanted told nothing.
package enum FactFailure: Codable, Error, Hashable, CustomStringConvertible {
  /// The file is larger than is read of its kind, both in bytes; `flag` is how the limit is named.
  case tooLarge(size: Int, limit: Int, flag: String)
  case database(PackageDatabaseFailure)
  case json(JSONDamage)
  case program(ELFFailure)
  /// So much of an archive of libraries was there, both in bytes.
  case archiveTooLarge(size: Int, read: Int)

  package var description: String {
    switch self {
    case .tooLarge(let size, let limit, let flag):
      "the file has \(size) bytes, but at most \(limit) are read of such a file; check why it is so large, or raise the limit \(flag)"
    case .database(let failure): failure.description
    case .json(let damage): damage.description
    case .program(let failure): failure.description
    case .archiveTooLarge(let size, let read):
      "only \(read) of the archive's \(size) bytes are read (--limit jar-bytes), so its libraries are not listed"
    }
  }
}

/// What one file of a layer tells.
package struct FileFact: Codable, Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    /// The packages of a database or of one package's metadata, and the files they own.
    case packages(PackageListing)
    /// The names that apt installed as dependencies only.
    case automatic(PackageNames)
    /// The names that apk was asked for.
    case requested(PackageNames)
    case manifest(NpmManifest)
    case lock(LockFile)
    case passwd(PasswdFile)
    case group(GroupFile)
    case shadow(ShadowFile)
    case groupShadow(GroupShadowFile)
    case sudoers(Sudoers)
    case osRelease(OSRelease)
    case autostart(Autostart)
    case program(Program)
    /// A list that lists nothing.
    case emptyList
    /// The file is not what its name lets expect, and there is nothing wrong with that.
    case nothing
    case failure(FactFailure)
  }

  package let kind: FactKind
  /// As bytes, without a leading slash.
  package let path: [UInt8]
  package let content: Content
  /// The size of a program of which only the start was read, in bytes; nil for all others.
  package private(set) var unreadSize: Int?

  /// Parses a file of a kind.
  ///
  /// - Parameters:
  ///   - bytes: the file's start, as many bytes as were wanted.
  ///   - size: the whole file's size, in bytes.
  package init(
    kind: FactKind, path: [UInt8], bytes: [UInt8], size: Int, limits: FactLimits = FactLimits()
  ) {
    self.kind = kind
    self.path = path
    guard bytes.count >= size || kind.needsOnlyStart else {
      content = .failure(.tooLarge(size: size, limit: kind.byteLimit(limits), flag: kind.limitFlag))
      return
    }
    do {
      content = try Self.content(kind, path[...], bytes, size: size, limits)
    } catch {
      content = .failure(error)
    }
    if kind == .program, size > bytes.count { unreadSize = size }
  }

  /// Parses a program without copying it, as where a layer is mapped.
  /// - Parameter size: the whole file's size, in bytes; nil where the bytes are all of it.
  package init(
    program bytes: Span<UInt8>, path: [UInt8], size: Int? = nil, limits: FactLimits = FactLimits()
  ) {
    kind = .program
    self.path = path
    content = Self.program(bytes, limits)
    unreadSize = size.flatMap { $0 > bytes.count ? $0 : nil }
  }

  /// Parses an archive of Java libraries without copying it.
  /// - Parameter size: the whole file's size, in bytes; the archive's directory is at its end.
  package init(
    javaArchive bytes: Span<UInt8>, path: [UInt8], size: Int, limits: FactLimits = FactLimits()
  ) {
    kind = .javaArchive
    self.path = path
    content =
      bytes.count < size
      ? .failure(.archiveTooLarge(size: size, read: bytes.count))
      : .packages(JavaArchive.parse(bytes, path: path[...], limits: limits))
  }

  /// Parses what was gathered of an archive of Java libraries.
  /// - Parameter size: the whole file's size, in bytes.
  package init(
    javaArchive zip: GatheredZip, path: [UInt8], size: Int, limits: FactLimits = FactLimits()
  ) {
    kind = .javaArchive
    self.path = path
    content =
      zip.count < size
      ? .failure(.archiveTooLarge(size: size, read: zip.count))
      : .packages(JavaArchive.parse(zip, path: path[...], limits: limits))
  }

  /// The lines that could not be understood.
  package var problems: [LineProblem] {
    switch content {
    case .packages(let listing): listing.problems
    case .lock(let file): file.problems
    case .passwd(let file): file.problems
    case .group(let file): file.problems
    case .shadow(let file): file.problems
    case .groupShadow(let file): file.problems
    case .sudoers(let file): file.problems
    case .osRelease(let file): file.problems
    case .automatic(let names), .requested(let names): names.problems
    case .manifest, .autostart, .program, .emptyList, .nothing, .failure: []
    }
  }

  private static func content(
    _ kind: FactKind, _ path: ArraySlice<UInt8>, _ bytes: [UInt8], size: Int, _ limits: FactLimits
  ) throws(FactFailure) -> Content {
    switch kind {
    case .dpkgStatus:
      return .packages(
        DpkgStatus.parse(
          bytes, isDatabase: path.hasSuffix("/status"), limits: limits))
    case .dpkgFileList:
      return .packages(DpkgFiles.parseList(bytes, package: DpkgFiles.package(ofRecord: path)))
    case .dpkgChecksums:
      return .packages(DpkgFiles.parseMD5Sums(bytes, package: DpkgFiles.package(ofRecord: path)))
    case .aptExtendedStates: return .automatic(DpkgFiles.parseExtendedStates(bytes))
    case .apkInstalled: return .packages(ApkInstalled.parse(bytes, limits: limits))
    case .apkWorld: return .requested(ApkInstalled.parseWorld(bytes))
    case .rpmSQLite, .rpmOtherFormat:
      do { return .packages(try RpmDatabase.parse(bytes, limits: limits)) } catch { throw .database(error) }
    case .rpmWriteAheadLog: throw .database(.unmergedLog(bytes: size))
    case .pythonMetadata:
      return .packages(
        PythonMetadata.parse(bytes).map { PackageListing(packages: [$0]) } ?? .without("`Name` or `Version`"))
    case .pythonRecord: return .packages(PythonMetadata.parseRecord(bytes, path: path))
    case .pythonInstalledFiles: return .packages(PythonMetadata.parseInstalledFiles(bytes, path: path))
    case .npmPackage:
      do {
        // A manifest without a name only says how the files beside it are read, and is no package's.
        let package = try NpmManifest(parsing: bytes).package
        return package.map { .packages(PackageListing(packages: [$0])) } ?? .nothing
      } catch {
        throw .json(error)
      }
    case .npmManifest:
      do { return .manifest(try NpmManifest(parsing: bytes)) } catch { throw .json(error) }
    case .npmLock, .npmHiddenLock:
      do { return .lock(try NpmLock.parse(bytes)) } catch { throw .json(error) }
    case .yarnLock: return .lock(YarnLock.parse(bytes))
    case .pnpmLock: return .lock(PnpmLock.parse(bytes))
    case .gemSpecification:
      let package = GemSpecification.parse(bytes, path: path)
      return .packages(package.map { PackageListing(packages: [$0]) } ?? .without("a name and a version"))
    case .composerInstalled:
      do { return .packages(try ComposerInstalled.parse(bytes, limits: limits)) } catch { throw .json(error) }
    case .nugetDependencies:
      do {
        return .packages(try NuGetDependencies.parse(bytes, path: path, limits: limits))
      } catch {
        throw .json(error)
      }
    case .condaPackage:
      do { return .packages(try CondaPackage.parse(bytes, path: path)) } catch { throw .json(error) }
    case .javaArchive: return .packages(JavaArchive.parse(bytes.span, path: path, limits: limits))
    case .passwd: return .passwd(PasswdFile(parsing: bytes))
    case .group: return .group(GroupFile(parsing: bytes))
    case .shadow: return .shadow(ShadowFile(parsing: bytes))
    case .groupShadow: return .groupShadow(GroupShadowFile(parsing: bytes))
    case .sudoers: return .sudoers(Sudoers(parsing: bytes))
    case .osRelease: return .osRelease(OSRelease(parsing: bytes))
    case .autostart:
      let form = AutostartForm(PathParts(path.span), path.span)
      return form.flatMap { Autostart(parsing: bytes, as: $0) }.map { .autostart($0) } ?? .nothing
    // What only the start is read of may list something behind it.
    case .entryList: return bytes.count >= size && EntryList.isEmpty(bytes) ? .emptyList : .nothing
    case .program: return program(bytes.span, limits)
    }
  }

  private static func program(_ bytes: Span<UInt8>, _ limits: FactLimits) -> Content {
    do {
      return .program(try Program(parsing: bytes, limits: limits))
    } catch .notELF {
      return .nothing
    } catch {
      return .failure(.program(error))
    }
  }
}
