/// What a rule is about: everything a report, a policy or a person needs to know of it without running it.
package struct RuleDescription: Sendable, Hashable {
  /// The rule's name: `<subject>-<pattern>` in kebab case, never reused, reads well after "allow".
  package let id: String
  /// One sentence: what is wrong.
  package let summary: String
  /// Why it matters, in a few sentences.
  package let why: String
  /// What to do about it.
  package let fix: String
  package let severity: Severity
  package let confidence: Confidence
  package let references: [Reference]

  package init(
    id: String, summary: String, why: String, fix: String, severity: Severity, confidence: Confidence,
    references: [Reference]
  ) {
    self.id = id
    self.summary = summary
    self.why = why
    self.fix = fix
    self.severity = severity
    self.confidence = confidence
    self.references = references
  }

  /// The id in words with capitals and no hyphens: `ImageRootUser`.
  package var name: String {
    id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
