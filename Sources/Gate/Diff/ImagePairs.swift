import Findings
import Reports

/// Which image of one side is the successor of which of the other.
struct ImagePairs {
  /// Images of both sides that could be paired in several ways.
  struct Ambiguous: Error {
    let name: String
    let platform: String
  }

  private(set) var pairs: [(old: DiffSide, new: DiffSide)] = []
  private(set) var onlyOld: [DiffSide] = []
  private(set) var onlyNew: [DiffSide] = []

  private struct Key: Hashable {
    let name: String
    let platform: String
  }

  /// One image on each side is a pair whatever they are called. Of several those of one name and platform are, and where
  /// that is more than one on a side, those that share a tag. A side with a single name may have been renamed.
  init(_ old: [DiffSide], _ new: [DiffSide]) throws(Ambiguous) {
    guard old.count != 1 || new.count != 1 else {
      pairs = [(old[0], new[0])]
      return
    }
    let isRenamed = Set(old.map(\.summary.name)).count == 1 && Set(new.map(\.summary.name)).count == 1
    func key(_ side: DiffSide) -> Key {
      Key(name: isRenamed ? "" : side.summary.name, platform: side.summary.platform)
    }
    var predecessors: [Int: Int] = [:]
    let oldGroups = Dictionary(grouping: old.indices) { key(old[$0]) }
    for (group, own) in Dictionary(grouping: new.indices, by: { key(new[$0]) }) {
      var candidates = oldGroups[group] ?? []
      var rest = own
      for index in own where own.count > 1 || candidates.count > 1 {
        let tags = Set(new[index].summary.tags)
        let sharing = candidates.filter { !tags.isDisjoint(with: old[$0].summary.tags) }
        guard sharing.count == 1 else { continue }
        predecessors[index] = sharing[0]
        candidates.removeAll { $0 == sharing[0] }
        rest.removeAll { $0 == index }
      }
      guard !candidates.isEmpty, !rest.isEmpty else { continue }
      guard candidates.count == 1, rest.count == 1 else {
        throw Ambiguous(name: new[rest[0]].summary.name, platform: group.platform)
      }
      predecessors[rest[0]] = candidates[0]
    }
    for index in new.indices {
      if let predecessor = predecessors[index] {
        pairs.append((old[predecessor], new[index]))
      } else {
        onlyNew.append(new[index])
      }
    }
    let paired = Set(predecessors.values)
    onlyOld = old.indices.filter { !paired.contains($0) }.map { old[$0] }
  }
}
