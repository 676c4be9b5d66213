import ArchiveIO
import Findings
import Images

/// Finds dumps of memory by the names that kernels and run-time systems give them.
enum CoreDumps {
  /// No dump of a process is smaller than a page of memory.
  private static let leastBytes: Int64 = 4096

  static func matches(in image: ImageFacts) -> [Match] {
    let names = image.occurrences(named: "core")
    let suffixes = [".hprof", ".mdmp", ".dmp", ".core"].flatMap { image.occurrences(withSuffix: $0) }
    // The kernel lets only the owner read them; that makes few files to look at.
    let numbered = image.occurrences { $0.kind == .file && $0.mode & 0o077 == 0 && $0.size >= leastBytes }
      .filter { isNumbered($0.path.name) }
    let files = (names + suffixes + numbered).filter {
      $0.entry.size >= leastBytes && $0.entry.mode & 0o111 == 0
    }
    return SecretFiles.matches(files, in: image) {
      "\($0.path.shown) is a memory dump of \(ByteCount.show($0.entry.size))."
    }
  }

  /// `core.1234` and `vgcore.1234`.
  private static func isNumbered(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    return parts.count == 2 && (parts[0] == "core" || parts[0] == "vgcore") && parts[1].allSatisfy(\.isNumber)
  }
}
