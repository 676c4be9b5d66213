import Compose
import Policies

/// Which services and networks of a project are in which zone of the policy.
struct ZoneMap {
  private let services: [String: ZonePolicy]
  private let networks: [String: ZonePolicy]

  /// nil where the policy has no zones.
  init?(_ project: Project, _ policy: Policy, _ graph: NetworkGraph) {
    let zones = policy.zones
    guard !zones.isEmpty else { return nil }
    var networks: [String: ZonePolicy] = [:]
    for network in graph.networks {
      let names = [network.name, "\(project.name)/\(network.name)"]
      networks[network.name] =
        zones.first { $0.networks.contains { names.contains($0.text) } }
        ?? zones.first { zone in zone.networks.contains { glob in names.contains(where: glob.matches) } }
    }
    var services: [String: ZonePolicy] = [:]
    for service in project.services {
      let names = [service.name, "\(project.name)/\(service.name)"]
      let role = project.role(of: service)
      services[service.name] =
        zones.first { $0.services.contains { names.contains($0.text) } }
        ?? zones.first { zone in
          zone.services.fit(service, in: project) || role.map(zone.roles.contains) ?? false
        }
        ?? Self.zone(of: graph.member(service.name)?.networks.compactMap { networks[$0] } ?? [], zones)
    }
    self.services = services
    self.networks = networks
  }

  /// Of the zones of a service's networks the one that may meet most of the others, the first of the policy if several
  /// do.
  private static func zone(of candidates: [ZonePolicy], _ zones: [ZonePolicy]) -> ZonePolicy? {
    let names = Set(candidates.map(\.name))
    let possible = zones.filter { names.contains($0.name) }
    var best: (zone: ZonePolicy, meets: Int)?
    for zone in possible {
      let meets = possible.count { zone.mayMeet($0) }
      if best.map({ meets > $0.meets }) ?? true { best = (zone, meets) }
    }
    return best?.zone
  }

  func zone(of member: NetworkGraph.Member) -> ZonePolicy? { services[member.service] }
  func zone(ofNetwork name: String) -> ZonePolicy? { networks[name] }
  func hasZone(service name: String) -> Bool { services[name] != nil }

  /// Whether nothing from outside may reach the service.
  func isClosed(_ member: NetworkGraph.Member) -> Bool {
    zone(of: member).map { !$0.isReachedFromOutside } ?? false
  }
}
