import Findings

/// Notes as people read them: of many about one thing the first, and how many more there are. The report itself has all.
enum FoldedNotes {
  /// Notes about one thing that are shown.
  static let limit = 20

  /// - Parameter showAll: whether nothing is folded.
  static func of(_ notes: [String], showAll: Bool) -> [String] {
    guard !showAll else { return notes }
    var counts: [Substring: Int] = [:]
    var shown: [String] = []
    for note in notes {
      counts[subject(note), default: 0] += 1
      if counts[subject(note), default: 0] <= limit { shown.append(note) }
    }
    let more = counts.filter { $0.value > limit }.sorted { $0.key < $1.key }
    return shown + more.map { "\($0.key): and \($0.value - limit) more notes; --all lists them" }
  }

  /// What a note is about: the image or the file that stands before its first colon.
  private static func subject(_ note: String) -> Substring {
    note[...].start(of: ": ").map { note[..<$0] } ?? note[...]
  }
}
