import Compose
import Findings

extension Project {
  /// A network without a way to the outside, where each member either keeps data and answers only members, or has another
  /// network for the outside.
  package func hardenedNetwork(_ network: Network, _ connections: StatedConnections) -> Derivation {
    let members = graph.members.filter { $0.networks.contains(network.name) }
    guard target == .compose, !network.isInternal, members.contains(where: { $0.role?.keepsData == true })
    else {
      return .kept
    }
    if network.isExternal { return .unknown("it is external, so who else is on it is not known") }
    if network.isOnLocalNetwork || network.driver.map({ $0 != "bridge" }) == true {
      return .unknown("its driver \(network.driver ?? "") decides what it reaches")
    }
    if network.section.field("internal")?.isUnknown == true {
      return .unknown("whether it is internal is known only at run time")
    }
    let alone = members.filter { member in
      !member.networks.contains { $0 != network.name && graph.network($0)?.isInternal == false }
    }
    if let member = alone.first(where: { !$0.publications.isEmpty }) {
      return .unknown("\(member.service) publishes a port and has no other network")
    }
    if let member = alone.first(where: { $0.role?.keepsData != true }) {
      return .unknown(
        "\(member.service) has no other network, and whether it needs the outside does not show in the project"
      )
    }
    for member in alone {
      if let reason = self.service(member.service).flatMap(connections.reasonForEgress) {
        return .unknown("\(member.service) may need the outside: \(reason)")
      }
    }
    return .tighten([
      HardenedPart(
        .internalNetwork(network.name),
        because: alone.isEmpty
          ? "All services on it have another network for the outside."
          : "\(Phrase.list(alone.map(\.service))) \(alone.count == 1 ? "keeps" : "keep") data and only \(alone.count == 1 ? "answers" : "answer"); all others on it have another network for the outside."
      )
    ])
  }
}
