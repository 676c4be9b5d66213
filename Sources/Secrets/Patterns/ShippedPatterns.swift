import ArchiveIO
import Foundation
import PatternScan

/// The compiled form of the built-in types that a release brings, one file for each instruction set, so that the first run
/// on a machine need not compile them.
///
/// A file that another version of the program or of the library wrote does not fit, and is passed over like a damaged one.
/// The library trusts what it reads, so a file counts only where nobody could have written it who could not have replaced
/// the program.
package struct ShippedPatterns: Sendable {
  /// Where the files are.
  package let folder: String
  /// Who may own the files, by number.
  private let owners: Set<UInt32>

  /// - Parameters:
  ///   - folder: where the files are.
  ///   - program: the file of the program, whose owner may own them, as root may.
  package init(folder: String, program: String) {
    self.folder = folder
    owners = Set([0, FileOwner(path: program)?.user ?? 0])
  }

  /// What lies in `../share/imgcheck`, seen from the directory of this program; nil where there is no such folder.
  package static let besideTheProgram: ShippedPatterns? = {
    #if os(Linux)
      let path = FileReplacement.real("/proc/self/exe")
    #else
      let path = Bundle.main.executablePath.flatMap(FileReplacement.real)
    #endif
    guard let program = path else { return nil }
    let prefix = FileReplacement.parent(of: FileReplacement.parent(of: program))
    let folder = (prefix == "/" ? "" : prefix) + "/share/imgcheck"
    guard FileOwner(path: folder)?.isDirectory == true else { return nil }
    return ShippedPatterns(folder: folder, program: program)
  }()

  /// The database for the expressions, for the best instruction set that this machine has; nil where no file fits.
  package func database(for expressions: [PatternExpression]) -> PatternDatabase? {
    guard isTrusted(folder) else { return nil }
    for set in InstructionSet.ofThisMachine {
      let file = folder + "/" + Self.name(set)
      guard isTrusted(file), let bytes = try? ByteStore(mapping: file) else { continue }
      let key = PatternFile.key(for: expressions, on: set)
      if let ready = bytes.view.withBytes({ PatternFile.database(in: $0, key: key) }) { return ready }
    }
    return nil
  }

  /// Compiles the built-in types for every machine of this program's architecture and writes them into a directory, which
  /// is made where it is missing.
  ///
  /// - Returns: the names of the files.
  /// - Throws: where a file cannot be written.
  package static func write(to folder: String) throws -> [String] {
    try write(Triggers(of: UserRules().merged()).expressions, to: folder)
  }

  /// The same for any expressions.
  static func write(_ expressions: [PatternExpression], to folder: String) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try InstructionSet.ofThisArchitecture.map { set in
      let payload = try PatternDatabase(compiling: expressions, for: set).serialized()
      let key = PatternFile.key(for: expressions, on: set)
      try FileReplacement().put(PatternFile.bytes(payload, key: key), at: folder + "/" + name(set))
      return name(set)
    }
  }

  private static func name(_ set: InstructionSet) -> String { "patterns-\(set.rawValue).hsdb" }

  /// Whether only the program's owner and root can write what is at the path.
  private func isTrusted(_ path: String) -> Bool {
    guard let owner = FileOwner(path: path) else { return false }
    return owners.contains(owner.user) && !owner.letsOthersWrite
  }
}
