import ArchiveIO
import Foundation
import PatternScan

/// Where compiled expressions are found: beside the program, as far as its release brought them, else in the user's folder
/// of caches, where they are kept between runs.
///
/// It holds expressions only, never what they found. A file that is damaged, foreign or unreadable is ignored, and that of
/// the user written anew; a folder that cannot be written is no error, only slower.
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
    guard let folder else { return try PatternDatabase(compiling: expressions) }
    let key = PatternFile.key(for: expressions)
    let file = folder + "/patterns-\(key.prefix(16)).hsdb"
    if let data = FileManager.default.contents(atPath: file),
      let ready = PatternFile.database(in: [UInt8](data), key: key)
    {
      return ready
    }
    let fresh = try PatternDatabase(compiling: expressions)
    keep(PatternFile.bytes(try fresh.serialized(), key: key), at: file)
    return fresh
  }

  /// A read-only home or a full disk costs the next run the compilation, nothing else. Nothing stays but the whole file, even
  /// where the process is ended meanwhile.
  private func keep(_ bytes: [UInt8], at file: String) {
    prepare()
    try? FileReplacement().put(bytes, at: file)
  }
}
