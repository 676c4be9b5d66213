import Compose
import Findings

/// Why a policy cannot be used: what is wrong, where, and what to do.
package struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where it is wrong; nil when the file as a whole is.
  package let span: SourceSpan?
  package let message: String

  package init(_ message: String, at span: SourceSpan?) {
    self.message = message
    self.span = span
  }

  package var description: String { span.map { "\($0): \(message)" } ?? message }
}

/// All that is wrong with a policy, in the order of its text.
package struct PolicyError: Error, Sendable, CustomStringConvertible {
  package let problems: [PolicyProblem]

  package init(_ problems: [PolicyProblem]) { self.problems = problems }

  package init(_ message: String, at span: SourceSpan? = nil) {
    problems = [PolicyProblem(message, at: span)]
  }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
