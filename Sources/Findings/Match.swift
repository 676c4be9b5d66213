/// What a rule saw, at a symbolic place, before the pipeline resolves the place and a policy judges it.
///
/// As of a finding, a copy is one reference.
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

  private var content: Content

  private final class Content: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private struct Fields: Sendable, Hashable {
    let place: SymbolicLocation
    let message: String
    var fix: String?
    var severity: Severity?
    var confidence: Confidence?
    var repair: Repair?
    var related: [Related]
    var steps: [Related] = []
    var state: FileState?
    var subject: String
    var bytes: Int64
    var facts: [Fact] = []
    var overrides: [String] = []
  }

  private mutating func change(_ change: (inout Fields) -> Void) {
    var fields = content.fields
    change(&fields)
    content = Content(fields)
  }

  package var place: SymbolicLocation { content.fields.place }
  /// What is wrong, with the value seen: one or two sentences ending in a period.
  package var message: String { content.fields.message }
  /// What to do here, where it can be said better than in the rule's general `fix`.
  package var fix: String? { content.fields.fix }
  /// Severity here, where a fact makes it other than the rule's own.
  package var severity: Severity? {
    get { content.fields.severity }
    set { change { $0.severity = newValue } }
  }
  /// Confidence here, where a fact makes it other than the rule's own.
  package var confidence: Confidence? {
    get { content.fields.confidence }
    set { change { $0.confidence = newValue } }
  }
  /// What a program can do about it; nil where a person must decide.
  package var repair: Repair? { content.fields.repair }
  package var related: [Related] {
    get { content.fields.related }
    set { change { $0.related = newValue } }
  }
  /// The way from where it starts to what it reaches, for a rule about paths; empty for all others.
  package var steps: [Related] {
    get { content.fields.steps }
    set { change { $0.steps = newValue } }
  }
  /// Whether the file is still there for the running container; nil where this makes no sense.
  package var state: FileState? { content.fields.state }
  /// What tells two matches of one rule at one place apart: a package name, a port. Part of the fingerprint.
  package var subject: String { content.fields.subject }
  /// Bytes that the fix would save; 0 where it saves none.
  package var bytes: Int64 { content.fields.bytes }
  /// What it is about: matches of several rules that share a fact are one finding.
  package var facts: [Fact] {
    get { content.fields.facts }
    set { change { $0.facts = newValue } }
  }
  /// Rules whose word on the same fact counts no more, since this one knows more.
  package var overrides: [String] {
    get { content.fields.overrides }
    set { change { $0.overrides = newValue } }
  }

  package init(
    _ place: SymbolicLocation, _ message: String, subject: String = "", fix: String? = nil,
    severity: Severity? = nil,
    confidence: Confidence? = nil, repair: Repair? = nil, related: [Related] = [], state: FileState? = nil,
    bytes: Int64 = 0
  ) {
    content = Content(
      Fields(
        place: place, message: message, fix: fix, severity: severity, confidence: confidence, repair: repair,
        related: related, state: state, subject: subject, bytes: bytes))
  }

  package static func == (left: Match, right: Match) -> Bool {
    left.content === right.content || left.content.fields == right.content.fields
  }

  package func hash(into hasher: inout Hasher) { content.fields.hash(into: &hasher) }
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
