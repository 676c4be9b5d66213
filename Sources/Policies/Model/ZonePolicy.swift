import Compose

/// A part of the network that holds services and networks, and what it may reach.
package struct ZonePolicy: Sendable, Hashable {
  package var name = ""
  package var services: [Glob] = []
  package var roles: [ServiceRole] = []
  package var networks: [Glob] = []
  /// Other zones that it may open connections to.
  package var reaches: [String] = []
  /// Whether something outside the host may open connections into it.
  package var isReachedFromOutside = false
  /// Whether it may open connections to the world.
  package var reachesOutside = false

  package init() {}

  /// Whether it may have a way out: what is reached from outside needs a network with a gateway, and so has one.
  package var mayHaveEgress: Bool { reachesOutside || isReachedFromOutside }

  /// Whether one of the two may reach the other. A network cannot tell who speaks first.
  package func mayMeet(_ other: ZonePolicy) -> Bool {
    name == other.name || reaches.contains(other.name) || other.reaches.contains(name)
  }
}

extension ZonePolicy: PolicySection {
  static let settings: [Setting<ZonePolicy>] = [
    .globs("services", \.services, "Services that are in it."),
    Setting("roles", .either([.role, .list(.role)]), "Roles whose services are in it.") {
      $0.roles = $1.texts.compactMap(ServiceRole.init)
    },
    .globs(
      "networks", \.networks,
      "Networks that are in it; a service that nothing else puts in a zone is in that of its networks."),
    .texts("reaches", \.reaches, "Other zones that it may open connections to."),
    .boolean(
      "from-outside", \.isReachedFromOutside, "Whether it may be reached from outside: published ports."),
    .boolean("outside", \.reachesOutside, "Whether it may open connections to the world."),
  ]
}

extension Setting where Root == Policy {
  static let zones = Setting(
    "zones", .map(ZonePolicy.shape, keys: .environment),
    "Zones of the network by name: which services and networks are in each, and whom it may reach."
  ) { policy, node in
    policy.zones = (node.mapping?.pairs ?? []).map { pair in
      var zone = ZonePolicy(pair.value)
      zone.name = pair.key
      return zone
    }
  }
}
