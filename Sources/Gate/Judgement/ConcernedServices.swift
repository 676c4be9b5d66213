import Compose
import Findings
import Policies
import Synchronization

/// Which services of which project findings are about, where they are about any.
struct ConcernedServices: Sendable {
  private struct Concerned {
    let services: [Service]
    let project: Project
  }

  private let told: Told
  private var added: [Fingerprint: Concerned] = [:]

  init(_ results: [ComposeCheck.Result] = []) { told = Told(results) }

  /// What results tell of findings, put in order when it is first asked for: a run without exceptions and rules for some
  /// services never asks.
  private final class Told: Sendable {
    private let results: [ComposeCheck.Result]
    /// Which result tells of a finding, and at which place in its list.
    private let places = Mutex<[Fingerprint: (result: Int, place: Int)]?>(nil)

    init(_ results: [ComposeCheck.Result]) { self.results = results }

    func concerned(_ finding: Fingerprint) -> Concerned? {
      let place = places.withLock { places in
        let known = places ?? ordered
        places = known
        return known[finding]
      }
      guard let place, let project = results[place.result].project else { return nil }
      let services = results[place.result].concerned[place.place].services.compactMap(project.service)
      return services.isEmpty ? nil : Concerned(services: services, project: project)
    }

    private var ordered: [Fingerprint: (result: Int, place: Int)] {
      var places: [Fingerprint: (result: Int, place: Int)] = [:]
      places.reserveCapacity(results.reduce(0) { $0 + $1.concerned.count })
      for (index, result) in results.enumerated() where result.project != nil {
        for (place, concerned) in result.concerned.enumerated() {
          places[concerned.finding] = (index, place)
        }
      }
      return places
    }
  }

  private func concerned(_ finding: Finding) -> Concerned? {
    added[finding.fingerprint] ?? told.concerned(finding.fingerprint)
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
