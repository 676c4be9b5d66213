import Findings
import Images
import Policies
import Reports
import Rules
import Secrets

/// What a run says of its inputs and of what was judged.
struct RunReport {
  let check: Check
  let inputs: RunInputs
  let judgement: RunJudgement

  var report: Report {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Check.version),
      summary: Report.Summary(
        judgement.findings, failOn: judgement.failOn, isComplete: judgement.incomplete.isEmpty))
    report.suppressed = judgement.suppressed.isEmpty ? nil : judgement.suppressed.ranked()
    let disabled = check.allRules.map(\.id).filter { !judgement.policy.rules.isOn($0) }
    report.disabledRules = disabled.isEmpty ? nil : disabled.sorted()
    report.images = inputs.images.map { ImageSummary($0.image, of: $0.archive) }
    report.compose = judgement.projects.compactMap(\.summary)
    report.budget = HostBudget(
      judgement.projects.lazy.compactMap(\.budget).first, judgement.budgetPolicy.host,
      images: inputs.matching.images)
    let order = FindingOrder(judgement.projects.compactMap(\.project), inputs.matching)
    report.findings = order.sorted(judgement.findings)
    report.incomplete = judgement.incomplete
    report.notes = judgement.notes
    return report
  }

  /// What a benchmark's controls need to know besides.
  var evidence: BenchmarkEvidence {
    BenchmarkEvidence(
      images: inputs.matching.images, projects: judgement.projects.compactMap(\.project),
      matching: inputs.matching,
      suppressed: check.showsOnlyNew ? judgement.suppressed + judgement.known : judgement.suppressed,
      policy: judgement.policy, uncheckedSecrets: check.looksForSecrets ? check.secretRules.disabled : nil)
  }

  /// The compose files that were read, included and extended ones and those of variables too.
  var filesRead: [String] { judgement.projects.flatMap(\.filesRead) }
}
