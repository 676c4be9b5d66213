/// One result: a rule, a place that can be gone to, and what to do.
///
/// A run hands findings from list to list, so a copy is one reference: what a finding says is kept once, and a change makes a
/// new one of it.
package struct Finding: Sendable, Hashable {
  private var content: Content

  private final class Content: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  fileprivate struct Fields: Sendable, Hashable, Codable {
    let rule: String
    var severity: Severity
    let confidence: Confidence
    let message: String
    let fix: String
    var fingerprint: Fingerprint
    var location: Location
    var related: [Related]
    let state: FileState?
    let origin: Origin?
    var bytes: Int64
    var edits: [Edit]?
    var steps: [Related]?
    var secretHash: String?
    var suppression: Suppression?
    var alsoRules: [String]?
    var facts: [Fact] = []
    var overrides: [String] = []

    private enum CodingKeys: String, CodingKey {
      case rule, severity, confidence, message, fix, fingerprint, location, related, state, origin, bytes,
        edits, steps, secretHash, suppression, alsoRules
    }
  }

  private mutating func change(_ change: (inout Fields) -> Void) {
    var fields = content.fields
    change(&fields)
    content = Content(fields)
  }

  /// The rule's id.
  package var rule: String { content.fields.rule }
  package var severity: Severity {
    get { content.fields.severity }
    set { change { $0.severity = newValue } }
  }
  package var confidence: Confidence { content.fields.confidence }
  package var message: String { content.fields.message }
  package var fix: String { content.fields.fix }
  /// Stable over rebuilds, shifted lines and renumbered layers; see `Fingerprint`.
  package var fingerprint: Fingerprint {
    get { content.fields.fingerprint }
    set { change { $0.fingerprint = newValue } }
  }
  package var location: Location {
    _read { yield content.fields.location }
    set { change { $0.location = newValue } }
  }
  /// The image of `location`, without a copy of the rest of the place.
  package var image: String? { content.fields.location.image }
  /// The file of `location`, in the same way.
  package var file: String? { content.fields.location.file }
  /// The path of `location`, in the same way.
  package var path: String? { content.fields.location.path }
  /// The key of `location`, in the same way.
  package var key: String? { content.fields.location.key }
  package var related: [Related] {
    get { content.fields.related }
    set { change { $0.related = newValue } }
  }
  package var state: FileState? { content.fields.state }
  /// Whose layer it is in; nil outside an image.
  package var origin: Origin? { content.fields.origin }
  /// Bytes that the fix would save; 0 where it saves none.
  package var bytes: Int64 {
    get { content.fields.bytes }
    set { change { $0.bytes = newValue } }
  }
  /// What a program can change to repair it; nil where a person must decide.
  package var edits: [Edit]? {
    get { content.fields.edits }
    set { change { $0.edits = newValue } }
  }
  /// The way from where it starts to what it reaches, for findings about a path; nil for all others.
  package var steps: [Related]? {
    get { content.fields.steps }
    set { change { $0.steps = newValue } }
  }
  /// The hash of a secret's value: equal for equal values, so that runs can be compared; nil for all others.
  package var secretHash: String? {
    get { content.fields.secretHash }
    set { change { $0.secretHash = newValue } }
  }
  /// Why it does not count; nil while it does.
  package var suppression: Suppression? {
    get { content.fields.suppression }
    set { change { $0.suppression = newValue } }
  }
  /// Whether it has a `suppression`, without a copy of that.
  package var isSuppressed: Bool { content.fields.suppression != nil }
  /// Other rules that say the same of the same place, in order; nil where there is none.
  package var alsoRules: [String]? {
    get { content.fields.alsoRules }
    set { change { $0.alsoRules = newValue } }
  }
  /// What it is about, for the gate alone: no report holds it.
  package var facts: [Fact] {
    get { content.fields.facts }
    set { change { $0.facts = newValue } }
  }
  /// Rules whose word on the same fact counts no more, for the gate alone.
  package var overrides: [String] {
    get { content.fields.overrides }
    set { change { $0.overrides = newValue } }
  }

  /// The rules that say it.
  package var rules: [String] { [rule] + (alsoRules ?? []) }

  package init(
    rule: String, severity: Severity, confidence: Confidence, message: String, fix: String,
    fingerprint: Fingerprint, location: Location, related: [Related] = [], state: FileState? = nil,
    origin: Origin? = nil, bytes: Int64 = 0, edits: [Edit]? = nil, steps: [Related]? = nil,
    secretHash: String? = nil, facts: [Fact] = [], overrides: [String] = []
  ) {
    content = Content(
      Fields(
        rule: rule, severity: severity, confidence: confidence, message: message, fix: fix,
        fingerprint: fingerprint, location: location, related: related, state: state, origin: origin,
        bytes: bytes, edits: edits, steps: steps, secretHash: secretHash, facts: facts, overrides: overrides))
  }

  /// The finding as one that is about nothing which another could be about.
  package var withoutFacts: Finding {
    var finding = self
    finding.forgetFacts()
    return finding
  }

  /// Makes it one that is about nothing which another could be about.
  package mutating func forgetFacts() {
    guard !(content.fields.facts.isEmpty && content.fields.overrides.isEmpty) else { return }
    change { ($0.facts, $0.overrides) = ([], []) }
  }

  package static func == (left: Finding, right: Finding) -> Bool {
    left.content === right.content || left.content.fields == right.content.fields
  }

  package func hash(into hasher: inout Hasher) { content.fields.hash(into: &hasher) }
}

extension Finding: Codable {
  package init(from decoder: any Decoder) throws { content = Content(try Fields(from: decoder)) }

  package func encode(to encoder: any Encoder) throws { try content.fields.encode(to: encoder) }
}
