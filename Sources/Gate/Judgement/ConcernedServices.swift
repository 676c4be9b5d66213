import Compose
import Findings
import Policies

/// Which services of which project findings are about, where they are about any.
struct ConcernedServices: Sendable {
  private struct Concerned {
    let services: [Service]
    let project: Project
  }

  /// The results that tell of findings, and which of them tells of which: most are never asked for.
  private var results: [ComposeCheck.Result] = []
  private var resultOfFinding: [Fingerprint: Int] = [:]
  private var added: [Fingerprint: Concerned] = [:]

  init(_ results: [ComposeCheck.Result] = []) {
    self.results = results
    resultOfFinding.reserveCapacity(results.reduce(0) { $0 + $1.services.count })
    for index in results.indices where results[index].project != nil {
      for fingerprint in results[index].services.keys { resultOfFinding[fingerprint] = index }
    }
  }

  private func concerned(_ finding: Finding) -> Concerned? {
    if let own = added[finding.fingerprint] { return own }
    guard let index = resultOfFinding[finding.fingerprint], let project = results[index].project else {
      return nil
    }
    let services = results[index].services[finding.fingerprint, default: []].compactMap(project.service)
    return services.isEmpty ? nil : Concerned(services: services, project: project)
  }

  /// Notes that a finding is about services.
  mutating func add(_ finding: Fingerprint, _ services: [Service], in project: Project) {
    if !services.isEmpty { added[finding] = Concerned(services: services, project: project) }
  }

  /// What a policy's rules say at the services of a finding: at the worst of them; nil where it is about none.
  func setting(of finding: Finding, _ rules: RuleSettings) -> (isOn: Bool, severity: Severity?)? {
    guard let concerned = concerned(finding) else { return nil }
    let settings = concerned.services.map { rules.setting(of: finding.rule, at: $0, in: concerned.project) }
    let on = settings.filter(\.isOn)
    return (!on.isEmpty, (on.isEmpty ? settings : on).compactMap(\.severity).max())
  }

  /// How many services share a finding; 0 for one that is about none.
  func count(of finding: Finding) -> Int { concerned(finding)?.services.count ?? 0 }

  /// The name of one of the services that share a finding, counted from 0; nil where it is about none.
  func name(of number: Int, _ finding: Finding) -> String? { service(number, finding)?.name }

  /// Whether a selector fits one of the services that share a finding, counted from 0.
  func fit(_ selector: ServiceSelector, _ finding: Finding, part number: Int) -> Bool {
    if selector.isEmpty { return true }
    guard let service = service(number, finding), let project = concerned(finding)?.project else {
      return false
    }
    return selector.fits(service, in: project)
  }

  private func service(_ number: Int, _ finding: Finding) -> Service? {
    guard let services = concerned(finding)?.services, services.indices.contains(number) else {
      return nil
    }
    return services[number]
  }
}
