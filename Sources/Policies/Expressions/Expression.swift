/// An expression of the Common Expression Language (CEL) that was checked against the variables it may use.
package struct Expression: Sendable, Hashable {
  package let text: String
  private let syntax: Syntax
  private let patterns: [String: TextExpression]

  /// Why an expression cannot be used, all of it.
  package struct Failure: Error, Sendable {
    package let problems: [ExpressionProblem]
  }

  /// - Parameter type: what its value must be.
  /// - Throws: `Failure` with every problem that its text alone shows.
  package init(
    _ text: String, _ variables: [(name: String, type: ValueType)], type: ValueType = .bool
  ) throws(Failure) {
    self.text = text
    do throws(ExpressionProblem) { syntax = try Parser.parse(text) } catch {
      throw Failure(problems: [error])
    }
    var check = TypeCheck(variables)
    check.want(type, syntax)
    guard check.problems.isEmpty else { throw Failure(problems: check.problems) }
    patterns = check.patterns
  }

  package static func == (left: Expression, right: Expression) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Whether it holds.
  ///
  /// - Parameter budget: what it may cost, in steps; what is left afterwards.
  /// - Throws: `EvaluationError` where that cannot be told.
  package func holds(
    _ variables: [(name: String, value: Value)], budget: inout Int
  ) throws(EvaluationError) -> Bool {
    var evaluation = Evaluation(variables, patterns: patterns, budget: budget)
    defer { budget = evaluation.budget }
    return try evaluation.truth(of: syntax)
  }
}
