import Compose
import Findings
import Images
import Policies
import Rules

/// What the assertions of a policy found, after the comments of the compose files, and before the policy's exceptions.
struct AssertedFindings {
  private(set) var findings: [Finding] = []
  /// Findings that comments allow.
  private(set) var suppressed: [Finding] = []
  /// The service of each finding that is about one.
  private(set) var services: [Fingerprint: AssertionCheck.ServicePlace] = [:]
  private(set) var incomplete: [Incomplete] = []
  private(set) var notes: [String] = []

  init(
    _ policy: Policy, _ inputs: RunInputs, _ results: [ComposeCheck.Result], kept: [Finding], today: String?
  ) {
    let assertions = policy.assertions.filter { policy.rules.isOn($0.rule) }
    let projects = results.compactMap(\.project)
    if !assertions.isEmpty {
      let check = AssertionCheck(
        assertions,
        AssertionValues(
          inputs.matching.images, projects, inputs.matching, findings: SameFact.merged(kept), today: today))
      findings = check.findings
      services = check.services
      incomplete = check.incomplete
    }
    let places = services
    let comments = projects.flatMap(\.suppressions).filter(\.isForAssertions).map { comment in
      Suppression<Finding>(comment) { finding in
        places[finding.fingerprint].map { comment.covers(finding.rule, at: $0.span) } ?? false
      }
    }
    (findings, suppressed, notes) = Suppressions(all: comments, today: today, rule: \.rule).split(findings)
  }
}
