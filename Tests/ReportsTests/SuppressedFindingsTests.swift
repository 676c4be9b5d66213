import Findings
import Reports
import TestSupport
import Testing

/// What is suppressed says in every format who answers for it, where it is tracked and when it ends.
struct SuppressedFindingsTests {
  private static let formats: [(name: String, render: @Sendable (Report, RenderOptions) throws -> String)] = [
    ("text", { TextReport.render($0, isColoured: false, showsSuppressed: $1.showsSuppressed) }),
    ("table", { TableReport.render($0, $1) }),
    ("json", { report, _ in try JSONReport.render(report) }),
    ("sarif", { try SARIFReport.render($0, $1) }),
    ("markdown", { MarkdownReport.render($0, $1) }),
    ("github", { AnnotationsReport.render($0, $1) }),
    ("junit", { JUnitReport.render($0, $1) }),
    ("csv", { CSVReport.render($0, $1) }),
    ("html", { HTMLReport.render($0, rules: $1.rules) }),
  ]

  private var report: Report {
    var report = ReportSamples.report([])
    var finding = ReportSamples.suppressed(.exception)
    finding.suppression = .init(
      kind: .exception, reason: "It is known", until: "2031-02-03", owner: "platform team", ticket: "OPS-17")
    report.suppressed = [finding]
    report.images = [ReportSamples.image()]
    return report
  }

  @Test(arguments: formats.map(\.name)) func ownerTicketAndEndAreShown(name: String) throws {
    let format = try #require(Self.formats.first { $0.name == name })
    var options = ReportSamples.options
    options.showsSuppressed = true
    let text = try format.render(report, options)
    for word in ["It is known", "2031-02-03", "platform team", "OPS-17"] {
      #expect(text.contains(word), "\(name): \(word)")
    }
    guard name != "json", name != "html" else { return }
    options.showsSuppressed = false
    #expect(!(try format.render(report, options).contains("OPS-17")), "\(name)")
  }

  @Test func aBaselineHasNoTermsAndSaysNone() {
    var report = ReportSamples.report([])
    var finding = ReportSamples.suppressed(.baseline)
    finding.suppression = .init(kind: .baseline, reason: "")
    report.suppressed = [finding]
    let text = TextReport.render(report, isColoured: false, showsSuppressed: true)
    #expect(text.contains("by baseline\n"))
  }
}
