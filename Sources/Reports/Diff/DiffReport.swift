import Findings

/// What one run of `imgcheck diff` says: a JSON contract of its own, and what its other formats are made from.
///
/// `schemaVersion` grows in its first number when a member goes or changes its meaning, in its second when one
/// is added.
package struct DiffReport: Sendable, Codable {
  package static let currentSchemaVersion = "1.0"

  package var schemaVersion = DiffReport.currentSchemaVersion
  package var tool: Report.Tool
  /// The inputs as they were given.
  package var old: Input
  package var new: Input
  /// The images that both have, in the order of the new ones.
  package var images: [ImageDifference] = []
  package var summary: Summary
  /// What could not be read or compared; while there is any, the answer is not "no worse than before".
  package var incomplete: [Incomplete] = []
  package var notes: [String] = []

  package init(
    tool: Report.Tool, old: Input, new: Input, images: [ImageDifference], failOn: Severity,
    growthLimit: GrowthLimit?, incomplete: [Incomplete], notes: [String]
  ) {
    self.tool = tool
    self.old = old
    self.new = new
    self.images = images
    self.incomplete = incomplete
    self.notes = notes
    summary = Summary(images, failOn: failOn, growthLimit: growthLimit, isComplete: incomplete.isEmpty)
  }

  /// 0 no worse than before, 1 new findings at or above `failOn` or more growth than allowed, 3 something could not be
  /// read or compared.
  package var exitCode: Int {
    switch summary.verdict {
    case .pass: 0
    case .fail: 1
    case .incomplete: 3
    }
  }

  /// One side of the comparison.
  package struct Input: Sendable, Codable, Hashable {
    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
      case image
      /// The JSON report of an earlier run, which holds less than the image.
      case report
    }

    package let source: String
    package let kind: Kind

    package init(source: String, kind: Kind) {
      self.source = source
      self.kind = kind
    }
  }

  /// What the comparison comes to, over all images.
  package struct Summary: Sendable, Codable, Hashable {
    package let verdict: Report.Verdict
    package let failOn: Severity
    package let newFindings: Int
    package let worseFindings: Int
    package let goneFindings: Int
    /// New findings at `failOn` or worse, and those that became so.
    package let failing: Int
    /// As it was given, such as `10%`; nil where growth is not limited.
    package let growthLimit: String?
    /// Images that grew by more.
    package let grownTooMuch: Int

    init(_ images: [ImageDifference], failOn: Severity, growthLimit: GrowthLimit?, isComplete: Bool) {
      self.failOn = failOn
      newFindings = images.reduce(0) { $0 + $1.findings.new.count }
      worseFindings = images.reduce(0) { $0 + $1.findings.worse.count }
      goneFindings = images.reduce(0) { $0 + $1.findings.gone.count }
      failing = images.reduce(0) { $0 + $1.findings.failing(failOn) }
      self.growthLimit = growthLimit?.text
      grownTooMuch = images.count { growthLimit?.isExceeded(by: $0.size.unpacked) == true }
      verdict = !isComplete ? .incomplete : failing + grownTooMuch > 0 ? .fail : .pass
    }
  }
}

/// The comparison as JSON: `DiffReport` as it stands, keys sorted, so that equal runs give equal bytes.
package enum DiffJSON {
  package static func render(_ report: DiffReport) throws -> String { try JSONText.render(report) }
}
