/// What a rule saw, at a symbolic place, before the pipeline resolves the place and a policy judges it.
package struct Match: Sendable, Hashable {
  /// Another place that belongs to the same cause, and what it is.
  package struct Related: Sendable, Hashable {
    package let place: SymbolicLocation
    package let message: String

    package init(_ place: SymbolicLocation, _ message: String) {
      self.place = place
      self.message = message
    }
  }

  package let place: SymbolicLocation
  /// What is wrong, with the value seen: one or two sentences ending in a period.
  package let message: String
  /// What to do here, where it can be said better than in the rule's general `fix`.
  package var fix: String?
  /// Severity here, where a fact makes it other than the rule's own.
  package var severity: Severity?
  /// Confidence here, where a fact makes it other than the rule's own.
  package var confidence: Confidence?
  /// What a program can do about it; nil where a person must decide.
  package var repair: Repair?
  package var related: [Related]
  /// The way from where it starts to what it reaches, for a rule about paths; empty for all others.
  package var steps: [Related] = []
  /// Whether the file is still there for the running container; nil where this makes no sense.
  package var state: FileState?
  /// What tells two matches of one rule at one place apart: a package name, a port. Part of the fingerprint.
  package var subject: String
  /// Bytes that the fix would save; 0 where it saves none.
  package var bytes: Int64
  /// What it is about: matches of several rules that share a fact are one finding.
  package var facts: [Fact] = []
  /// Rules whose word on the same fact counts no more, since this one knows more.
  package var overrides: [String] = []

  package init(
    _ place: SymbolicLocation, _ message: String, subject: String = "", fix: String? = nil,
    severity: Severity? = nil,
    confidence: Confidence? = nil, repair: Repair? = nil, related: [Related] = [], state: FileState? = nil,
    bytes: Int64 = 0
  ) {
    self.place = place
    self.message = message
    self.subject = subject
    self.fix = fix
    self.severity = severity
    self.confidence = confidence
    self.repair = repair
    self.related = related
    self.state = state
    self.bytes = bytes
  }
}

/// What became of a file that a layer brought.
package enum FileState: String, Sendable, Hashable, Codable, CaseIterable {
  /// In the final file tree.
  case visible
  /// A later layer, or a later entry of the same layer, put another file in its place.
  case overwritten
  /// A later layer deleted it; the bytes still ship with the image.
  case deleted
}
