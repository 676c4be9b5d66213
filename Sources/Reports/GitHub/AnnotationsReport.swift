import Findings

/// The report as annotations of GitHub Actions, printed into the log of a step.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word; so the worst
/// are written, and a last notice says how many there are.
package struct AnnotationsReport {
  /// Annotations of one level that GitHub shows of a step.
  static let perLevel = 10
  /// Characters of a message that the runner keeps, less what its escapes may add.
  static let longestMessage = 4_000
  /// What was not checked that is named one by one.
  private static let namedProblems = 5

  package static func render(_ report: Report, _ options: RenderOptions) -> String {
    let problems = problems(report)
    let settings = settings(report)
    var shown = problems.count
    var lines = problems + settings
    for level in ["error", "warning", "notice"] {
      let findings = report.findings.filter { $0.severity.annotation == level }
      // One error says what was not checked, one warning what a configuration sets, one notice what is suppressed, and
      // one is the summary.
      let notices = options.showsSuppressed && report.suppressed?.isEmpty == false ? 2 : 1
      let taken = level == "error" ? problems.count : level == "warning" ? settings.count : notices
      let commands = findings.prefix(perLevel - taken).map { command($0, options) }
      shown += commands.count
      lines += commands
    }
    if options.showsSuppressed { lines += suppressed(report, options) }
    lines.append(summary(report, left: report.findings.count + problems.count - shown))
    return lines.map(\.text).joined(separator: "\n") + "\n"
  }

  private static func command(_ finding: Finding, _ options: RenderOptions) -> WorkflowCommand {
    let place = finding.location
    let known = FindingPlace(place, options.checkout)
    // Only files of the checkout can be shown with their lines; a file in an image is named in the message.
    let properties =
      place.file == nil
      ? []
      : [
        ("file", known.path), ("line", String(known.line)),
        ("endLine", place.endLine.map { String(max($0, known.line)) } ?? ""),
        ("col", place.column.map { String(max($0, 1)) } ?? ""),
      ]
    let at = place.file == nil ? "At \(known.title): " : ""
    let others = finding.alsoRules.map { ["Also reported by: \($0.joined(separator: ", "))"] } ?? []
    let text =
      [at + SafeText.show(place.file == nil ? finding.message : finding.messageOfVariant)]
      + (others + ["Fix: " + finding.fix]).map { SafeText.show($0) }
    return WorkflowCommand(
      finding.severity.annotation,
      properties + [("title", "\(finding.severity.rawValue): \(SafeText.show(finding.rule))")],
      String(text.joined(separator: "\n").prefix(longestMessage)))
  }

  private static func problems(_ report: Report) -> [WorkflowCommand] {
    guard !report.incomplete.isEmpty else { return [] }
    var lines = report.incomplete.prefix(namedProblems).map {
      "\(SafeText.show($0.what)): \(SafeText.show($0.why))"
    }
    if report.incomplete.count > namedProblems {
      lines.append("and \(report.incomplete.count - namedProblems) more")
    }
    return [
      WorkflowCommand(
        "error", [("title", "imgcheck: not everything could be checked")],
        String(lines.joined(separator: "\n").prefix(longestMessage)))
    ]
  }

  /// Settings of configurations that bear on the verdict.
  private static func settings(_ report: Report) -> [WorkflowCommand] {
    let lines = (report.configurations ?? []).filter { !$0.settings.isEmpty }.flatMap(\.lines)
    guard !lines.isEmpty else { return [] }
    return [
      WorkflowCommand(
        "warning", [("title", "imgcheck: the configuration affects the verdict")],
        String(lines.map { SafeText.show($0) }.joined(separator: "\n").prefix(longestMessage)))
    ]
  }

  /// One notice lists what is suppressed, with who decided that: each by itself would take the room of what counts.
  private static func suppressed(_ report: Report, _ options: RenderOptions) -> [WorkflowCommand] {
    guard let findings = report.suppressed, !findings.isEmpty else { return [] }
    let lines = findings.map { finding in
      let words = finding.suppression.map { "\($0.kind.rawValue)\($0.words.isEmpty ? "" : ": " + $0.words)" }
      let place = FindingPlace(finding.location, options.checkout).title
      return "\(finding.rule) at \(place), by \(words ?? "")"
    }
    return [
      WorkflowCommand(
        "notice", [("title", "imgcheck: \(findings.count) suppressed")],
        String(lines.map { SafeText.show($0) }.joined(separator: "\n").prefix(longestMessage)))
    ]
  }

  private static func summary(_ report: Report, left: Int) -> WorkflowCommand {
    let rest = left > 0 ? " \(left) of them are not shown here." : ""
    return WorkflowCommand(
      "notice", [("title", "imgcheck: \(report.summary.verdict.rawValue)")],
      SummaryLine.text(report) + "." + rest)
  }
}

extension Severity {
  /// The annotation's level.
  fileprivate var annotation: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .note: "notice"
    }
  }
}
