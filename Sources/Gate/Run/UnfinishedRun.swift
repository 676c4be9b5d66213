import Compose
import Findings
import Images
import Policies
import Reports
import Rules

extension Check {
  /// What is reported of a run that did not end in its time: the findings that it had made, held against the policy, and
  /// that none of its inputs was checked to the end.
  package func unfinished(after seconds: Int) -> Outcome {
    let projects = projects.map {
      $0.files.first ?? "compose project in \($0.directory.isEmpty ? "." : $0.directory)"
    }
    let incomplete = (images + projects).map {
      Incomplete(
        what: $0,
        why:
          "the run did not end within \(seconds) seconds, so only what it had found by then is reported; check fewer inputs at a time, or allow more with --timeout"
      )
    }
    let rules = allRules.filter { policy.rules.isOn($0.id) }
    let judged = PolicyEvaluator(
      policy: effectivePolicy, today: today, severities: severities(rules), tags: [:]
    ).judge(soFar?.all ?? [])
    let split = baseline?.suppressions.split(judged.kept)
    let findings = (split?.kept ?? judged.kept).ranked()
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Check.version),
      summary: Report.Summary(findings, failOn: failOn ?? policy.failOn ?? .high, isComplete: false))
    report.findings = findings
    let suppressed = judged.suppressed + (showsOnlyNew ? [] : split?.suppressed ?? [])
    report.suppressed = suppressed.isEmpty ? nil : suppressed.ranked()
    report.incomplete = incomplete
    return Outcome(
      report: report,
      evidence: BenchmarkEvidence(
        images: [], projects: [], matching: ImageMatching([], mapped: [:]), suppressed: [], policy: policy,
        uncheckedSecrets: nil),
      filesRead: projects)
  }
}

extension DiffCheck {
  /// What is reported of a comparison that did not end in its time: that nothing was compared.
  package func unfinished(after seconds: Int) -> Outcome {
    let sides = [("old", oldInput.source), ("new", new)]
    let incomplete = sides.map { side, source in
      Incomplete(
        what: "\(side) \(source)",
        why:
          "the comparison did not end within \(seconds) seconds; choose an image with --image, or allow more with --timeout"
      )
    }
    let report = DiffReport(
      tool: Report.Tool(name: "imgcheck", version: Check.version), old: oldInput,
      new: DiffReport.Input(source: new, kind: .image), images: [],
      failOn: check.failOn ?? check.policy.failOn ?? .high, growthLimit: growthLimit, incomplete: incomplete,
      notes: [])
    return Outcome(report: report, leftOut: [])
  }
}
