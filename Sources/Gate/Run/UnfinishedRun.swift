import Compose
import Findings
import Images
import Policies
import Reports
import Rules

extension Check {
  /// What is reported of a run that did not end in its time: that none of its inputs was checked.
  package func unfinished(after seconds: Int) -> Outcome {
    let projects = projects.map {
      $0.files.first ?? "compose project in \($0.directory.isEmpty ? "." : $0.directory)"
    }
    let incomplete = (images + projects).map {
      Incomplete(
        what: $0,
        why:
          "the run did not end within \(seconds) seconds, so nothing of it is reported; check fewer inputs at a time, or allow more with --timeout"
      )
    }
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Check.version),
      summary: Report.Summary([], failOn: failOn ?? policy.failOn ?? .high, isComplete: false))
    report.incomplete = incomplete
    return Outcome(
      report: report,
      evidence: BenchmarkEvidence(
        images: [], projects: [], matching: ImageMatching([], mapped: [:]), suppressed: [], policy: policy,
        uncheckedSecrets: nil),
      filesRead: projects)
  }
}
