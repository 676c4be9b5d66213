import ArchiveIO
import Findings
import Images

/// Finds large files with the same content, whatever their names.
enum DuplicateFiles {
  /// One match at each copy but the first; what packages own is as their distribution wants it.
  static func matches(in image: ImageFacts, least: Int64) -> [Match] {
    let large = image.occurrences { $0.kind == .file && $0.size >= least }.filter {
      $0.state == .visible && image.storedSize($0.id) >= least
        && image.facts.owners.owner(of: $0.path.bytes[...]) == nil
    }
    let groups = Dictionary(grouping: large, by: \.entry.size).values.filter { $0.count > 1 }.flatMap {
      Dictionary(grouping: $0) { image.contentHash($0.id) }.values
    }
    let copies = groups.filter { $0.count > 1 }.map { $0.sorted { $0.id < $1.id } }
    return copies.sorted { $0[0].id < $1[0].id }.flatMap { sorted in
      sorted.dropFirst().map { copy in
        let size = image.storedSize(copy.id)
        return Match(
          .file(layer: copy.layer, path: copy.path),
          "\(copy.path.shown) repeats the \(ByteCount.show(size)) of \(sorted[0].path.shown).",
          related: [.init(.file(layer: sorted[0].layer, path: sorted[0].path), "The first copy.")],
          state: .visible, bytes: size)
      }
    }
  }
}
