import ArchiveIO
import Findings
import Images

/// Finds large files that seem to be copies of each other.
///
/// Compared are name, size and time of change; contents are not, for no digests of single files are made.
enum DuplicateFiles {
  private struct Key: Hashable {
    let name: ArraySlice<UInt8>
    let size: Int64
    let modified: Int64
  }

  /// One match at each copy but the first; what packages own is as their distribution wants it.
  static func matches(in image: ImageFacts, least: Int64) -> [Match] {
    let large = image.sightings { $0.kind == .file && $0.size >= least }.filter {
      $0.state == .visible && image.facts.owners.owner(of: $0.path.bytes[...]) == nil
    }
    let groups = Dictionary(grouping: large) {
      Key(name: $0.path.lastComponent, size: $0.entry.size, modified: $0.entry.modified)
    }
    let copies = groups.values.filter { $0.count > 1 }.map { $0.sorted { $0.id < $1.id } }
    return copies.sorted { $0[0].id < $1[0].id }.flatMap { sorted in
      sorted.dropFirst().map { copy in
        Match(
          .file(layer: copy.layer, path: copy.path),
          "\(copy.path.shown) has name, size (\(ByteCount.show(copy.entry.size))) and time of "
            + "\(sorted[0].path.shown).",
          related: [.init(.file(layer: sorted[0].layer, path: sorted[0].path), "The first copy.")],
          state: .visible, bytes: copy.entry.size)
      }
    }
  }
}
