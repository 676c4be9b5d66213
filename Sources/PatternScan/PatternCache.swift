import Digests
import Foundation

/// Keeps compiled expressions on disk between runs, under a name made of the expressions, the library's version
/// and the CPU.
///
/// It holds expressions only, never what they found. A file that is damaged, foreign or unreadable is ignored
/// and written anew; a folder that cannot be written is no error, only slower.
package struct PatternCache: Sendable {
  /// Where the files are.
  package let folder: String

  /// `folder` is made when it is first needed.
  package init(folder: String) { self.folder = folder }

  /// The user's cache folder after the XDG Base Directory Specification; nil where the environment names none.
  package init?(environment: [String: String]) {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      folder = base + "/imgcheck"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.cache/imgcheck"
    } else {
      return nil
    }
  }

  /// Makes the folder, so that a run which confines itself to it finds it.
  package func prepare() {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// The database for the expressions, read if it is there, else compiled and kept.
  package func database(for expressions: [PatternExpression]) throws(PatternError) -> PatternDatabase {
    let key = PatternCache.key(for: expressions)
    let file = folder + "/patterns-\(key.prefix(16)).hsdb"
    if let bytes = read(file, key: key), let ready = PatternDatabase(serialized: bytes.span) { return ready }
    let fresh = try PatternDatabase(compiling: expressions)
    write(try fresh.serialized(), key: key, to: file)
    return fresh
  }

  /// A hash over all that the compiled form depends on, in hexadecimal digits.
  static func key(for expressions: [PatternExpression]) -> String {
    let hash = MessageDigest(.sha256)
    hash.update(Array("\(PatternDatabase.platform)\n\(expressions.count)\n".utf8))
    for expression in expressions {
      hash.update(Array("\(expression.flags) \(expression.text.utf8.count) \(expression.text)\n".utf8))
    }
    return Hexadecimal.text(hash.finish())
  }

  /// A file is the key, the payload's hash, and the payload; anything else in any place makes it foreign.
  private func read(_ file: String, key: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: file) else { return nil }
    let bytes = [UInt8](data)
    let head = Array(key.utf8).count
    guard bytes.count > 2 * head, bytes.starts(with: key.utf8) else { return nil }
    let payload = Array(bytes[(2 * head)...])
    return bytes[head..<(2 * head)].elementsEqual(Hexadecimal.text(MessageDigest.sha256(payload)).utf8)
      ? payload : nil
  }

  private func write(_ payload: [UInt8], key: String, to file: String) {
    let bytes = Array(key.utf8) + Array(Hexadecimal.text(MessageDigest.sha256(payload)).utf8) + payload
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      // A read-only home or a full disk costs the next run the compilation, nothing else.
      return
    }
  }
}
