/// What a report may hold that only some of its forms show, and that takes time to make.
package struct ReportDetail: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// `Finding.edits`.
  package static let edits = ReportDetail(rawValue: 1)
  /// `ComposeSummary.network`.
  package static let networks = ReportDetail(rawValue: 2)
  /// `ComposeSummary.digests`.
  package static let digests = ReportDetail(rawValue: 4)

  package static let all: ReportDetail = [.edits, .networks, .digests]
}
