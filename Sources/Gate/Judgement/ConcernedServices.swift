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

  /// A finding as one of the services that share it has it.
  struct Part {
    let finding: Finding
    /// Of the service, or of that which its place names; nil where it is about none.
    let name: String?
    fileprivate let service: (service: Service, project: Project)?

    fileprivate init(_ finding: Finding, _ service: (service: Service, project: Project)?) {
      (self.finding, self.service) = (finding, service)
      name = service?.service.name ?? finding.location.key.flatMap(Key.service(of:))
    }

    /// Whether a selector fits the service.
    func isFit(by selector: ServiceSelector) -> Bool {
      if selector.isEmpty { return true }
      return service.map { selector.fits($0.service, in: $0.project) } ?? false
    }
  }

  /// A finding for each of the services that share it; once where it is about none.
  func parts(of finding: Finding) -> [Part] {
    guard let concerned = concerned(finding) else { return [Part(finding, nil)] }
    return concerned.services.map { Part(finding, ($0, concerned.project)) }
  }
}
