import Compose
import Findings
import Rules

extension Suppressions<PlacedMatch> {
  /// The exceptions in the comments of a project's files.
  init(of project: Project, today: String?) {
    self.init(all: project.suppressions.map { Suppression($0) }, today: today)
  }

  /// How many findings comments suppress, in a sentence; nil where they suppress none.
  static func count(_ suppressions: [Finding.Suppression?]) -> String? {
    let count = suppressions.count { $0 != nil }
    guard count > 0 else { return nil }
    return
      "\(count == 1 ? "1 finding is" : "\(count) findings are") suppressed by comments in the compose files"
  }
}

extension Suppression<PlacedMatch> {
  fileprivate init(_ comment: CommentSuppression) {
    let rules = comment.rules.joined(separator: ", ")
    self.init(
      terms: Finding.Suppression(kind: .comment, reason: comment.reason, until: comment.until),
      title: "\(comment.span): the exception" + (comment.rules.isEmpty ? "" : " for \(rules)"),
      defect: comment.defect
    ) { comment.covers($0.rule.id, at: $0.site.span) }
  }
}
