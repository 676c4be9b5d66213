import Findings
import Reports

/// Reports for the tests of their formats.
package enum ReportSamples {
  package static let rule = RuleDescription(
    id: "layer-sample", summary: "A sample.", why: "It shows a format.", fix: "Do nothing.", severity: .high,
    confidence: .certain,
    references: [.cis("4.1"), .cwe(250), .page(title: "A page", url: "https://example.org/a")])

  /// A finding in a layer of `registry.example.org/team/app`.
  package static func finding(
    _ number: Int = 0, severity: Severity = .high, path: String = "/srv/app/a b",
    message: String = "It is there.",
    origin: Origin? = .yours
  ) -> Finding {
    var location = Location()
    location.image = "registry.example.org/team/app"
    location.layer = 2
    location.instruction = "COPY . /srv/app"
    location.path = path
    location.encodedPath = ArchivePath(path).percentEncoded
    return Finding(
      rule: rule.id, severity: severity, confidence: .certain, message: message, fix: "Do nothing.",
      fingerprint: Fingerprint(parts: [String(number)]), location: location, origin: origin)
  }

  package static func report(
    _ findings: [Finding], incomplete: [Incomplete] = [], failOn: Severity = .high
  ) -> Report {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: "1.2.3"),
      summary: Report.Summary(findings, failOn: failOn, isComplete: incomplete.isEmpty))
    report.findings = findings
    report.incomplete = incomplete
    return report
  }
}
