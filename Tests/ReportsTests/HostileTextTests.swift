import Foundation
import Reports
import TestSupport
import Testing

/// No text from an image or a file gets out of its place in a format.
struct HostileTextTests {
  private var options: RenderOptions {
    var options = ReportSamples.options
    options.showsSuppressed = true
    options.category = "a b"
    return options
  }

  private func expectShown(_ text: String, _ what: String) {
    let dangerous = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n" && scalar != "\r"
      case .format, .lineSeparator, .paragraphSeparator, .unassigned: true
      default: false
      }
    }
    #expect(dangerous.isEmpty, "\(what): \(dangerous.map { String($0.value, radix: 16) })")
    #expect(!text.contains("##["), "\(what)")
  }

  @Test func allFormatsShowWhatIsNotFitToBeSeen() throws {
    let report = ReportSamples.hostileReport
    expectShown(try SARIFReport.render(report, options), "sarif")
    expectShown(MarkdownReport.render(report, options), "markdown")
    expectShown(AnnotationsReport.render(report, options), "github")
    expectShown(try CodeQualityReport.render(report, options), "gitlab-codequality")
    expectShown(try SecurityReport.render(report, options), "gitlab-sast")
    expectShown(JUnitReport.render(report, options), "junit")
    expectShown(CSVReport.render(report, options), "csv")
    expectShown(TableReport.render(report, options), "table")
    let template =
      "{{% CONTENT_TYPE:TEXT}}{{#findings}}{{message}}{{#location}}{{path}}{{/location}}{{/findings}}"
    expectShown(try TemplateReport(template).render(report), "template")
    expectShown(try CycloneDXReport.render(report, options), "cyclonedx")
    expectShown(try SPDXReport.render(report, options), "spdx")
    expectShown(try InTotoReport.render(report, options), "intoto")
  }

  @Test func noFormatHoldsAZeroThatDatabasesRefuse() throws {
    let report = ReportSamples.hostileReport
    for text in [
      try SARIFReport.render(report, options), try CodeQualityReport.render(report, options),
      try SecurityReport.render(report, options), try CycloneDXReport.render(report, options),
      try SPDXReport.render(report, options), try InTotoReport.render(report, options),
    ] {
      #expect(!text.contains("\\u0000"))
    }
  }

  @Test func hostileSARIFHasNoFault() throws {
    let check = try SARIFCheck(SARIFReport.render(ReportSamples.hostileReport, options))
    #expect(check.problems == [])
  }
}
