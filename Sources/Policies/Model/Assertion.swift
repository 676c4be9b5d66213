import Compose
import Findings

/// A sentence that must be true of each thing of a kind, or of the run as a whole, as an expression.
package struct Assertion: Sendable, Hashable {
  /// What an assertion is evaluated for.
  package enum Scope: String, Sendable, Hashable, CaseIterable {
    case service, image, package, finding, project
    /// Once, for everything together.
    case run

    /// The type of the variable for the thing itself; nil for the run as a whole.
    package var type: RecordType? {
      switch self {
      case .service: AssertionModel.service
      case .image: AssertionModel.image
      case .package: AssertionModel.package
      case .finding: AssertionModel.finding
      case .project: AssertionModel.project
      case .run: nil
      }
    }

    /// The name of the variable for the thing itself. `package` is a reserved word of CEL.
    package var variable: String { self == .package ? "pkg" : rawValue }

    /// The variables of an assertion, with their types.
    package var variables: [(name: String, type: ValueType)] {
      AssertionModel.variables + (type.map { [(variable, .record($0))] } ?? [])
    }
  }

  /// In kebab case; the rule is called `assert-` and this.
  package var name = ""
  package var scope = Scope.run
  /// Which things of the kind it is about; nil for all.
  package var condition: Expression?
  /// What must be true; nil only where the policy cannot be used.
  package var expression: Expression?
  package var severity = Severity.medium
  package var message = ""
  package var fix = ""
  package var span: SourceSpan?

  package init() {}

  /// The id of its rule.
  package var rule: String { Self.rulePrefix + name }

  /// What the ids of assertions' rules begin with.
  package static let rulePrefix = "assert-"
}

extension Assertion: PolicySection {
  static let required = ["name", "that", "message"]

  static let settings: [Setting<Assertion>] = [
    .text(
      "name", \.name, "The name in kebab case; the rule's id is `assert-` followed by it.",
      shape: .value(.identifier)),
    Setting(
      "for", .value(.word(Scope.allCases.map(\.rawValue))),
      "The things that the assertion is evaluated for: each service, image, package, finding or project, or the run once.",
      initial: "run"
    ) { $0.scope = $1.text.flatMap(Scope.init) ?? $0.scope },
    Setting("where", .expression, "A CEL expression that selects what the assertion is about.") { _, _ in },
    Setting("that", .expression, "A CEL expression that must be true.") { _, _ in },
    Setting("severity", .value(.severity), "The severity of its findings.", initial: "medium") {
      $0.severity = $1.text.flatMap(Severity.init) ?? $0.severity
    },
    .text(
      "message", \.message, "The message of findings where the expression is false.", shape: .value(.reason)),
    .text("fix", \.fix, "What to do about it; findings show it."),
  ]

  init(_ node: Node) {
    self.init()
    take(node)
    span = node["name"]?.span ?? node.span
    // The variables depend on another key, so expressions are read when all keys are known.
    condition = node["where"]?.text.flatMap { Self.checked($0, scope) }
    expression = node["that"]?.text.flatMap { Self.checked($0, scope) }
  }

  /// The expression of a text that was checked; nil for one that cannot be used.
  private static func checked(_ text: String, _ scope: Scope) -> Expression? {
    do throws(Expression.Failure) { return try Expression(text, scope.variables) } catch { return nil }
  }
}
