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
    .globs("services", \.services, "Services in the zone."),
    Setting("roles", .either([.role, .list(.role)]), "Roles whose services are in the zone.") {
      $0.roles = $1.texts.compactMap(ServiceRole.init)
    },
    .globs(
      "networks", \.networks,
      "Networks in the zone; a service without a zone of its own is in the zone of its networks."),
    .texts("reaches", \.reaches, "Other zones that it may open connections to."),
    .boolean(
      "from-outside", \.isReachedFromOutside,
      "Whether its services may be reached from outside, for example through published ports."),
    .boolean("outside", \.reachesOutside, "Whether its services may open connections to the outside."),
  ]
}

extension Setting where Root == Policy {
  static let zones = Setting(
    "zones", .map(ZonePolicy.shape, keys: .environment),
    "Zones of the network by name: the services and networks in each, and the zones that it may reach."
  ) { policy, node in
    policy.zones = (node.mapping?.pairs ?? []).map { pair in
      var zone = ZonePolicy(pair.value)
      zone.name = pair.key
      return zone
    }
  }
}
