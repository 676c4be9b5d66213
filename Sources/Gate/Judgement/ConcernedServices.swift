import Compose
import Findings
import Policies

/// Which services of which project findings are about, where they are about any.
struct ConcernedServices: Sendable {
  private struct Concerned {
    let services: [Service]
    let project: Project
  }

  private var byFinding: [Fingerprint: Concerned] = [:]

  init(_ results: [ComposeCheck.Result] = []) {
    for result in results {
      guard let project = result.project else { continue }
      for (fingerprint, names) in result.services {
        add(fingerprint, names.compactMap(project.service), in: project)
      }
    }
  }

  /// Notes that a finding is about services.
  mutating func add(_ finding: Fingerprint, _ services: [Service], in project: Project) {
    if !services.isEmpty { byFinding[finding] = Concerned(services: services, project: project) }
  }

  /// What a policy's rules say at the services of a finding: at the worst of them; nil where it is about none.
  func setting(of finding: Finding, _ rules: RuleSettings) -> (isOn: Bool, severity: Severity?)? {
    guard let concerned = byFinding[finding.fingerprint] else { return nil }
    let settings = concerned.services.map { rules.setting(of: finding.rule, at: $0, in: concerned.project) }
    let on = settings.filter(\.isOn)
    return (!on.isEmpty, (on.isEmpty ? settings : on).compactMap(\.severity).max())
  }

  /// How many services share a finding; 0 for one that is about none.
  func count(of finding: Finding) -> Int { byFinding[finding.fingerprint]?.services.count ?? 0 }

  /// The name of one of the services that share a finding, counted from 0; nil where it is about none.
  func name(of number: Int, _ finding: Finding) -> String? { service(number, finding)?.name }

  /// Whether a selector fits one of the services that share a finding, counted from 0.
  func fit(_ selector: ServiceSelector, _ finding: Finding, part number: Int) -> Bool {
    if selector.isEmpty { return true }
    guard let service = service(number, finding), let project = byFinding[finding.fingerprint]?.project else {
      return false
    }
    return selector.fits(service, in: project)
  }

  private func service(_ number: Int, _ finding: Finding) -> Service? {
    guard let services = byFinding[finding.fingerprint]?.services, services.indices.contains(number) else {
      return nil
    }
    return services[number]
  }
}
