import Findings

/// The report as JUnit's XML, in the form that Jenkins' schema (xunit-plugin, junit-10.xsd) and GitLab accept.
///
/// Each image and each project is a test suite. A finding that fails the run is a failure, one below the threshold a
/// test that passes and says so, a rule without findings a test that passes; what could not be checked is an error.
package struct JUnitReport {
  private let report: Report
  private let options: RenderOptions

  package static func render(_ report: Report, _ options: RenderOptions) -> String {
    JUnitReport(report: report, options: options).document()
  }

  /// A `testsuite`: its name, and its test cases in order.
  private struct Suite {
    let name: String
    var cases: [String] = []
    var failures = 0
    var errors = 0
    var skipped = 0
  }

  private func document() -> String {
    let suites = targets().map(suite) + notChecked()
    let totals =
      "tests=\"\(suites.map(\.cases.count).reduce(0, +))\" failures=\"\(suites.map(\.failures).reduce(0, +))\" "
      + "errors=\"\(suites.map(\.errors).reduce(0, +))\""
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"imgcheck\" \(totals)>"]
    for suite in suites {
      lines.append(
        "  <testsuite name=\"\(XMLText.escape(suite.name))\" tests=\"\(suite.cases.count)\" "
          + "failures=\"\(suite.failures)\" errors=\"\(suite.errors)\" skipped=\"\(suite.skipped)\">")
      lines += suite.cases.map { "    " + $0 }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Targets

  /// Something that was checked, and how findings about it are known.
  private struct Target {
    let name: String
    let image: String?
    let files: Set<String>
    let subjects: Set<Substring>
  }

  private func targets() -> [Target] {
    var names: Set<String> = []
    let images = report.images.filter { names.insert($0.name).inserted }.map {
      Target(name: $0.name, image: $0.name, files: [], subjects: ["image", "layer", "secret", "cross"])
    }
    let projects = report.compose.map { project in
      Target(
        name: project.files.first ?? project.name, image: nil,
        files: Set(project.files + Array((project.digests ?? [:]).keys)), subjects: ["compose", "cross"])
    }
    return images + projects
  }

  /// A finding at a Dockerfile's line names its image in a related place.
  private func isAbout(_ target: Target, _ finding: Finding) -> Bool {
    if let image = finding.location.image { return image == target.image }
    if let file = finding.location.file, target.files.contains(file) { return true }
    return target.image != nil && finding.related.contains { $0.location.image == target.image }
  }

  private func suite(_ target: Target) -> Suite {
    let findings = report.findings.filter { isAbout(target, $0) }
    let suppressed = (report.suppressed ?? []).filter { isAbout(target, $0) }
    var suite = Suite(name: target.name)
    add(findings, to: &suite)
    if options.showsSuppressed {
      for finding in suppressed { skip(finding, in: &suite) }
    }
    let found = Set((findings + suppressed).map(\.rule))
    for rule in options.checkedRules(in: report) where !found.contains(rule.id) {
      guard target.subjects.contains(rule.id.prefix { $0 != "-" }) else { continue }
      suite.cases.append("<testcase \(attributes(rule.id, rule.summary))/>")
    }
    return suite
  }

  // MARK: Test cases

  private func add(_ findings: [Finding], to suite: inout Suite) {
    var seen: [[String]: Int] = [:]
    for finding in findings {
      let title = FindingPlace.stableTitle(finding.location, options.checkout)
      let number = seen[[finding.rule, title], default: 0] + 1
      seen[[finding.rule, title]] = number
      let attributes = attributes(finding.rule, number > 1 ? "\(title) (\(number))" : title)
      let message = XMLText.escape(finding.message)
      let place = FindingPlace(finding.location, options.checkout)
      let others = finding.alsoRules.map { ["Also reported by: \($0.joined(separator: ", "))"] } ?? []
      let facts = ["At \(place.title)", "Severity: \(finding.severity.rawValue)"] + others
      let text = (facts + ["Fix: \(finding.fix)"]).map(XMLText.escape).joined(separator: "\n")
      if finding.severity >= report.summary.failOn {
        suite.failures += 1
        suite.cases.append(
          "<testcase \(attributes)><failure type=\"\(finding.severity.rawValue)\" message=\"\(message)\">\(message)\n\(text)"
            + "</failure></testcase>")
      } else {
        suite.cases.append("<testcase \(attributes)><system-out>\(message)\n\(text)</system-out></testcase>")
      }
    }
  }

  private func skip(_ finding: Finding, in suite: inout Suite) {
    suite.skipped += 1
    let reason = XMLText.escape(finding.suppression?.words ?? "")
    let title = FindingPlace.stableTitle(finding.location, options.checkout)
    suite.cases.append(
      "<testcase \(attributes(finding.rule, title))><skipped message=\"\(reason)\">\(XMLText.escape(finding.message))"
        + "</skipped></testcase>")
  }

  private func attributes(_ rule: String, _ name: String) -> String {
    "classname=\"\(XMLText.escape(rule))\" name=\"\(XMLText.escape(name))\""
  }

  private func notChecked() -> [Suite] {
    let known = targets()
    let strays = report.findings.filter { finding in !known.contains { isAbout($0, finding) } }
    var suites: [Suite] = []
    if !strays.isEmpty {
      var suite = Suite(name: "others")
      add(strays, to: &suite)
      suites.append(suite)
    }
    guard !report.incomplete.isEmpty else { return suites }
    var suite = Suite(name: "not checked")
    suite.errors = report.incomplete.count
    suite.cases = report.incomplete.map { problem in
      "<testcase \(attributes("not-checked", problem.what))><error type=\"not checked\" message=\""
        + "\(XMLText.escape(problem.why))\">\(XMLText.escape(problem.why))</error></testcase>"
    }
    return suites + [suite]
  }
}
