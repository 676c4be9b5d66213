import Compose
import Findings
import Policies

/// Looks for the ways in a project's network that zones forbid.
struct ZonePaths {
  let project: Project
  let graph: NetworkGraph
  let map: ZoneMap
  private let fromOutside: [String: [String]]

  init(project: Project, graph: NetworkGraph, map: ZoneMap) {
    self.project = project
    self.graph = graph
    self.map = map
    fromOutside = graph.pathsFromOutside
  }

  // MARK: Between zones

  /// Where services meet: a network, the host's own, or one namespace.
  private struct SharedNetwork {
    /// In words, after "on".
    let title: String
    /// The network's id among the nodes; nil for what is no network of the project.
    let node: String?
    let zone: ZonePolicy?
    let members: [NetworkGraph.Member]
  }

  private var meetings: [SharedNetwork] {
    let own = graph.members.filter { $0.namespace == nil }
    var meetings = graph.networks.filter { !$0.isolatesMembers }.map { network in
      SharedNetwork(
        title: "network \(network.name)", node: "network \(network.name)",
        zone: map.zone(ofNetwork: network.name),
        members: own.filter { !$0.isOnHost && $0.networks.contains(network.name) })
    }
    meetings.append(
      SharedNetwork(
        title: "the host's network", node: nil, zone: nil,
        members: own.filter(\.isOnHost)))
    for guest in graph.members {
      guard let name = guest.namespace, let owner = graph.member(name) else { continue }
      meetings.append(
        SharedNetwork(
          title: "the network namespace of \(name)", node: nil, zone: nil, members: [guest, owner]))
    }
    return meetings
  }

  /// One breach for each service that is where it must not be.
  var paths: [ZoneBreach] {
    meetings.flatMap { meeting -> [ZoneBreach] in
      var others = meeting.members.filter { map.zone(of: $0) != nil }
      var breaches: [ZoneBreach] = []
      // Who may not meet the network's own zone is the intruder; else who meets most that it may not.
      for member in others {
        guard let own = map.zone(of: member), let zone = meeting.zone, !own.mayMeet(zone) else { continue }
        others.removeAll { $0.service == member.service }
        breaches.append(path(member, own, meeting, strangers(of: own, among: others)))
      }
      while let member = others.max(by: { rank($0, others) < rank($1, others) }),
        let own = map.zone(of: member)
      {
        let strangers = strangers(of: own, among: others)
        guard !strangers.isEmpty else { break }
        others.removeAll { $0.service == member.service }
        breaches.append(path(member, own, meeting, strangers))
      }
      return breaches
    }
  }

  private func strangers(of zone: ZonePolicy, among members: [NetworkGraph.Member]) -> [NetworkGraph.Member] {
    members.filter { map.zone(of: $0).map { !$0.mayMeet(zone) } ?? false }
  }

  /// How much a service is the one that should not be there: the strangers that it meets, then how near it is to the
  /// outside, then its name.
  private func rank(_ member: NetworkGraph.Member, _ others: [NetworkGraph.Member]) -> (Int, Int, String) {
    let count = map.zone(of: member).map { strangers(of: $0, among: others).count } ?? 0
    return (count, -(fromOutside[member.service]?.count ?? .max), member.service)
  }

  private func path(
    _ member: NetworkGraph.Member, _ zone: ZonePolicy, _ meeting: SharedNetwork,
    _ strangers: [NetworkGraph.Member]
  ) -> ZoneBreach {
    let entry = place(of: member, on: meeting.node)
    let target = strangers.first
    let way = fromOutside[member.service] ?? [member.service]
    var steps = steps(along: way)
    var nodes = nodes(along: way)
    steps.append(.init(.compose(key: entry), "\(member.service) is on \(meeting.title)"))
    nodes += meeting.node.map { [$0] } ?? []
    if let target {
      steps.append(
        .init(.compose(key: place(of: target, on: meeting.node)), "\(target.service) is on \(meeting.title)"))
      nodes.append("service \(target.service)")
    }
    let groups = Dictionary(grouping: strangers) { map.zone(of: $0)?.name ?? "" }.sorted { $0.key < $1.key }
    let names = groups.map { "\(Phrase.list($0.value.map(\.service))) of zone \($0.key)" }
    let others = names.isEmpty ? "zone \(meeting.zone?.name ?? "")" : names.joined(separator: " and ")
    let route = way + (target.map { [$0.service] } ?? [])
    let isOutside = fromOutside[member.service] != nil
    let tail = isOutside ? " The path from outside: \(route.joined(separator: " -> "))." : ""
    return ZoneBreach(
      kind: .path, key: entry,
      message:
        "Service \(member.service) of zone \(zone.name) shares \(meeting.title) with \(others), but the policy lets neither reach the other.\(tail)",
      severity: isOutside ? .high : .medium, steps: steps, nodes: nodes,
      culprit: ["service \(member.service)", meeting.node ?? target.map { "service \($0.service)" } ?? ""],
      repair: nil)
  }

  // MARK: From outside

  /// One breach for each way from outside into a zone that is closed to it.
  var ports: [ZoneBreach] {
    graph.members.filter { $0.namespace == nil || !$0.isOnHost }.flatMap { member -> [ZoneBreach] in
      guard let zone = map.zone(of: member), !zone.isReachedFromOutside else { return [] }
      var said: Set<SourceSpan> = []
      return graph.entries(into: member).compactMap { entry in
        let (key, what, repair) = describe(entry, into: member)
        guard said.insert(project.nearestSite(of: key).span).inserted else { return nil }
        return ZoneBreach(
          kind: .port, key: key,
          message:
            "Service \(member.service) of zone \(zone.name) can be reached from outside \(what), but the policy closes the zone to the outside.",
          severity: .high,
          steps: [.init(.compose(key: key), "the outside reaches \(member.service) \(what)")],
          nodes: ["outside", "service \(member.service)"],
          culprit: ["outside", "service \(member.service)"], repair: repair)
      }
    }
  }

