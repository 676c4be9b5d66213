/// One result: a rule, a place that can be gone to, and what to do.
package struct Finding: Sendable, Hashable, Codable {
  package struct Related: Sendable, Hashable, Codable {
    package var location: Location
    package let message: String

    package init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  /// A change of a file that repairs it: what stands in the region is replaced; lines and columns from 1.
  package struct Edit: Sendable, Hashable, Codable {
    package let file: String
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int
    package let replacement: String

    package init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int, replacement: String) {
      self.file = file
      self.line = line
      self.column = column
      self.endLine = endLine
      self.endColumn = endColumn
      self.replacement = replacement
    }
  }

  /// The rule's id.
  package let rule: String
  package var severity: Severity
  package let confidence: Confidence
  package let message: String
  package let fix: String
  /// Stable over rebuilds, shifted lines and renumbered layers; see `Fingerprint`.
  package var fingerprint: Fingerprint
  package var location: Location
  package var related: [Related]
  package let state: FileState?
  /// Whose layer it is in; nil outside an image.
  package let origin: Origin?
  /// Bytes that the fix would save; 0 where it saves none.
  package var bytes: Int64
  /// What a program can change to repair it; nil where a person must decide.
  package var edits: [Edit]?
  /// The way from where it starts to what it reaches, for findings about a path; nil for all others.
  package var steps: [Related]?
  /// The hash of a secret's value: equal for equal values, so that runs can be compared; nil for all others.
  package var secretHash: String?
  /// Why it does not count; nil while it does.
  package var suppression: Suppression?
  /// Other rules that say the same of the same place, in order; nil where there is none.
  package var alsoRules: [String]?
  /// What it is about, for the gate alone: no report holds it.
  package var facts: [Fact] = []
  /// Rules whose word on the same fact counts no more, for the gate alone.
  package var overrides: [String] = []

  private enum CodingKeys: String, CodingKey {
    case rule, severity, confidence, message, fix, fingerprint, location, related, state, origin, bytes,
      edits,
      steps, secretHash, suppression, alsoRules
  }

  /// Who says that a finding does not count, and why.
  package struct Suppression: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      /// A comment in the file that it stands in.
      case comment
      /// An exception of the policy.
      case exception
      /// It was there already when the baseline was written.
      case baseline
    }

    package let kind: Kind
    /// The reason that was given; empty for a baseline.
    package let reason: String
    /// The last day on which it holds, as `YYYY-MM-DD`.
    package let until: String?
    package let owner: String?
    package let ticket: String?

    package init(
      kind: Kind, reason: String, until: String? = nil, owner: String? = nil, ticket: String? = nil
    ) {
      self.kind = kind
      self.reason = reason
      self.until = until
      self.owner = owner
      self.ticket = ticket
    }
  }

  /// The rules that say it.
  package var rules: [String] { [rule] + (alsoRules ?? []) }

  package init(
    rule: String, severity: Severity, confidence: Confidence, message: String, fix: String,
    fingerprint: Fingerprint, location: Location, related: [Related] = [], state: FileState? = nil,
    origin: Origin? = nil, bytes: Int64 = 0
  ) {
    self.rule = rule
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.fix = fix
    self.fingerprint = fingerprint
    self.location = location
    self.related = related
    self.state = state
    self.origin = origin
    self.bytes = bytes
  }
}

/// Whose work a layer is.
package enum Origin: String, Sendable, Hashable, Codable, CaseIterable {
  /// It came with the base image.
  case base
  /// The image's own build made it.
  case yours
}
