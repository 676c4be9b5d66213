import Findings
import Reports
import TestSupport
import Testing

/// Templates of reports: what they see, and what they cannot do.
@Suite struct TemplateReportTests {
  private func render(_ template: String) throws -> String {
    try TemplateReport(template).render(ReportSamples.hostileReport)
  }

  @Test func `a template sees the members of the JSON report`() throws {
    let text = try render("{{tool.name}} {{summary.verdict}} {{summary.total}}{{^budget}} none{{/budget}}")
    let report = ReportSamples.hostileReport
    #expect(text == "imgcheck \(report.summary.verdict.rawValue) \(report.summary.total) none")
  }

  @Test func `text is escaped for HTML unless the template asks for text`() throws {
    let escaped = try render("{{#findings}}{{message}}{{/findings}}")
    #expect(!escaped.contains("<") && !escaped.contains("\u{1b}"))
    let plain = try render("{{% CONTENT_TYPE:TEXT}}{{#findings}}{{message}}{{/findings}}")
    #expect(!plain.contains("&lt;") && !plain.contains("\u{1b}"))
  }

  @Test(arguments: [
    ("{{#a}}", "line 1"), ("{{#a}}{{/b}}", "under another name"), ("{{a", "not closed"),
    ("{{> other}}", "{{>"),
    ("{{=<% %>=}}", "{{="), ("{{$a}}{{/a}}", "{{$"),
    (String(repeating: "{{#a}}", count: 100_000), "larger than"),
    (String(repeating: "{{#a}}", count: 10_000), "more than 32 sections"),
  ]) func `what is no template is refused with a reason`(text: String, reason: String) {
    do throws(TemplateReport.Failure) {
      _ = try TemplateReport(text)
      Issue.record("taken: \(text.prefix(80))")
    } catch {
      #expect(error.description.contains(reason), "\(error.description)")
    }
  }
}
