import Findings
import Reports
import TestSupport
import Testing

/// A finding that several rules made names them all, whatever the format.
struct OtherRulesTests {
  private static let formats: [(name: String, render: @Sendable (Report, RenderOptions) throws -> String)] = [
    ("text", { report, _ in TextReport.render(report, isColoured: false) }),
    ("json", { report, _ in try JSONReport.render(report) }),
    ("sarif", { try SARIFReport.render($0, $1) }),
    ("markdown", { MarkdownReport.render($0, $1) }),
    ("github", { AnnotationsReport.render($0, $1) }),
    ("gitlab-codequality", { try CodeQualityReport.render($0, $1) }),
    ("gitlab-sast", { try SecurityReport.render($0, $1) }),
    ("junit", { JUnitReport.render($0, $1) }),
    ("csv", { CSVReport.render($0, $1) }),
    ("html", { HTMLReport.render($0, rules: $1.rules) }),
  ]

  @Test(arguments: formats.indices) func aFormatNamesEachRuleOfAFinding(_ index: Int) throws {
    let (name, render) = Self.formats[index]
    var finding = ReportSamples.finding()
    var report = ReportSamples.report([finding])
    #expect(try !render(report, ReportSamples.options).contains("layer-other"), "\(name)")
    finding.alsoRules = ["layer-other", "layer-third"]
    report.findings = [finding]
    let text = try render(report, ReportSamples.options)
    #expect(text.contains("layer-other") && text.contains("layer-third"), "\(name)")
  }
}
