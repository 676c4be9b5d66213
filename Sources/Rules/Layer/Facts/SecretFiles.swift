import ArchiveIO
import Findings
import Images

/// Finds files that hold secrets by their nature, also those that a later layer hides: their bytes ship.
enum SecretFiles {
  /// One match for each content of each path. A file that a later layer only gave another owner or mode (the same
  /// size and time) is reported where it came from.
  ///
  /// - Parameter fact: what such a file is for other rules that see it too.
  static func matches(
    _ occurrences: [FileOccurrence], in image: ImageFacts, fact: Fact.Kind? = nil,
    message: (FileOccurrence) -> String
  ) -> [Match] {
    let files = Set(occurrences).filter { $0.entry.kind == .file && $0.entry.size > 0 && image.isOwn($0) }
    let paths = Dictionary(grouping: files, by: \.path).sorted { $0.key < $1.key }
    return paths.flatMap { _, versions in
      chains(versions.sorted { $0.id < $1.id }).compactMap { chain -> Match? in
        guard let first = chain.first, let last = chain.last else { return nil }
        // What became of the file is what became of its last copy.
        let fate = Match(last, in: image, message(first))
        var match = Match(
          .file(layer: first.layer, path: first.path), fate.message, related: fate.related, state: fate.state)
        match.facts =
          fact.map { kind in chain.map { Fact(kind, .file(layer: $0.layer, path: $0.path)) } } ?? []
        return match
      }
    }
  }

  private static func chains(_ versions: [FileOccurrence]) -> [[FileOccurrence]] {
    var chains: [[FileOccurrence]] = []
    for version in versions {
      if let last = chains.last?.last, last.entry.size == version.entry.size,
        last.entry.modified == version.entry.modified, last.hiding?.by == version.id
      {
        chains[chains.count - 1].append(version)
      } else {
        chains.append([version])
      }
    }
    return chains
  }
}
