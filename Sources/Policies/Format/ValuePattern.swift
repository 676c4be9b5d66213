import Compose

/// What a value may look like: a name or pattern with `*`, `**`, `?` and `{a,b}`, or a regular expression between
/// slashes, such as `/^[0-9a-f]{7,40}$/`.
package struct ValuePattern: Sendable, Hashable, CustomStringConvertible {
  private enum Form: Sendable, Hashable {
    case glob(Glob)
    case expression(TextExpression)
    case exact
  }

  /// As it was written.
  package let text: String
  private let form: Form

  /// Nil for an expression that cannot be read, and for braces that do not close.
  package init?(_ text: String) {
    self.text = text
    if text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
      guard let expression = TextExpression.checked(String(text.dropFirst().dropLast()), byLine: false) else {
        return nil
      }
      form = .expression(expression)
    } else {
      guard !text.isEmpty, Glob.isValid(text) else { return nil }
      form = .glob(Glob(text))
    }
  }

  /// Exactly this text.
  package init(exact text: String) {
    self.text = text
    form = .exact
  }

  /// This expression, anywhere in the value.
  package init(_ expression: TextExpression) {
    text = "/\(expression.text)/"
    form = .expression(expression)
  }

  package var description: String { text }

  package func matches(_ value: String) -> Bool {
    switch form {
    case .glob(let glob): glob.matches(value)
    case .expression(let expression):
      switch expression.find(in: Array(value.utf8)) {
      case .found: true
      case .absent, .unknown: false
      }
    case .exact: value == text
    }
  }
}

extension PolicyForm {
  static let pattern = PolicyForm(
    expectation:
      "a string, a pattern with *, **, ? or {a,b}, or a valid regular expression between slashes",
    schema: #""type": ["string", "number", "boolean"]"#
  ) { ValuePattern($0.text) != nil }
}

extension PolicyShape {
  static let patterns = PolicyShape.either([.value(.pattern), .list(.value(.pattern))])
}
