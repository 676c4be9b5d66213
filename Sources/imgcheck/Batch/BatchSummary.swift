import ArgumentParser
import Digests
import Findings
import Foundation
import Reports
import Rules

/// What the results of a batch come to, for its overviews.
struct BatchSummary: Sendable {
  private(set) var overview = BatchOverview()
  /// What the log of all findings is made of; empty where nobody wants one.
  private var reports: [Report] = []
  var hasBegun = false

  /// Bases that the summary on standard output lists.
  private static let basesShown = 3

  mutating func add(_ line: BatchLine, keepsReports: Bool) {
    overview.add(line)
    if keepsReports { reports.append(line.report) }
  }

  /// Writes all but the results themselves.
  func write(_ files: [BatchFile], head: BatchHead, sparing inputs: [String]) throws {
    var writer = OutputWriter(sparing: inputs)
    let rules = Rule.all.map(\.description)
    for file in files {
      switch file.format {
      case .ndjson: break
      case .html: writer.write(file.path) { BatchPage.render(overview, head: head, rules: rules) }
      case .sarif: writer.write(file.path) { try log(rules) }
      }
    }
    try writer.finish()
  }

  private func log(_ rules: [RuleDescription]) throws -> String {
    // Each image was judged by the same threshold.
    let failOn = reports.map(\.summary.failOn).min()
    let merged: Report
    do throws(ReportMerge.Failure) { merged = try ReportMerge.merge(reports, failOn: failOn) } catch {
      throw ValidationError(error.description)
    }
    return try SARIFReport.render(merged, RenderOptions(rules: rules))
  }

  /// What somebody who waited wants to know.
  var text: String {
    let counts = Report.Verdict.allCases.map { (overview.byVerdict[$0] ?? 0, $0) }
    let words = counts.map { "\($0.0) \($0.1 == .pass ? "clean" : $0.1 == .fail ? "failed" : "incomplete")" }
    var lines = [
      "\(overview.images) \(overview.images == 1 ? "image" : "images"): \(words.joined(separator: ", "))"
    ]
    for base in overview.bases.prefix(Self.basesShown) where base.findings > 0 {
      lines.append(
        "mending \(SafeText.show(BatchPage.title(base))) (\(base.layers) \(base.layers == 1 ? "layer" : "layers"), \(base.images) images) mends \(base.findings) findings, \(base.failing) of them failing"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A hash of several texts, which is another if one character moves from one to the next.
enum ContentHashText {
  static func of(_ texts: [String]) -> String {
    let hash = MessageDigest(.sha256)
    for text in texts { hash.update("\(text.utf8.count)\n\(text)".utf8) }
    return Hexadecimal.text(hash.finish())
  }
}
