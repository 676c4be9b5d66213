import Findings

/// Something about the files that is neither the model nor a finding in it.
package struct Problem: Sendable, Hashable {
  /// What kind of problem it is.
  package enum Kind: Sendable, Hashable {
    /// Compose would refuse to start the project.
    case refused
    /// Only the run time could know: an unset variable, a remote include, a file that is not here.
    case unknown
    /// Compose would warn and go on.
    case warned
  }

  package var kind: Kind
  package var message: String
  /// Where the cause stands.
  package var span: SourceSpan
  /// Other places that take part.
  package var related: [SourceSpan]

  package init(_ kind: Kind, _ message: String, at span: SourceSpan, related: [SourceSpan] = []) {
    self.kind = kind
    self.message = message
    self.span = span
    self.related = related
  }
}

extension Problem: Comparable {
  package static func < (left: Problem, right: Problem) -> Bool {
    (left.span, left.message) < (right.span, right.message)
  }
}
