import Findings
import Foundation
import Gate
import Reports
import Rules
import TestSupport

extension Harness {
  static let reports = [
    Harness("report", seeds: reportSeeds, run: report),
    Harness("sarif", seeds: sarifSeeds, run: sarif),
    Harness("baseline", seeds: { try reportSeeds() + sarifSeeds() }, run: baseline),
  ]

  /// A few: each takes its time in most formats.
  private static let rules = Seeds.some(5, of: Rule.all).map(\.description)

  private static func baseline(_ bytes: [UInt8]) {
    do throws(Baseline.Failure) {
      _ = try Baseline(file: "baseline.json", data: Data(bytes)).fingerprints
    } catch {
      _ = error.description
    }
  }

  /// A report of an earlier run: read, and written in every format.
  private static func report(_ bytes: [UInt8]) {
    do throws(ReportFile.Failure) {
      let report = try ReportFile.read(bytes, name: "report.json")
      render(report)
      do throws(ReportMerge.Failure) { _ = try ReportMerge.merge([report, report]) } catch {
        _ = error.description
      }
    } catch {
      _ = error.description
    }
  }

  private static func render(_ report: Report) {
    let options = RenderOptions(rules: rules)
    _ = TextReport.render(report, isColoured: false)
    _ = CSVReport.render(report, options)
    _ = MarkdownReport.render(report, options)
    _ = JUnitReport.render(report, options)
    _ = AnnotationsReport.render(report, options)
    _ = HTMLReport.render(report, rules: rules)
    do {
      let written = try JSONReport.render(report)
      let again = try JSONReport.render(ReportFile.read(Array(written.utf8), name: "report.json"))
      guard again == written else {
        broken("a report that was written and read is another:\n\(written)\n\(again)")
      }
      _ = try SARIFMerge.merge([("a", Array(SARIFReport.render(report, options).utf8))])
      _ = try SecurityReport.render(report, options)
      _ = try CodeQualityReport.render(report, options)
      _ = try CycloneDXReport.render(report, options)
      _ = try SPDXReport.render(report, options)
      _ = try InTotoReport.render(report, options)
    } catch {
      broken("\(error)")
    }
  }

  private static func sarif(_ bytes: [UInt8]) {
    _ = SARIFMerge.isLog(bytes)
    do { _ = try SARIFMerge.merge([("a.sarif", bytes), ("b.sarif", bytes)]) } catch { _ = "\(error)" }
  }

  private static var samples: [Report] {
    [
      ReportSamples.hostileReport,
      ReportSamples.report([ReportSamples.finding(), ReportSamples.composeFinding()]),
    ]
  }

  private static func reportSeeds() throws -> [[UInt8]] {
    try samples.map { Array(try JSONReport.render($0).utf8) }
  }

  private static func sarifSeeds() throws -> [[UInt8]] {
    try samples.map { Array(try SARIFReport.render($0, RenderOptions(rules: rules)).utf8) }
  }
}
