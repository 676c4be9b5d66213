import Images

/// An ADD of either builder: `ADD [--option] SOURCE ... DESTINATION`, or the classic `ADD file:HASH in DESTINATION`.
struct AddInstruction {
  let sources: [String]
  let destination: String
  let hasChecksum: Bool
  /// `file`, `dir` or `multi` where the classic builder wrote the content's hash in place of its name.
  let contentKind: String?

  init?(_ arguments: String) {
    let words = ShellScript.commands(arguments).flatMap(\.words).map(\.text)
    let plain = words.filter { !$0.hasPrefix("--") }
    guard let last = plain.last, plain.count > 1 else { return nil }
    destination = last
    hasChecksum = words.contains { $0.hasPrefix("--checksum") }
    let kind = plain[0].split(separator: ":").first.map(String.init) ?? ""
    if plain.count == 3, plain[1] == "in", ["file", "dir", "multi"].contains(kind), plain[0] != kind {
      contentKind = kind
      sources = [plain[0]]
    } else {
      contentKind = nil
      sources = Array(plain.dropLast())
    }
  }

  static func isRemote(_ source: String) -> Bool {
    source.contains("://") || source.hasPrefix("git@") || source.hasSuffix(".git")
  }

  /// Whether ADD unpacks it, by its name.
  static func isArchive(_ source: String) -> Bool {
    let name = source.lowercased()
    let suffixes = [".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".gz", ".xz", ".bz2", ".zst"]
    return suffixes.contains { name.hasSuffix($0) } || name.contains(".tar.")
  }
}
