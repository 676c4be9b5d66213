import Compose
import Findings
import Policies
import Rules

extension Suppressions<PlacedMatch, PlacedMatch> {
  /// The exceptions in the comments of a project's files.
  init(of project: Project, today: String?) {
    self.init(
      all: project.suppressions.filter { !$0.isForAssertions }.map { comment in
        Suppression(comment) { comment.covers($0.rule.id, at: $0.site.span) }
      }, today: today, rule: \.rule.id)
  }

  /// How many findings comments suppress, in a sentence; nil where they suppress none.
  static func count(_ suppressions: [Finding.Suppression?]) -> String? {
    let count = suppressions.count { $0 != nil }
    guard count > 0 else { return nil }
    return
      "\(count == 1 ? "1 finding is" : "\(count) findings are") suppressed by comments in the compose files"
  }
}

extension CommentSuppression {
  /// Whether it is for assertions alone, which are evaluated when all else is found.
  var isForAssertions: Bool {
    !rules.isEmpty && rules.allSatisfy { $0.hasPrefix(Assertion.rulePrefix) }
  }
}

extension Suppression {
  /// The exception in a comment.
  init(_ comment: CommentSuppression, covers: @escaping (Part) -> Bool) {
    let rules = comment.rules.joined(separator: ", ")
    self.init(
      terms: Finding.Suppression(kind: .comment, reason: comment.reason, until: comment.until),
      title: "\(comment.span): the exception" + (comment.rules.isEmpty ? "" : " for \(rules)"),
      defect: comment.defect, isFor: comment.rules.contains, covers: covers)
  }
}
