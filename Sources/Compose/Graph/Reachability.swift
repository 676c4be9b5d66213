import Findings

extension NetworkGraph {
  /// How something outside the host reaches a service without passing through another one.
  package enum Entry: Sendable, Hashable {
    /// A published port, by its symbolic place.
    case port(key: Key, reach: Reach)
    /// The host's own network.
    case hostNetwork
    /// An address on the network around the host.
    case localNetwork(String)
  }

  /// The ways from outside straight into a service; empty when there is none.
  package func entries(into member: Member) -> [Entry] {
    var entries: [Entry] = member.publications.filter { !$0.isInert && $0.reach.isOutside }.map {
      .port(key: $0.port.key, reach: $0.reach)
    }
    if member.isOnHost { entries.append(.hostNetwork) }
    for name in member.networks where network(name)?.isOnLocalNetwork == true {
      entries.append(.localNetwork(name))
    }
    return entries
  }

  /// Services that something outside reaches directly, sorted by name.
  package var edges: [Member] { members.filter { !entries(into: $0).isEmpty } }

  /// Networks on which two services can talk, sorted.
  package func shared(_ left: Member, _ right: Member) -> [String] {
    let others = Set(right.networks)
    return left.networks.filter { others.contains($0) && network($0)?.isolatesMembers != true }
  }

  /// Whether two services can talk: on a network, or in one namespace.
  package func areNeighbours(_ left: Member, _ right: Member) -> Bool {
    guard left.service != right.service else { return false }
    let sameNamespace = (left.namespace ?? left.service) == (right.namespace ?? right.service)
    return sameNamespace || (left.isOnHost && right.isOnHost) || !shared(left, right).isEmpty
  }

  /// Whether a service can open connections to the world.
  package func hasEgress(_ member: Member) -> Bool {
    if member.isOnHost || member.isForeign { return true }
    return member.networks.contains { network($0)?.isInternal != true }
  }

  /// The shortest ways from outside to every service that can be reached, each a list of service names that
  /// starts at an edge and ends at the service.
  package var pathsFromOutside: [String: [String]] {
    var paths: [String: [String]] = [:]
    var queue: [Member] = edges
    for edge in queue { paths[edge.service] = [edge.service] }
    var visited: Set<String> = []
    var index = 0
    while index < queue.count {
      let member = queue[index]
      index += 1
      for network in member.networks where visited.insert(network).inserted {
        guard self.network(network)?.isolatesMembers != true else { continue }
        for other in members where other.networks.contains(network) && paths[other.service] == nil {
          paths[other.service] = (paths[member.service] ?? []) + [other.service]
          queue.append(other)
        }
      }
      for other in members where paths[other.service] == nil && sameNamespace(member, other) {
        paths[other.service] = (paths[member.service] ?? []) + [other.service]
        queue.append(other)
      }
    }
    return paths
  }

  private func sameNamespace(_ left: Member, _ right: Member) -> Bool {
    (left.namespace ?? left.service) == (right.namespace ?? right.service)
  }
}
