/// How bad a finding is when it is true, from a remark to a stop.
///
/// The order is the order of `--fail-on`; the raw value is the word used in every output and policy.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case note, low, medium, high, critical

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  /// Said, because the one that comes with a raw value compares words.
  package static func == (left: Severity, right: Severity) -> Bool { left.rank == right.rank }

  /// 0 (note) to 4 (critical).
  package var rank: Int {
    switch self {
    case .note: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }

  /// The step below, or the same for a note: how findings of a base image rank under one's own.
  package var lowered: Severity {
    switch self {
    case .note, .low: .note
    case .medium: .low
    case .high: .medium
    case .critical: .high
    }
  }
}
