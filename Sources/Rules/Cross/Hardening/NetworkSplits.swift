import Compose
import Findings

/// What comes of a network that data stores share with services that do not use them: the stores go into internal networks
/// of their own, each with those that connect to it and those of which that is not known. Nobody new meets, and no
/// connection is cut that the project states or leaves open.
package struct NetworkSplits: Sendable {
  /// An internal network for stores that have the same clients.
  package struct Split: Sendable {
    package let network: String
    package let stores: [String]
    package let parts: [HardenedPart]
    /// Those that may connect, which the project does not show.
    package let doubtful: [String]

    /// What stays open, as a sentence's rest; nil where nothing does.
    package var doubt: String? {
      guard !doubtful.isEmpty else { return nil }
      let isOne = doubtful.count == 1
      return
        "whether \(Phrase.list(doubtful)) \(isOne ? "connects" : "connect") to it does not show in the project, so \(isOne ? "that service" : "these services") can still reach it"
    }
  }

  package private(set) var splits: [Split] = []
  /// The stores that stay, each with the reason as a sentence's rest.
  package private(set) var kept: [(store: String, reason: String)] = []

  private let network: Network
  private let project: Project
  private let connections: StatedConnections
  /// The services that are on the network by themselves.
  private let members: [NetworkGraph.Member]

  package init(_ network: Network, in project: Project, _ connections: StatedConnections) {
    self.network = network
    self.project = project
    self.connections = connections
    members = project.graph.members.filter { $0.networks.contains(network.name) && $0.namespace == nil }
    let isPlain = network.driver.map { $0 == "bridge" } ?? true
    guard project.target == .compose, isPlain, !network.isExternal, !network.isolatesMembers,
      members.count > 1,
      network.section.field("internal")?.isUnknown != true
    else { return }
    for group in groups() { splits.append(split(group)) }
  }

  /// Who connects to a store.
  private struct Clients: Hashable {
    var stated: [String] = []
    var doubtful: [String] = []
    var all: [String] { stated + doubtful }
  }

  private struct Group {
    var stores: [String]
    let clients: Clients
  }

  private mutating func groups() -> [Group] {
    var groups: [Group] = []
    for store in members where store.role?.keepsData == true {
      guard let service = project.service(store.service) else { continue }
      let (clients, strangers) = clients(of: service)
      guard isWorthwhile(store, strangers) else { continue }
      if clients.all.isEmpty {
        kept.append((store.service, "no service on network \(network.name) is known to connect to it"))
      } else if let reason = obstacle(store, service, clients) {
        kept.append((store.service, reason))
      } else if let position = groups.firstIndex(where: { $0.clients == clients }) {
        groups[position].stores.append(store.service)
      } else {
        groups.append(Group(stores: [store.service], clients: clients))
      }
    }
    return groups
  }

  private func clients(of store: Service) -> (Clients, strangers: [NetworkGraph.Member]) {
    var clients = Clients()
    var strangers: [NetworkGraph.Member] = []
    for member in members where member.service != store.name {
      let services = namespace(of: member.service)
      if services.contains(where: { areConnected($0, store) }) {
        clients.stated.append(member.service)
      } else if services.contains(where: connections.mayConnectElsewhere) {
        clients.doubtful.append(member.service)
      } else {
        strangers.append(member)
      }
    }
    return (clients, strangers)
  }

  /// A service and those that use its network namespace.
  private func namespace(of owner: String) -> [Service] {
    project.graph.members.filter { $0.service == owner || $0.namespace == owner }.compactMap {
      project.service($0.service)
    }
  }

  private func areConnected(_ service: Service, _ store: Service) -> Bool {
    connections.connects(service, to: store.name) || connections.connects(store, to: service.name)
  }

  /// Whether the store loses a way to the outside, or somebody outside a way to it.
  private func isWorthwhile(_ store: NetworkGraph.Member, _ strangers: [NetworkGraph.Member]) -> Bool {
    if network.isInternal { return strangers.contains { !project.graph.entries(into: $0).isEmpty } }
    let staysOpen = store.networks.contains { name in
      name != network.name && project.network(name).map { !$0.isInternal && $0.isExternal } ?? false
    }
    return !strangers.isEmpty || !staysOpen
  }
}

extension NetworkSplits {
  /// Why a store must stay on the network; nil where it need not.
  private func obstacle(_ store: NetworkGraph.Member, _ service: Service, _ clients: Clients) -> String? {
    if !store.publications.isEmpty { return "it publishes a port, and an internal network publishes none" }
    let guests = namespace(of: store.service).filter { $0.name != store.service }
    if let guest = guests.first { return "\(guest.name) uses its network namespace" }
    if service.networks.contains(where: \.isUnknown) { return "its networks are known only at run time" }
    if service.isFixed { return "its address or another option of its networks is set" }
    let links = (project.services + project.disabled).filter { other in
      other.section.texts("links").contains { link in
        let parts = link.value.split(separator: ":").map(String.init)
        return parts.count == 2 && parts[0] == store.service && parts[1] != store.service
      }
    }
    if let link = links.first { return "\(link.name) links to it under another name" }
    if service.isProxied { return "its labels or variables lead a proxy to it" }
    if let reason = connections.reasonForEgress(service) { return reason }
    for other in project.disabled where other.networks.contains(where: { $0.network == network.name }) {
      if areConnected(other, service) || connections.mayConnectElsewhere(other) {
        return "\(other.name), whose profile is not active, may connect to it"
      }
    }
    return clients.all.lazy.compactMap { project.service($0) }.compactMap { obstacle($0) }.first
  }

