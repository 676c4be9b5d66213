import Compose
import Findings
import Policies

/// A way that the zones of a policy forbid, at the entry in the files that opens it.
package struct ZoneBreach: Sendable {
  enum Kind: Sendable {
    /// Services of zones that may not meet can talk.
    case path
    /// Something from outside reaches a zone that it may not.
    case port
    /// A zone that may not go out can.
    case egress
  }

  let kind: Kind
  /// The symbolic place of the entry.
  let key: Key
  package let message: String
  let severity: Severity
  /// The way, a place at a time.
  let steps: [Match.Related]
  /// The way by the ids of nodes: `outside`, `service NAME`, `network NAME`.
  package let nodes: [String]
  /// The part of the way that should not be there: two nodes, or one that is itself wrong.
  package let culprit: [String]
  let repair: Repair?

  var match: Match {
    var match = Match(.compose(key: key), message, severity: severity, repair: repair)
    match.steps = steps
    return match
  }
}

/// A project's network held against the zones of a policy.
package struct ZoneCheck {
  /// A zone with the ids of the nodes that are in it.
  package struct Zone: Sendable {
    package let name: String
    /// Whom it may reach, in a few words.
    package let reach: String
    package let members: [String]
  }

  package let zones: [Zone]
  package let breaches: [ZoneBreach]

  /// nil where the policy has no zones.
  package init?(_ project: Project, _ policy: Policy) {
    let graph = project.graph
    guard let map = ZoneMap(project, policy, graph) else { return nil }
    zones = policy.zones.map { zone in
      Zone(
        name: zone.name, reach: zone.reach,
        members: graph.members.filter { map.zone(of: $0)?.name == zone.name }.map { "service \($0.service)" }
          + graph.networks.filter { map.zone(ofNetwork: $0.name)?.name == zone.name }.map {
            "network \($0.name)"
          })
    }
    let ways = ZonePaths(project: project, graph: graph, map: map)
    let paths = ways.paths
    breaches = paths + ways.ports + ways.egress(besides: Set(paths.map(\.key)))
  }

  func matches(_ kind: ZoneBreach.Kind) -> [Match] { breaches.filter { $0.kind == kind }.map(\.match) }
}

extension ZonePolicy {
  /// Whom it may reach, in a few words.
  fileprivate var reach: String {
    let parts = [
      reaches.isEmpty ? nil : "reaches \(Phrase.list(reaches))",
      isReachedFromOutside ? "is reached from outside" : nil, reachesOutside ? "reaches outside" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? "reaches nothing" : parts.joined(separator: ", ")
  }
}