  private func describe(
    _ entry: NetworkGraph.Entry, into member: NetworkGraph.Member
  ) -> (key: Key, what: String, repair: Repair?) {
    switch entry {
    case .port(let key, _):
      let label = member.publications.first { $0.port.key == key }?.label ?? ""
      return (
        key, "through its published port \(label)", .unsafe(.bind(port: key, address: "127.0.0.1"), .clients)
      )
    case .hostNetwork:
      return (networkMode(of: member), "through the host's network", nil)
    case .localNetwork(let name):
      return (place(of: member, on: "network \(name)"), "at an address of its own on \(name)", nil)
    }
  }

  // MARK: To the outside

  /// One breach for each network, or each service on one, that lets a zone out that must stay in.
  func egress(besides told: Set<Key>) -> [ZoneBreach] {
    graph.networks.flatMap { network -> [ZoneBreach] in
      guard !network.isInternal else { return [] }
      let members = graph.members.filter { $0.namespace == nil && $0.networks.contains(network.name) }
      let closed = members.filter { map.zone(of: $0).map { !$0.mayHaveEgress } ?? false }
      guard !closed.isEmpty else { return [] }
      let isOwn = map.zone(ofNetwork: network.name).map { !$0.mayHaveEgress }
      if !network.isImplicit, isOwn ?? (closed.count == members.count) {
        return [egress(over: network, closed)]
      }
      return closed.compactMap { member in
        let key = place(of: member, on: "network \(network.name)")
        return told.contains(key) ? nil : egress(of: member, over: network, key)
      }
    }
  }

  private func egress(over network: Network, _ closed: [NetworkGraph.Member]) -> ZoneBreach {
    let names = Phrase.list(closed.map(\.service))
    let zones = Set(closed.compactMap { map.zone(of: $0)?.name }).sorted()
    let zone = "\(zones.count == 1 ? "zone" : "zones") \(Phrase.list(zones))"
    let what = network.isExternal ? "is created elsewhere and may not be internal" : "is not internal"
    return ZoneBreach(
      kind: .egress, key: network.key,
      message:
        "Network \(network.name) \(what), so \(names) of \(zone) can reach the outside, which the policy does not allow.",
      severity: .medium,
      steps: [
        .init(
          .compose(key: place(of: closed[0], on: "network \(network.name)")),
          "\(closed[0].service) is on network \(network.name)"),
        .init(.compose(key: network.key), "network \(network.name) has a way out"),
      ],
      nodes: ["service \(closed[0].service)", "network \(network.name)", "outside"],
      culprit: ["network \(network.name)"],
      repair: network.isExternal
        ? nil : .unsafe(.add(to: network.key, path: ["internal"], value: .text("true")), .egress))
  }

  private func egress(of member: NetworkGraph.Member, over network: Network, _ key: Key) -> ZoneBreach {
    let zone = map.zone(of: member)?.name ?? ""
    return ZoneBreach(
      kind: .egress, key: key,
      message:
        "Service \(member.service) of zone \(zone) is on network \(network.name), which is not internal. It can reach the outside, which the policy does not allow.",
      severity: .medium,
      steps: [
        .init(.compose(key: key), "\(member.service) is on network \(network.name), which has a way out")
      ],
      nodes: ["service \(member.service)", "network \(network.name)", "outside"],
      culprit: ["service \(member.service)", "network \(network.name)"], repair: nil)
  }

  // MARK: Places

  /// Where a service says that it is on a network, by the network's id; for none its `network_mode`.
  private func place(of member: NetworkGraph.Member, on node: String?) -> Key {
    guard let node else { return networkMode(of: member) }
    let service = project.service(member.service)
    let attachment = service?.networks.first { "network \($0.network)" == node }
    return attachment?.key ?? service?.key ?? Key(Key.service(member.service))
  }

  private func networkMode(of member: NetworkGraph.Member) -> Key {
    project.service(member.service)?.section.key(of: "network_mode") ?? Key(Key.service(member.service))
  }

  /// The places from the outside to the last service of a way.
  private func steps(along way: [String]) -> [Match.Related] {
    guard let first = way.first.flatMap(graph.member) else { return [] }
    var steps: [Match.Related] = []
    if let entry = graph.entries(into: first).first, fromOutside[first.service]?.count == 1 {
      let (key, what, _) = describe(entry, into: first)
      steps.append(.init(.compose(key: key), "the outside reaches \(first.service) \(what)"))
    }
    for (name, next) in zip(way, way.dropFirst()) {
      guard let left = graph.member(name), let right = graph.member(next) else { continue }
      let network = graph.shared(left, right).first
      let node = network.map { "network \($0)" }
      let title = network.map { "network \($0)" } ?? "one network namespace"
      steps.append(.init(.compose(key: place(of: left, on: node)), "\(name) is on \(title)"))
      steps.append(.init(.compose(key: place(of: right, on: node)), "\(next) is on \(title)"))
    }
    return steps
  }

  private func nodes(along way: [String]) -> [String] {
    var nodes =
      way.first.map { fromOutside[$0]?.count == 1 ? ["outside", "service \($0)"] : ["service \($0)"] } ?? []
    for (name, next) in zip(way, way.dropFirst()) {
      if let left = graph.member(name), let right = graph.member(next),
        let network = graph.shared(left, right).first
      {
        nodes.append("network \(network)")
      }
      nodes.append("service \(next)")
    }
    return nodes
  }
}