  /// Why a client cannot be given another network; nil where it can.
  private func obstacle(_ client: Service) -> String? {
    if client.networks.contains(where: \.isUnknown) {
      return "the networks of \(client.name) are known only at run time"
    }
    if client.section.has("mac_address") {
      return "\(client.name) sets the address of its only interface"
    }
    if client.needsProxyNetwork, !hasProxyNetwork {
      return
        "Traefik takes any network of \(client.name) that has no label traefik.docker.network"
    }
    return nil
  }

  /// Whether Traefik itself is told which network leads to services.
  private var hasProxyNetwork: Bool {
    project.services.contains { service in
      service.section.texts("command").contains { $0.value.lowercased().contains("providers.docker.network") }
        || service.environment.contains { $0.name.uppercased() == "TRAEFIK_PROVIDERS_DOCKER_NETWORK" }
    }
  }

  private func split(_ group: Group) -> Split {
    let name = name(for: group.stores)
    let stores = Phrase.list(group.stores)
    let stay = group.stores.count == 1 ? "stays" : "stay"
    var parts = [HardenedPart(.newNetwork(name), because: reason(group))]
    for store in group.stores {
      parts.append(
        HardenedPart(
          .leaves(service: store, network: network.name, for: name),
          because: group.clients.all.count == 1
            ? "Its only client on network \(network.name) is \(group.clients.all[0])."
            : "Its clients on network \(network.name) are \(Phrase.list(group.clients.all))."))
    }
    for client in group.clients.stated {
      parts.append(HardenedPart(.joins(service: client, network: name), because: "It connects to \(stores)."))
    }
    for client in group.clients.doubtful {
      parts.append(
        HardenedPart(
          .joins(service: client, network: name),
          because:
            "The project does not show whether it connects to \(stores), so \(stores) \(stay) within its reach."
        ))
    }
    return Split(network: name, stores: group.stores, parts: parts, doubtful: group.clients.doubtful)
  }

  private func reason(_ group: Group) -> String {
    let stores = Phrase.list(group.stores)
    let end =
      group.stores.count == 1 ? "opens no connections to the outside" : "open no connections to the outside"
    let (stated, doubtful) = (group.clients.stated, group.clients.doubtful)
    let connect = stated.count == 1 ? "connects" : "connect"
    if doubtful.isEmpty { return "Only \(Phrase.list(stated)) \(connect) to \(stores), which \(end)." }
    if stated.isEmpty { return "Only \(Phrase.list(doubtful)) may connect to \(stores), which \(end)." }
    return
      "Only \(Phrase.list(stated)) \(connect) to \(stores), which \(end); \(Phrase.list(doubtful)) may connect too."
  }

  /// A name that no network of the project has.
  private func name(for stores: [String]) -> String {
    let known = Set(project.root["networks"]?.mapping?.pairs.map(\.key) ?? []).union(
      project.networks.map(\.name)
    )
    .union(splits.map(\.network))
    let joined = stores.joined(separator: "-")
    let stem = joined.utf8.count <= 40 ? joined : "\(stores[0])-and-\(stores.count - 1)-more"
    let names = ["\(stem)-internal", "\(stem)-\(network.name)-internal"]
    return names.first { !known.contains($0) }
      ?? (2...).lazy.map { "\(stem)-internal-\($0)" }.first { !known.contains($0) } ?? stem
  }
}

extension Service {
  /// Whether an option of its networks beside aliases is set.
  fileprivate var isFixed: Bool {
    section.has("mac_address")
      || section.entries("networks").contains { _, field in
        field.value.mapping?.pairs.contains { $0.key != "aliases" } ?? false
      }
  }

  private var labels: [(name: String, value: String)] {
    (section.entries("labels") + section.entries("deploy", "labels")).map {
      ($0.name, $0.field.value.text ?? "")
    }
  }

  /// Whether labels or variables tell a proxy to lead others to it.
  fileprivate var isProxied: Bool {
    let isOff = labels.contains { $0.name == "traefik.enable" && $0.value == "false" }
    return labels.contains { $0.name.hasPrefix("traefik.") && !isOff || $0.name.hasPrefix("caddy") }
      || environment.contains { $0.name == "VIRTUAL_HOST" }
  }

  /// Whether Traefik leads to it and would choose among its networks.
  fileprivate var needsProxyNetwork: Bool {
    let isOff = labels.contains { $0.name == "traefik.enable" && $0.value == "false" }
    return !isOff && labels.contains { $0.name.hasPrefix("traefik.") }
      && !labels.contains { $0.name == "traefik.docker.network" || $0.name == "traefik.swarm.network" }
  }
}
