/// A type with what its author wants left out.
package struct UserRule: Sendable, Hashable {
  package let type: SecretType
  package let allowance: RuleAllowance?
  /// The scanner may see more than the pattern says; the confirmation decides.
  package var allowsSuperset = false

  package init(type: SecretType, allowance: RuleAllowance?, allowsSuperset: Bool = false) {
    self.type = type
    self.allowance = allowance
    self.allowsSuperset = allowsSuperset
  }
}

/// Values and places that a rule's author takes for harmless.
package struct RuleAllowance: Sendable, Hashable {
  /// Words that make a secret harmless, in small letters.
  package var stopWords: [String] = []

  package init() {}
}
