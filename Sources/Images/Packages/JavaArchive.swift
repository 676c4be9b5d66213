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
    var reading = Reading(plan(limits, size: bytes.count), limits)
    reading.read(bytes, path: path, in: Position())
    return reading.listing
  }

  /// Takes an archive of so many bytes that comes in pieces, and holds what `parse` looks at.
  package static func gathering(size: Int, limits: FactLimits) -> GatheredZip {
    GatheredZip(plan(limits, size: size))
  }

  /// Parses what was gathered of an archive.
  /// - Parameter path: where the archive lies, which may tell name and version.
  package static func parse(_ zip: GatheredZip, path: ArraySlice<UInt8>, limits: FactLimits)
    -> PackageListing
  {
    var reading = Reading(zip.plan, limits)
    reading.read(zip, path: path, in: Position())
    return reading.listing
  }

  private static func plan(_ limits: FactLimits, size: Int) -> GatheredZip.Plan {
    GatheredZip.Plan(InsideBudget(limits.inside, stored: size)) { name in
      if isProperties(name) || isManifest(name) { return .content }
      return isArchive(name) ? .archive : .nothing
    }
  }

  /// Where an archive lies.
  private struct Position {
    /// In the outermost archive; empty for that itself.
    var folder: [UInt8] = []
    /// Archives around it.
    var level = 0
    /// What was gathered of the zip that it lies in, and where it starts there; nil where all of that lies in memory.
    var gathered: (zip: GatheredZip, start: Int)?
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
    private let plan: GatheredZip.Plan
    private var seen: Set<Package> = []
    /// Limits that were said to be reached.
    private var said: Set<String> = []

    init(_ plan: GatheredZip.Plan, _ limits: FactLimits) {
      self.limits = limits
      self.plan = plan
    }

    private var budget: InsideBudget { plan.budget }

    mutating func read(_ zip: GatheredZip, path: ArraySlice<UInt8>, in place: Position) {
      if let failure = zip.failure { return report(1, failure, place) }
      var place = place
      place.gathered = (zip, 0)
      zip.withBytes { read($0, path: path, in: place) }
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
      if JavaArchive.isArchive(entry.name.span) {
        try readNested(entry, bytes, in: place)
      } else if JavaArchive.isProperties(entry.name.span) {
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
        place.gathered = outer.gathered.map { ($0.zip, $0.start + stored.lowerBound) }
        return read(bytes.extracting(stored), path: entry.name[...], in: place)
      }
      let start = outer.gathered?.start ?? 0
      let archive = try entry.archive(
        bytes, of: outer.gathered?.zip, startingAt: start, plan, level: place.level)
      read(archive, path: entry.name[...], in: place)
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
    isProperties(name) || isArchive(name) || isManifest(name) || JavaOrigin.isOwnClass(name)
  }

  private static func isProperties(_ name: Span<UInt8>) -> Bool {
    name.hasSuffix("/pom.properties") && name.hasPrefix("META-INF/maven/")
  }

  private static func isArchive(_ name: Span<UInt8>) -> Bool {
    name.hasSuffix(".jar") || name.hasSuffix(".war")
  }

  private static func isManifest(_ name: Span<UInt8>) -> Bool { name.isEqual("META-INF/MANIFEST.MF") }
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
