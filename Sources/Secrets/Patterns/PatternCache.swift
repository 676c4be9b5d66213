import ArchiveIO
import Foundation
import PatternScan

/// Where compiled expressions are found: beside the program, as far as its release brought them, else in the user's folder
/// of caches, where they are kept between runs.
///
/// It holds expressions only, never what they found. The library trusts what it reads, so the folder must be this user's
/// alone, as must each file; one that is damaged or foreign is written anew. A folder that cannot be used is no error,
/// only slower.
package struct PatternCache: Sendable {
  /// The user's folder, which is made when it is first needed; nil where there is none.
  package let folder: String?
  /// What the release brought; nil where it brought nothing.
  package let shipped: ShippedPatterns?

  /// Keeps them in `folder`.
  package init(folder: String?, shipped: ShippedPatterns? = nil) {
    self.folder = folder
    self.shipped = shipped
  }

  /// The user's cache folder after the XDG Base Directory Specification, where the environment names one, and what lies
  /// beside the program.
  package init(environment: [String: String]) {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      folder = base + "/imgcheck"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.cache/imgcheck"
    } else {
      folder = nil
    }
    shipped = ShippedPatterns.besideTheProgram
  }

  /// Makes the folder, so that a run which confines itself to it finds it.
  package func prepare() {
    guard let folder else { return }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The database for the expressions, read if it is there, else compiled and kept.
  package func database(for expressions: [PatternExpression]) throws(PatternError) -> PatternDatabase {
    if let ready = shipped?.database(for: expressions) { return ready }
    guard let folder = own() else { return try PatternDatabase(compiling: expressions) }
    let key = PatternFile.key(for: expressions)
    let name = Self.beginning + "\(key.prefix(16)).hsdb"
    if let bytes = folder.read(name, limit: Self.largestFile),
      let ready = PatternFile.database(in: bytes.span, key: key)
    {
      folder.markUsed(name)
      return ready
    }
    let fresh = try PatternDatabase(compiling: expressions)
    Self.keep(PatternFile.bytes(try fresh.serialized(), key: key), as: name, in: folder)
    return fresh
  }

  private static let beginning = "patterns-"
  /// Bytes of the largest file that is read; the built-in expressions take about one million.
  private static let largestFile = 64 << 20
  /// How many files are kept: one for each set of rules and version of the library that was used last.
  private static let keptFiles = 16

  /// The user's folder; nil where there is none, or others may write it.
  private func own() -> PrivateFolder? {
    guard let folder else { return nil }
    do { return try PrivateFolder(path: folder) } catch { return nil }
  }

  /// A read-only home or a full disk costs the next run the compilation, nothing else. Nothing stays but the whole file, even
  /// where the process is ended meanwhile.
  private static func keep(_ bytes: [UInt8], as name: String, in folder: PrivateFolder) {
    folder.remove(name)
    folder.add(bytes, as: name)
    let others = folder.files().filter { $0.name.hasPrefix(beginning) && $0.name != name }
      .sorted { ($0.used, $0.name) > ($1.used, $1.name) }
    for file in others.dropFirst(keptFiles - 1) { folder.remove(file.name) }
  }
}
