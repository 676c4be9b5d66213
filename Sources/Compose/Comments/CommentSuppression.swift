import Findings

/// An exception that stands in a compose file: `# imgcheck: allow[rule] reason until 2026-12-31`.
///
/// It holds for its own line or, when it stands alone, for the next line that is no comment.
package struct CommentSuppression: Sendable, Hashable {
  /// The ids of the rules that it allows; none where it cannot be read.
  package var rules: [String]
  /// Why; empty when nobody said.
  package var reason: String
  /// The last day on which it holds, as `YYYY-MM-DD`; nil for ever.
  package var until: String?
  /// Where the comment stands.
  package var span: SourceSpan
  /// The line for which it holds.
  package var line: Int
  /// Why it allows nothing, as a clause; nil where it can be read.
  package var defect: String?

  /// Whether it holds on a day, as `YYYY-MM-DD`.
  package func holds(on day: String) -> Bool { until.map { day <= $0 } ?? true }

  /// Whether it allows a rule at a place.
  package func covers(_ rule: String, at place: SourceSpan) -> Bool {
    place.start.line == line && place.isInFile(of: span) && rules.contains(rule)
  }
}
