import ArchiveIO

/// The libraries in a jar, war or ear: those that Maven packed say who they are in
/// `META-INF/maven/GROUP/ARTIFACT/pom.properties`, also where several were joined into one archive.
///
/// Of the others (Gradle writes no such file) only the file's name and the manifest tell a name and a version. Nothing
/// tells their group then, and it is not guessed. Archives in it are read too, to the limits that hold for the search for
/// secrets (`InsideLimits`); what could not be read is a problem of the listing.
package enum JavaArchive {
  private static let longestProperties = 64 << 10
  private static let longestManifest = 16 << 20

  /// - Parameter path: where the archive lies, which may tell name and version.
  package static func parse(_ bytes: Span<UInt8>, path: ArraySlice<UInt8>, limits: FactLimits)
    -> PackageListing
  {
    var reading = Reading(limits: limits, size: bytes.count)
    reading.read(bytes, path: path, in: Position())
    return reading.listing
  }

  /// Where an archive lies.
  private struct Position {
    /// In the outermost archive; empty for that itself.
    var folder: [UInt8] = []
    /// Archives around it.
    var level = 0
    /// Bytes of archives around it that are held.
    var heldBytes = 0
  }

  /// What an archive's files tell of itself.
  private struct Found {
    var origin: JavaOrigin
    /// Maven's files, the manifest and the archives in it, with their numbers.
    var entries: [(number: Int, entry: ZipDirectory.Entry)] = []
    var artifacts: [String] = []
    var manifest: JavaManifest?
  }

  private struct Reading {
    var listing = PackageListing()
    private let limits: FactLimits
    private let budget: InsideBudget
    private var seen: Set<Package> = []
    /// Limits that were said to be reached.
    private var said: Set<String> = []

    init(limits: FactLimits, size: Int) {
      self.limits = limits
      budget = InsideBudget(limits.inside, stored: size)
    }

    mutating func read(_ bytes: Span<UInt8>, path: ArraySlice<UInt8>, in place: Position) {
      var found = Found(origin: JavaOrigin(archive: path, folder: place.folder))
      do throws(ArchiveError) {
        list(try ZipDirectory(bytes), bytes, place, into: &found)
      } catch {
        report(1, error, place)
        return
      }
      for (number, entry) in found.entries {
        do throws(ArchiveError) {
          try take(entry, bytes, place, into: &found)
        } catch {
          report(number, error, place)
        }
      }
      if let manifest = found.manifest { found.origin.add(manifest) }
      listing.origins.append(found.origin)
      let name = JavaFileName(path)
      // Where Maven's file of the archive itself is missing, those in it are of what was joined into it.
      guard !found.artifacts.contains(where: { name.stem.hasPrefix($0) }) else { return }
      guard let version = name.version ?? found.manifest?.version else { return }
      append(Package(ecosystem: .maven, name: name.name, version: version))
    }

    private mutating func list(
      _ directory: ZipDirectory, _ bytes: Span<UInt8>, _ place: Position, into found: inout Found
    ) {
      directory.forEach(in: bytes, where: JavaArchive.isWanted) { number, result in
        do throws(ArchiveError) {
          let entry = try result.get()
          if JavaOrigin.isOwnClass(entry.name.span) {
            found.origin.addOwnClass(entry.name)
          } else {
            try budget.countMember()
            found.entries.append((number, entry))
          }
          return true
        } catch {
          report(number, error, place)
          if case .limit = error { return false }
          return true
        }
      }
    }

    private mutating func take(
      _ entry: ZipDirectory.Entry, _ bytes: Span<UInt8>, _ place: Position, into found: inout Found
    ) throws(ArchiveError) {
      if entry.name[...].hasSuffix(".jar") || entry.name[...].hasSuffix(".war") {
        try readNested(entry, bytes, in: place)
      } else if entry.name[...].hasSuffix("pom.properties") {
        let text = try entry.unpacked(bytes, limit: JavaArchive.longestProperties, budget: budget)
        // One that nobody filled in is a template, and no library's.
        guard let package = MavenProperties(parsing: text).package else { return }
        found.artifacts.append(package.name.split(separator: ":").last.map(String.init) ?? package.name)
        found.origin.add(package)
        append(package)
      } else {
        let text = try entry.unpacked(bytes, limit: JavaArchive.longestManifest, budget: budget)
        found.manifest = JavaManifest(text)
      }
    }

    /// One that is not packed is read where it lies.
    private mutating func readNested(
      _ entry: ZipDirectory.Entry, _ bytes: Span<UInt8>, in outer: Position
    ) throws(ArchiveError) {
      var place = outer
      place.folder = outer.folder.isEmpty ? entry.name : outer.folder + [.slash] + entry.name
      place.level += 1
      guard place.level < limits.inside.levels else {
        throw .limit(
          what: "the number of archives around an archive in it",
          allowed: "\(place.level - 1) (--limit inside-levels)")
      }
      if let stored = entry.stored {
        return read(bytes.extracting(stored), path: entry.name[...], in: place)
      }
      let room = limits.inside.heldBytes - outer.heldBytes
      let unpacked = try entry.unpacked(bytes, limit: room, budget: budget)
      place.heldBytes += unpacked.count
      read(unpacked.span, path: entry.name[...], in: place)
    }

    private mutating func append(_ package: Package) {
      guard seen.insert(package).inserted else { return }
      guard listing.packages.count < limits.packages else {
        let error = ArchiveError.limit(
          what: "the number of libraries in it", allowed: "\(limits.packages) (--limit packages)")
        return report(1, error, Position())
      }
      listing.packages.append(package)
    }

    /// A limit is reported once of each archive.
    private mutating func report(_ number: Int, _ error: ArchiveError, _ place: Position) {
      let folder = place.folder.isEmpty ? "" : "in \(place.folder[...].text): "
      let reason = folder + error.description
      if case .limit = error, !said.insert(reason).inserted { return }
      listing.problems.append(LineProblem(line: number, unit: .record, reason: reason))
    }
  }

  private static func isWanted(_ name: Span<UInt8>) -> Bool {
    if name.hasSuffix("/pom.properties") { return name.hasPrefix("META-INF/maven/") }
    return name.hasSuffix(".jar") || name.hasSuffix(".war") || name.isEqual("META-INF/MANIFEST.MF")
      || JavaOrigin.isOwnClass(name)
  }
}

/// What the name of an archive tells: `log4j-1.2-api-2.17.1.jar` is `log4j-1.2-api` and `2.17.1`.
struct JavaFileName {
  /// Without directories and without what follows the last point.
  let stem: String
  let name: String
  /// The last parts from one that begins with a digit on; nil where none does.
  let version: String?

  init(_ path: ArraySlice<UInt8>) {
    let file = path[(path.lastIndex(of: .slash).map { $0 + 1 } ?? path.startIndex)...]
    let stem = file[..<(file.lastIndex(of: UInt8(ascii: ".")) ?? file.endIndex)]
    self.stem = stem.text
    let parts = stem.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isNumber(_ index: Int) -> Bool { index > 0 && parts[index].first?.isDigit == true }
    guard var start = parts.indices.last(where: isNumber) else {
      (name, version) = (stem.text, nil)
      return
    }
    while isNumber(start - 1) { start -= 1 }
    name = parts[..<start].map(\.text).joined(separator: "-")
    version = parts[start...].map(\.text).joined(separator: "-")
  }
}
