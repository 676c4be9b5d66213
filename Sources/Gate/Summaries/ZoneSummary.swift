import Compose
import Policies
import Reports
import Rules

extension GraphOverlay {
  /// What the zones of a policy say of a project; empty where it has none.
  package init(_ project: Project, _ policy: Policy) {
    guard let check = ZoneCheck(project, policy) else {
      self.init()
      return
    }
    self.init(
      zones: check.zones.map { Zone(name: $0.name, reach: $0.reach, members: $0.members) },
      messages: check.breaches.map(\.message), culprits: check.breaches.map(\.culprit))
  }
}

extension NetworkSummary {
  /// Adds the zones of a policy and the ways that they forbid.
  mutating func add(_ check: ZoneCheck) {
    zones = check.zones.map { Zone(name: $0.name, members: $0.members) }
    forbidden = check.breaches.map { Path(nodes: $0.nodes, message: $0.message) }
    for index in nodes.indices {
      nodes[index].zone = check.zones.first { $0.members.contains(nodes[index].id) }?.name
    }
  }
}
