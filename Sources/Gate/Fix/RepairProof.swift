import Compose
import Findings
import Rules

/// What must hold before a repaired text is written: it is read again, and gives the same effective model but for the
/// repairs, no new finding of any severity, no new refusal, and every comment.
struct RepairProof {
  let judge: RepairJudge
  private let old: Project
  private let oldLeaves: ModelLeaves
  private let known: [FindingIdentity: Severity]
  private let refused: Set<String>
  private let expected: ExpectedChanges

  /// - Parameter changes: all that may come of this and of other repairs that are made too.
  init(_ old: Project, _ judge: RepairJudge, expecting changes: [Repair.Change]) {
    var expected = ExpectedChanges()
    for change in changes { expected.add(change, in: old) }
    self.expected = expected
    self.judge = judge
    self.old = old
    oldLeaves = ModelLeaves(old.root)
    known = Self.severities(judge.matches(old))
    refused = Set(old.problems(.refused).map(\.message))
  }

  private static func severities(_ matches: [PlacedMatch]) -> [FindingIdentity: Severity] {
    var severities: [FindingIdentity: Severity] = [:]
    for placed in matches {
      let severity = placed.severity
      for key in [placed.key] + placed.sameCauses {
        let identity = FindingIdentity(placed.rule.id, key, placed.match.subject)
        severities[identity] = max(severities[identity] ?? severity, severity)
      }
    }
    return severities
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
    if let problem = new.problems(.refused).first(where: { !refused.contains($0.message) }) {
      return "Compose would refuse it: \(problem.message)"
    }
    let matches = judge.matches(new)
    let found = Self.severities(matches)
    if let stays = candidates.first(where: { found[$0.identity] != nil }) {
      return "\(stays.placed.rule.id) would still be found"
    }
    for placed in matches {
      let identity = FindingIdentity(placed.rule.id, placed.key, placed.match.subject)
      guard let before = known[identity] else {
        return "it would cause \(placed.rule.id): \(placed.match.message)"
      }
      if placed.severity > before { return "it would make \(placed.rule.id) worse: \(placed.match.message)" }
    }
    return nil
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
