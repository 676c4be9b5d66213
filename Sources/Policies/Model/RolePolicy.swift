import Compose

/// Which service has which role, by the policy's word.
package struct RolePolicy: Sendable, Hashable {
  private struct Entry: Sendable, Hashable {
    var services: Glob
    var role: ServiceRole
  }

  private var entries: [Entry] = []

  package init() {}

  /// The role of a service: its own name wins over globs, and of globs the last.
  package func role(of service: Service, in project: Project) -> ServiceRole? {
    let fitting = entries.filter { [$0.services].fit(service, in: project) }
    let names = [service.name, "\(project.name)/\(service.name)"]
    let own = fitting.last { names.contains($0.services.text) }
    return (own ?? fitting.last)?.role
  }

  mutating func take(_ node: Node) {
    for pair in node.mapping?.pairs ?? [] {
      guard let role = pair.value.text.flatMap(ServiceRole.init) else { continue }
      entries.append(Entry(services: Glob(pair.key), role: role))
    }
  }
}

extension Setting where Root == Policy {
  static let roles = Setting(
    "roles", .map(.role, keys: .glob),
    "The role of services, by name or glob. Without an entry here the label `imgcheck.role` sets the role, else the image."
  ) { $0.roles.take($1) }
}

extension Project {
  /// The project with the roles that a policy gives its services.
  package func withRoles(_ roles: RolePolicy) -> Project {
    var given: [String: ServiceRole] = [:]
    for service in services + disabled {
      if let role = roles.role(of: service, in: self) { given[service.name] = role }
    }
    guard !given.isEmpty else { return self }
    var project = self
    project.givenRoles.merge(given) { _, new in new }
    return project
  }
}
