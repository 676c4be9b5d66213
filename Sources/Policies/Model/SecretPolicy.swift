import Compose
import Findings

/// What a policy says of secrets.
package struct SecretPolicy: Sendable, Hashable {
  package var patterns: [SecretPattern] = []
  /// As exceptions for rules about secrets.
  package var exceptions: [SecretSuppression] = []
  /// Types that are not looked for, by id without `secret-`.
  package var off: [String] = []

  package init() {}
}

extension SecretPolicy: PolicySection {
  static let settings: [Setting<SecretPolicy>] = [
    .list("patterns", \.patterns, "Custom types of secrets."),
    .list("allow", \.exceptions, "Values and places that are harmless, each with a reason."),
    .texts(
      "off", \.off, "Types that are switched off, by id as in `imgcheck rules`, with or without `secret-`."),
  ]
}

/// A type of secret of one's own.
package struct SecretPattern: Sendable, Hashable {
  /// In kebab case; the rule is called `secret-` and this.
  package var id = ""
  package var title = ""
  /// A regular expression; the secret is its first group, or the whole match where it has none.
  package var expression = ""
  package var keywords: [String] = []
  /// The least Shannon entropy in bits for each byte; 0 asks nothing.
  package var entropy = 0.0
  package var severity = Severity.high
  package var confidence = Confidence.firm
  /// Texts in which exactly one must be found.
  package var found: [String] = []
  /// Texts in which none may be found.
  package var ignored: [String] = []
  package var span: SourceSpan?

  package init() {}
}

extension SecretPattern: PolicySection {
  static let required = ["id", "pattern"]

  static let settings: [Setting<SecretPattern>] = [
    .text(
      "id", \.id, "The id in kebab case; the rule's id is `secret-` followed by it.",
      shape: .value(.identifier)),
    .text("title", \.title, "The name of the type, without an article."),
    .text(
      "pattern", \.expression,
      "A regular expression. The secret is its first group, or the whole match if it has no group.",
      shape: .expression),
    .texts("keywords", \.keywords, "Words of which one must appear near a match."),
    .number(
      "entropy", \.entropy, .bits, "The minimum Shannon entropy of the secret in bits per byte."),
    Setting("severity", .value(.severity), "The severity of findings.", initial: "high") { root, node in
      root.severity = node.text.flatMap(Severity.init) ?? root.severity
    },
    Setting("confidence", .value(.confidence), "The confidence of findings.", initial: "firm") { root, node in
      root.confidence = node.text.flatMap(Confidence.init) ?? root.confidence
    },
    .texts("found", \.found, "Examples that must match; they are tested when the policy is read."),
    .texts("ignored", \.ignored, "Examples that must not match; they are tested too."),
  ]

  init(_ node: Node) {
    self.init()
    take(node)
    span = node["pattern"]?.span ?? node.span
    if title.isEmpty { title = id.replacing("-", with: " ") }
  }
}

/// An exception that is for rules about secrets unless it names others.
package struct SecretSuppression: Sendable, Hashable {
  package var exception = PolicySuppression()

  package init() { exception.rules = [Glob("secret-*")] }
}

extension SecretSuppression: PolicySection {
  static let required = ["reason"]

  static let settings: [Setting<SecretSuppression>] = PolicySuppression.settings.map { setting in
    let apply = setting.apply
    return Setting<SecretSuppression>(setting.field.name, setting.field.shape, setting.field.meaning) {
      apply(&$0.exception, $1)
    }
  }

  init(_ node: Node) {
    self.init()
    take(node)
    exception.span = node.span
  }
}

extension PolicyForm {
  /// An id in kebab case.
  static let identifier = PolicyForm(
    expectation: "an id of lower-case letters, digits and hyphens",
    schema: #""type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$""#
  ) { scalar in
    let parts = scalar.text.split(separator: "-", omittingEmptySubsequences: false)
    let isWord = { (part: Substring) in
      !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
    return parts.allSatisfy(isWord) && scalar.text.utf8.first.map { (0x61...0x7A).contains($0) } == true
  }

  static let bits = PolicyForm(
    expectation: "a number from 0 to 8", schema: #""type": "number", "minimum": 0, "maximum": 8"#
  ) { ($0.kind == .integer || $0.kind == .float) && (0...8).contains($0.number ?? -1) }
}
