/// Who can reach whom: the outside, the host, services and networks, and what joins them.
package struct NetworkGraph: Sendable {
  /// A published port with what it means for reach.
  package struct Publication: Sendable {
    package var port: Port
    package var reach: Reach
    /// Whether the port cannot answer because the service is on internal networks only.
    package var isInert: Bool
  }

  /// A service as the network sees it.
  package struct Member: Sendable {
    package var service: String
    package var role: ServiceRole?
    /// Networks it is on, by its own right or through a shared namespace; sorted.
    package var networks: [String]
    /// The service whose namespace it uses; nil for its own.
    package var namespace: String?
    /// Whether it uses the host's network.
    package var isOnHost: Bool
    /// Whether it uses a container's namespace that the project does not know.
    package var isForeign: Bool
    package var publications: [Publication]
  }

  /// Members in the order of their names.
  package let members: [Member]
  package let networks: [Network]
  package let project: String
  private let positions: [String: Int]
  private let networkPositions: [String: Int]

  /// The graph of no services.
  init() {
    members = []
    networks = []
    positions = [:]
    networkPositions = [:]
    project = ""
  }

  /// Made when a project is loaded, and again when its roles change: rules ask `Project.graph`.
  init(_ project: Project) {
    let owners = Self.owners(project)
    networks = project.networks.sorted { $0.name < $1.name }
    members = project.services.sorted { $0.name < $1.name }.map {
      Self.member($0, owner: owners[$0.name] ?? $0, project)
    }
    positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.service, $0) })
    networkPositions = Dictionary(networks.enumerated().map { ($1.name, $0) }) { first, _ in first }
    self.project = project.name
  }

  package func member(_ service: String) -> Member? { positions[service].map { members[$0] } }
  package func network(_ name: String) -> Network? { networkPositions[name].map { networks[$0] } }

  private static func member(_ service: Service, owner: Service, _ project: Project) -> Member {
    let isInert = isInert(owner, project)
    let networks = owner.networks.map(\.network)
    let publications = service.ports.map { port in
      Publication(port: port, reach: reach(of: port, owner, project), isInert: isInert)
    }
    return Member(
      service: service.name, role: project.judgedRole(of: service), networks: Set(networks).sorted(),
      namespace: owner.name == service.name ? nil : owner.name, isOnHost: owner.networkMode?.value == .host,
      isForeign: owner.networkMode.map(\.value.isForeign) ?? false, publications: publications)
  }

  /// The service whose network namespace each one uses, following `network_mode: service:...`. A chain is followed once.
  private static func owners(_ project: Project) -> [String: Service] {
    var owners: [String: Service] = [:]
    for service in project.services where owners[service.name] == nil {
      var chain = [service]
      var seen: Set<String> = [service.name]
      while case .service(let name)? = chain[chain.count - 1].networkMode?.value, owners[name] == nil,
        let next = project.service(name), seen.insert(name).inserted
      {
        chain.append(next)
      }
      let last = chain[chain.count - 1]
      var owner = last
      if case .service(let name)? = last.networkMode?.value, let known = owners[name] { owner = known }
      for member in chain { owners[member.name] = owner }
    }
    return owners
  }

  /// A service on internal networks only has no gateway: Docker publishes nothing for it. Swarm's mesh does.
  private static func isInert(_ service: Service, _ project: Project) -> Bool {
    guard project.target == .compose, !service.networks.isEmpty else { return false }
    return service.networks.allSatisfy { project.network($0.network)?.isInternal ?? false }
  }

  /// The address a port answers on; a bridge may set another default than every address.
  private static func reach(of port: Port, _ service: Service, _ project: Project) -> Reach {
    if let address = port.address { return Reach(address: address) }
    let defaults = service.networks.compactMap { project.network($0.network)?.defaultAddress?.value }
    guard let first = defaults.first, defaults.count == service.networks.count else { return .everywhere }
    return Reach(address: first)
  }
}

extension NetworkMode {
  fileprivate var isForeign: Bool {
    switch self {
    case .container, .other: true
    case .none, .host, .bridge, .service: false
    }
  }
}

extension NetworkGraph.Publication {
  /// The port as people write it: `8080->80`, `127.0.0.1:8080->80/udp`.
  package var label: String {
    let host = port.published.map { "\($0)" } ?? "any"
    let address: String =
      switch reach {
      case .everywhere: ""
      case .loopback: "127.0.0.1:"
      case .address(let address): "\(address):"
      }
    return "\(address)\(host)->\(port.target)\(port.transport == "tcp" ? "" : "/\(port.transport)")"
  }
}
