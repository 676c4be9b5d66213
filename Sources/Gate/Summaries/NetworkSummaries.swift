import Compose
import Policies
import Reports
import Rules

extension NetworkSummary {
  /// The nodes and links of a project, as every drawing of its graph shows them, with the zones of a policy and the ways that
  /// they forbid.
  package init(_ project: Project, _ policy: Policy) {
    self.init(project.graph)
    guard let check = ZoneCheck(project, policy) else { return }
    zones = check.zones.map { Zone(name: $0.name, members: $0.members) }
    forbidden = check.breaches.map { Path(nodes: $0.nodes, message: $0.message) }
    for index in nodes.indices {
      nodes[index].zone = check.zones.first { $0.members.contains(nodes[index].id) }?.name
    }
  }

  private init(_ graph: NetworkGraph) {
    var links: [Link] = []
    var seen: Set<Link> = []
    for link in graph.members.flatMap({ Self.links(of: $0, in: graph) }) where seen.insert(link).inserted {
      links.append(link)
    }
    let used = Set(links.lazy.flatMap { [$0.from, $0.to] })
    let ends = [
      Node(id: "outside", kind: .outside, title: "outside"), Node(id: "host", kind: .host, title: "host"),
    ]
    self.init(
      nodes: ends.filter { used.contains($0.id) } + graph.members.map(Self.node)
        + graph.networks.map(Self.node),
      links: links)
  }

  private static func node(_ member: NetworkGraph.Member) -> Node {
    Node(
      id: "service \(member.service)", kind: .service, title: member.service,
      keepsData: member.role?.keepsData == true ? true : nil)
  }

  private static func node(_ network: Network) -> Node {
    let suffix = [
      network.isInternal ? "internal" : nil, network.isExternal ? "external" : nil, network.driver,
    ].compactMap(\.self)
    return Node(
      id: "network \(network.name)", kind: network.isInternal ? .internalNetwork : .network,
      title: suffix.isEmpty ? network.name : "\(network.name) (\(suffix.joined(separator: ", ")))")
  }

  private static func links(of member: NetworkGraph.Member, in graph: NetworkGraph) -> [Link] {
    let id = "service \(member.service)"
    var links = member.publications.filter { !$0.isInert }.map {
      Link(from: $0.reach.isOutside ? "outside" : "host", to: id, title: $0.label)
    }
    if member.isOnHost { links.append(Link(from: "outside", to: id, title: "host network")) }
    if let namespace = member.namespace, graph.member(namespace) != nil {
      return links + [Link(from: id, to: "service \(namespace)", title: "same namespace")]
    }
    for name in member.networks {
      guard let network = graph.network(name) else { continue }
      links.append(Link(from: id, to: "network \(name)", title: ""))
      if network.isOnLocalNetwork { links.append(Link(from: "outside", to: id, title: "address on \(name)")) }
    }
    return links
  }
}
