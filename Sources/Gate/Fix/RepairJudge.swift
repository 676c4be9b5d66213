import Compose
import Findings
import Images
import Policies
import Rules

/// Finds what a project can be repaired in, with all that is known of it: rules, policy, exceptions and images.
struct RepairJudge: Sendable {
  /// All rules that are on: a repair must not bring a finding of any.
  let rules: [Rule]
  let policy: Policy
  let today: String?
  let matching: ImageMatching?

  private var cross: CrossCheck? {
    matching.map { CrossCheck(rules: rules, policy: policy, matching: $0) }
  }

  /// The project as its findings are judged.
  func prepared(_ project: Project) -> Project { project.declared(by: cross).withRoles(policy.roles) }

  /// Every match of a project, also those that comments allow.
  func matches(_ project: Project) -> [PlacedMatch] {
    let own = rules.filter {
      if case .compose = $0.check { return true }
      return false
    }
    let alone =
      ComposeMatches(rules: own, policy: policy, project: project).all
      + HostCheck(rules: rules, policy: policy).matches([project]).flatMap(\.self)
    guard let cross else { return alone }
    let (outcome, others) = cross.run(project, besides: alone)
    return others + outcome.matches
  }

  /// Those that no comment and no exception of the policy allows, and whose rules the policy leaves on for their services.
  func unallowed(_ matches: [PlacedMatch], in project: Project) -> [PlacedMatch] {
    let judged = Suppressions(of: project, today: today).judge(matches)
    let excepted = excepted(matches, in: project)
    return matches.indices.filter { number in
      judged.suppressions[number] == nil && !excepted.contains(number) && isOn(matches[number], in: project)
    }.map { matches[$0] }
  }

  /// The positions of those that an exception of the policy allows, by the findings that reports make of them.
  private func excepted(_ matches: [PlacedMatch], in project: Project) -> Set<Int> {
    guard !policy.exceptions.isEmpty || !policy.secrets.exceptions.isEmpty else { return [] }
    let findings = ComposeFindings(project: project, edits: nil).findings(matches)
    var services = ConcernedServices()
    for (placed, finding) in zip(matches, findings) {
      services.add(finding.fingerprint, placed.services.compactMap(project.service), in: project)
    }
    let judged = Suppressions(of: policy, services: services, today: today).judge(findings)
    return Set(judged.suppressions.indices.filter { judged.suppressions[$0] != nil })
  }

  private func isOn(_ placed: PlacedMatch, in project: Project) -> Bool {
    guard policy.rules.hasScopes, let service = placed.key.service.flatMap(project.service) else {
      return true
    }
    return policy.rules.setting(of: placed.rule.id, at: service, in: project).isOn
  }

  /// What becomes of a match's repair; nil where it has none.
  func decision(_ placed: PlacedMatch, in project: Project) -> RepairDecision? {
    placed.match.repair.map { decision($0, at: placed.key, in: project) }
  }

  func decision(_ repair: Repair, at key: Key, in project: Project) -> RepairDecision {
    guard let service = key.service.flatMap(project.service) else { return .make(repair) }
    return RepairDecision(
      repair, of: service, in: project, policy, facts: matching.flatMap { $0.facts(of: service, in: project) }
    )
  }
}

extension ImageMatching {
  /// A service with the image that it runs; nil where none is known, or several could be meant.
  func facts(of service: Service, in project: Project) -> CrossFacts? {
    switch answer(for: service, in: project) {
    case .image(let number, let basis): CrossFacts(service, in: project, runs: images[number], basis: basis)
    case .several, .none: nil
    }
  }
}
