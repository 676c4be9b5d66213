import Secrets

/// What a pass over layers is asked beside what it always learns.
struct LayerQuestions: Sendable {
  /// What looks for secrets in every file; nil where none are wanted.
  var secrets: SecretScanner?
  /// Whose contents are kept; nil for none.
  var contents: WantedContents?

  static let none = LayerQuestions()

  /// A visitor for one layer that is unpacked.
  func visitor() -> LayerVisitor {
    LayerVisitor(secrets: secrets.map { LayerSecrets($0) }, contents: contents)
  }
}
