import Findings

/// What a service does in a project. The names are those that policies and labels write.
package enum ServiceRole: String, Sendable, Hashable, CaseIterable {
  /// A reverse proxy or tunnel: what must publish.
  case edge
  /// It answers requests that come through the edge.
  case app
  /// It works off what others leave to it and answers nobody.
  case worker
  /// A database or queue: it holds data and serves no outsider.
  case dataStore = "data-store"
  case cache
  case objectStore = "object-store"
  case monitoring
  case test
  case build
  /// A console that administers something: a database browser, a container manager.
  case administration

  /// Whether it holds data and serves no outsider.
  package var keepsData: Bool {
    switch self {
    case .dataStore, .cache, .objectStore: true
    case .edge, .app, .worker, .monitoring, .test, .build, .administration: false
    }
  }

  /// The role that listening on these ports tells; nil where they tell none, or several.
  package init?(ports: Set<Int>) {
    let roles = Set(ports.compactMap { Self.ports[$0] })
    guard let role = roles.first, roles.count == 1 else { return nil }
    self = role
  }

  /// Ports that only one kind of server listens on (IANA, and what the servers' manuals say).
  private static let ports: [Int: ServiceRole] = [
    1433: .dataStore, 1521: .dataStore, 3306: .dataStore, 5432: .dataStore, 5672: .dataStore,
    7687: .dataStore, 9042: .dataStore, 9092: .dataStore, 26257: .dataStore, 27017: .dataStore,
    6379: .cache, 11211: .cache,
  ]
}

/// What the image of a service says of it.
package struct ImageDeclaration: Sendable, Hashable {
  /// The image's label `imgcheck.role`.
  package var label: String?
  /// The ports that it exposes.
  package var ports: Set<Int>

  package init(label: String? = nil, ports: Set<Int> = []) {
    self.label = label
    self.ports = ports
  }
}

extension Service {
  /// The label that gives a service or an image its role.
  package static let roleLabel = "imgcheck.role"

  /// The service's own word for its role.
  package var writtenRole: Field<String>? {
    section.text("labels", Self.roleLabel) ?? section.text("deploy", "labels", Self.roleLabel)
  }

  /// What it does as far as the service alone tells: its label, else its image's name. The name tells nothing of what
  /// runs once: a database's image that only makes a directory is no data store.
  fileprivate func role(_ declared: ImageDeclaration?) -> ServiceRole? {
    if let role = (writtenRole?.value).flatMap(ServiceRole.init(rawValue:)) { return role }
    if let role = (declared?.label).flatMap(ServiceRole.init(rawValue:)) { return role }
    guard !isJob, !startsOtherProgram else { return nil }
    return image.flatMap { ServiceRole($0.value) } ?? declared.flatMap { ServiceRole(ports: $0.ports) }
  }
}

extension Service {
  /// Whether its entry point is a shell whose script starts none of its image's known programs, such as one that only
  /// changes the owner of a directory.
  private var startsOtherProgram: Bool {
    guard let programs = image.flatMap({ ImageHabits.of($0.value) })?.programs, !programs.isEmpty else {
      return false
    }
    // Most state no entry point, and of most that do the first word is no shell.
    guard section.has("entrypoint") else { return false }
    let entry = section.texts("entrypoint").flatMap { Self.words(of: $0.value) }
    guard let shell = entry.first, ["sh", "bash", "ash", "dash"].contains(shell) else { return false }
    let words = entry + section.texts("command").flatMap { Self.words(of: $0.value) }
    return !words.contains { programs.contains($0) || $0.contains("entrypoint") || $0.contains("$") }
  }

  /// The names of what a line of a shell mentions.
  private static func words(of line: String) -> [String] {
    line.split(whereSeparator: { " \t\n;&|()\"'".contains($0) }).map { FilePath.name(of: String($0)) }
  }
}

extension Project {
  /// What a service does: as a policy says, else its label, else its image's label, name and ports.
  package func role(of service: Service) -> ServiceRole? {
    if let member = graph.member(service.name) { return member.role }
    return judgedRole(of: service)
  }

  /// The role as its sources tell it; the graph keeps it for the services that run.
  func judgedRole(of service: Service) -> ServiceRole? {
    givenRoles[service.name] ?? service.role(declarations[service.name])
  }
}
