import Compose
import Findings
import Rules

/// What must hold before a repaired text is written: it is read again, and gives the same effective model but for the
/// repairs, no new finding of any severity, no new refusal, and every comment.
struct RepairProof {
  let judge: RepairJudge
  private let old: Project
  private let oldLeaves: ModelLeaves
  private let known: KnownFindings
  private let expected: ExpectedChanges

  /// - Parameter changes: all that may come of this and of other repairs that are made too.
  init(_ old: Project, _ judge: RepairJudge, expecting changes: [Repair.Change]) {
    var expected = ExpectedChanges()
    for change in changes { expected.add(change, in: old) }
    self.expected = expected
    self.judge = judge
    self.old = old
    oldLeaves = ModelLeaves(old.root)
    known = KnownFindings(judge.matches(old), in: old)
  }

  /// Why the new text must not be written; nil where all holds.
  func objection(to new: Project, after candidates: ArraySlice<RepairCandidate>) -> String? {
    if let surprise = expected.surprise(from: oldLeaves, to: ModelLeaves(new.root)) { return surprise }
    for (file, source) in old.sources {
      guard let other = new.sources[file] else { return "\(file) would no longer be read" }
      if other.bytes != source.bytes, !WrittenComments(source.bytes).areKept(in: WrittenComments(other.bytes))
      {
        return "a comment of \(file) would be lost"
      }
    }
    if let refusal = known.refusal(of: new) { return refusal }
    let matches = judge.matches(new)
    let found = KnownFindings.severities(matches)
    if let stays = candidates.first(where: { found[$0.identity] != nil }) {
      return "\(stays.placed.rule.id) would still be found"
    }
    return known.objection(to: matches)
  }
}

extension PlacedMatch {
  var severity: Severity { match.severity ?? rule.description.severity }

  /// The other places for which the same line of the files is the cause.
  var sameCauses: [Key] {
    match.related.compactMap { related in
      guard case .compose(let key) = related.place, related.message == ComposeMatches.sameCause else {
        return nil
      }
      return key
    }
  }
}
