/// What a variable's name says of its value.
package enum TellingName {
  /// Whether the name promises a password, a token or a key: `DB_PASSWORD`, but not `TOKEN_TYPE`.
  package static func promisesSecret(_ name: some StringProtocol) -> Bool {
    Assignment.kind(of: Array(name.utf8)) != nil
  }

  /// Whether the value is a variable or a template that stands for another one.
  package static func isReference(_ value: some StringProtocol) -> Bool {
    Placeholder.isReference(Array(value.utf8))
  }
}
