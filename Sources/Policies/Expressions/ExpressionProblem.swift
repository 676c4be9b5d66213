/// Why an expression cannot be used: what is wrong and where in its text.
package struct ExpressionProblem: Error, Sendable, Hashable {
  package let message: String
  /// The place in the text, in bytes of UTF-8.
  package let offset: Int
}

/// Why an expression has no value for what it was asked of.
package struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String
  /// Whether nothing can make up for it: the cost is used up.
  let isFinal: Bool

  package init(_ description: String, isFinal: Bool = false) {
    self.description = description
    self.isFinal = isFinal
  }
}
