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
        let services = names.compactMap(project.service)
        if !services.isEmpty { byFinding[fingerprint] = Concerned(services: services, project: project) }
      }
    }
  }

  /// Notes that a finding is about a service.
  mutating func add(_ finding: Fingerprint, _ service: Service, in project: Project) {
    byFinding[finding] = Concerned(services: [service], project: project)
  }

  /// What a policy's rules say at the services of a finding: at the worst of them; nil where it is about none.
  func setting(of finding: Finding, _ rules: RuleSettings) -> (isOn: Bool, severity: Severity?)? {
    guard let concerned = byFinding[finding.fingerprint] else { return nil }
    let settings = concerned.services.map { rules.setting(of: finding.rule, at: $0, in: concerned.project) }
    let on = settings.filter(\.isOn)
    return (!on.isEmpty, (on.isEmpty ? settings : on).compactMap(\.severity).max())
  }

  /// Whether a selector fits every service of a finding.
  func fit(_ selector: ServiceSelector, _ finding: Finding) -> Bool {
    if selector.isEmpty { return true }
    guard let concerned = byFinding[finding.fingerprint] else { return false }
    return concerned.services.allSatisfy { selector.fits($0, in: concerned.project) }
  }
}
