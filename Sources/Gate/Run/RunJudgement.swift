import Compose
import Findings
import Images
import Policies
import Reports
import Rules

/// What one policy makes of what a run read: images, then projects beside them, then severities, exceptions and the
/// baseline over all.
struct RunJudgement {
  let policy: Policy
  /// Findings of this severity or worse fail the run.
  private(set) var failOn: Severity
  private(set) var projects: [ComposeCheck.Result]
  private(set) var findings: [Finding]
  private(set) var suppressed: [Finding]
  /// Findings that the baseline knows already.
  private(set) var known: [Finding] = []
  private(set) var incomplete: [Incomplete]
  private(set) var notes: [String]
  /// The policy whose host the budget is of.
  private(set) var budgetPolicy: Policy

  /// - Parameter failOn: the threshold, where the command does not say one.
  init(_ inputs: RunInputs, _ check: Check, by policy: Policy, failOn: Severity) {
    let rules = check.allRules.filter { policy.rules.isOn($0.id) }
    let effective = check.effective(policy)
    self.policy = effective
    self.failOn = check.failOn ?? failOn
    budgetPolicy = effective

    let images = ImageJudgement(inputs, check, rules: rules, policy: effective)
    var composeCheck = ComposeCheck(
      rules: rules, policy: effective, today: check.today, secrets: inputs.secrets,
      cross: check.cross(inputs, rules, effective), detail: check.detail)
    composeCheck.soFar = check.soFar
    let projects = composeCheck.judge(inputs.projects)
    let ofImages = images.findings(without: check.projectsSettle ? .all(of: projects) : nil)
    // Whoever holds the list changes it in place: to take part in another costs each finding a look.
    func found() -> [Finding] {
      var found = ofImages
      found.reserveCapacity(found.count + projects.reduce(0) { $0 + $1.findings.count })
      // What a checkout brings by itself joins no finding of an image, as it answers none.
      for project in projects {
        found += check.projectsSettle ? project.findings : project.findings.map(\.withoutFacts)
      }
      return found
    }
    var evaluator = PolicyEvaluator(
      policy: effective, today: check.today, severities: check.severities(rules),
      tags: Dictionary(inputs.images.map { ($0.image.name, $0.image.tags) }) { $0 + $1 },
      services: ConcernedServices(projects)
    )
    var evaluated = evaluator.judge(found())
    let asserted = AssertedFindings(effective, inputs, projects, kept: evaluated.kept, today: check.today)
    if !asserted.findings.isEmpty {
      for (finding, place) in asserted.services {
        evaluator.services.add(finding, [place.service], in: place.project)
      }
      evaluated = evaluator.judge(found() + asserted.findings)
    }

    self.projects = projects
    findings = evaluated.kept
    evaluated.kept = []
    SameFact.merge(&findings)
    suppressed = projects.flatMap(\.suppressed) + asserted.suppressed + evaluated.suppressed
    // Only maps name services; without any the names of thousands of projects are not asked for.
    let services =
      check.maps.isEmpty ? [] : Set(projects.compactMap(\.summary).flatMap(\.serviceNames))
    incomplete =
      inputs.incomplete + images.incomplete + inputs.problems(of: check.maps, services: services)
      + projects.flatMap(\.incomplete) + inputs.saved.flatMap(\.incomplete) + asserted.incomplete
    notes = check.notesOfChoice + images.notes + projects.flatMap(\.notes)
    if !check.images.isEmpty { notes += check.structureTests.flatMap(\.notes) }
    notes += inputs.saved.flatMap(Check.notes) + asserted.notes + evaluated.notes
    if let baseline = check.baseline { leaveOut(baseline, isHidden: check.showsOnlyNew) }
  }

  private mutating func leaveOut(_ baseline: Baseline, isHidden: Bool) {
    let split = baseline.suppressions.split(findings)
    known = split.suppressed
    notes += baseline.notes(findings + suppressed, known: known.count)
    findings = split.kept
    if !isHidden { suppressed += known }
  }

  // MARK: Two policies

  /// Takes in what another policy asks for beside this run's own: its findings where they are more or worse, its
  /// threshold where that is lower. Nothing of this run's own goes.
  mutating func take(_ other: RunJudgement) {
    let severities = other.severities
    for index in findings.indices {
      guard let severity = severities[findings[index].fingerprint] else { continue }
      findings[index].severity = max(findings[index].severity, severity)
    }
    var known = Set(findings.map(\.fingerprint))
    findings += other.findings.filter { known.insert($0.fingerprint).inserted }
    suppressed.removeAll { known.contains($0.fingerprint) }
    failOn = other.failOn
    let own = Set(incomplete)
    incomplete += other.incomplete.filter { !own.contains($0) }
    let said = Set(notes)
    notes += other.notes.filter { !said.contains($0) }
    if !projects.contains(where: { $0.budget != nil }) {
      for index in projects.indices where index < other.projects.count {
        projects[index].budget = other.projects[index].budget
      }
      budgetPolicy = other.policy
    }
  }

  /// The rules of this run's findings that another one leaves out or calls milder, one for each finding.
  func leftOut(by other: RunJudgement) -> [String] {
    let severities = other.severities
    return findings.filter { finding in
      severities[finding.fingerprint].map { $0 < finding.severity } ?? true
    }.map(\.rule)
  }

  /// How grave each finding is.
  private var severities: [Fingerprint: Severity] {
    Dictionary(findings.map { ($0.fingerprint, $0.severity) }, uniquingKeysWith: max)
  }
}

extension Check {
  /// What holds services against images; nil where none are given, so that projects alone are as quick as ever.
  fileprivate func cross(_ inputs: RunInputs, _ rules: [Rule], _ policy: Policy) -> CrossCheck? {
    guard !(projects.isEmpty || inputs.matching.images.isEmpty && maps.isEmpty) else { return nil }
    return CrossCheck(rules: rules, policy: policy, matching: inputs.matching)
  }
}

extension SupersededFindings {
  /// What the services of all projects settle.
  fileprivate static func all(of results: [ComposeCheck.Result]) -> SupersededFindings {
    results.reduce(into: SupersededFindings()) { $0.formUnion($1.settled) }
  }
}

extension ComposeSummary {
  /// The services as maps may call them: alone, and after the project's name.
  fileprivate var serviceNames: [String] { services + services.map { "\(name)/\($0)" } }
}
