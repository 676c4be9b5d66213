import ArchiveIO

/// The libraries in a jar, war or ear: those that Maven packed say who they are in
/// `META-INF/maven/GROUP/ARTIFACT/pom.properties`, also where several were joined into one archive.
///
/// Of the others (Gradle writes no such file) only the file's name and the manifest tell a name and a version. Nothing
/// tells their group then, and it is not guessed.
package enum JavaArchive {
  /// Archives within archives: an ear holds a war that holds jars.
  private static let deepest = 2
  private static let longestProperties = 64 << 10
  private static let longestManifest = 1 << 20

  /// - Parameter path: where the archive lies, which may tell name and version.
  package static func parse(_ bytes: Span<UInt8>, path: ArraySlice<UInt8>, limits: FactLimits)
    -> PackageListing
  {
    var reading = Reading(limits: limits)
    reading.read(bytes, path: path, depth: 0)
    return reading.listing
  }

  private struct Reading {
    var listing = PackageListing()
    private let limits: FactLimits
    private var seen: Set<Package> = []
    /// Bytes that may still be unpacked, so that a small hostile archive costs little.
    private var budget: Int

    init(limits: FactLimits) {
      self.limits = limits
      budget = limits.unpackedArchiveBytes
    }

    /// - Parameter folder: where it lies in the outermost archive; empty for that itself.
    mutating func read(
      _ bytes: Span<UInt8>, path: ArraySlice<UInt8>, folder: [UInt8] = [], depth: Int
    ) {
      guard let directory = ZipDirectory(bytes) else {
        listing.problems.append(
          LineProblem(line: 1, unit: .record, reason: "the archive has no file directory"))
        return
      }
      var entries: [ZipDirectory.Entry] = []
      var origin = JavaOrigin(archive: path, folder: folder)
      directory.forEach(in: bytes, where: JavaArchive.isWanted) { entry in
        if JavaOrigin.isOwnClass(entry.name.span) {
          origin.addOwnClass(entry.name)
        } else {
          entries.append(entry)
        }
        return entries.count < limits.packages
      }
      var artifacts: [String] = []
      var manifest: JavaManifest?
      for entry in entries {
        if entry.name[...].hasSuffix(".jar") || entry.name[...].hasSuffix(".war") {
          guard depth < JavaArchive.deepest else {
            listing.problems.append(
              LineProblem(
                line: 1, unit: .record, reason: "it nests archives deeper than \(JavaArchive.deepest) levels"
              ))
            continue
          }
          readNested(entry, bytes, folder: folder, depth: depth + 1)
        } else if entry.name[...].hasSuffix("pom.properties") {
          guard let text = take(entry, bytes, limit: JavaArchive.longestProperties),
            let package = MavenProperties(parsing: text).package
          else { continue }
          artifacts.append(package.name.split(separator: ":").last.map(String.init) ?? package.name)
          origin.add(package)
          append(package)
        } else {
          manifest = take(entry, bytes, limit: JavaArchive.longestManifest).map(JavaManifest.init)
        }
      }
      if let manifest { origin.add(manifest) }
      if listing.origins.count < limits.packages { listing.origins.append(origin) }
      let name = JavaFileName(path)
      // Where Maven's file of the archive itself is missing, those in it are of what was joined into it.
      guard !artifacts.contains(where: { name.stem.hasPrefix($0) }) else { return }
      guard let version = name.version ?? manifest?.version else { return }
      append(Package(ecosystem: .maven, name: name.name, version: version))
    }

    /// One that is not packed is read where it lies.
    private mutating func readNested(
      _ entry: ZipDirectory.Entry, _ bytes: Span<UInt8>, folder: [UInt8], depth: Int
    ) {
      let folder = folder.isEmpty ? entry.name : folder + [.slash] + entry.name
      if let stored = entry.stored {
        read(bytes.extracting(stored), path: entry.name[...], folder: folder, depth: depth)
      } else if let unpacked = take(entry, bytes, limit: budget) {
        read(unpacked.span, path: entry.name[...], folder: folder, depth: depth)
      } else {
        listing.problems.append(
          LineProblem(
            line: 1, unit: .record, reason: "an archive in it is damaged or too large to unpack"))
      }
    }

    private mutating func take(_ entry: ZipDirectory.Entry, _ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
      let content = entry.unpacked(bytes, limit: min(limit, budget))
      budget -= content?.count ?? min(limit, budget)
      return content
    }

    private mutating func append(_ package: Package) {
      guard listing.packages.count < limits.packages, seen.insert(package).inserted else { return }
      listing.packages.append(package)
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
