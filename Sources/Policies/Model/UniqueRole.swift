import Compose

/// A role that one service on the host may have.
package struct UniqueRole: Sendable, Hashable {
  package var role: ServiceRole?
  /// Services that do not count, such as the agent of a tool.
  package var exceptions: [Glob] = []

  package init() {}
}

extension UniqueRole: PolicySection {
  static let required = ["role"]

  static let settings: [Setting<UniqueRole>] = [
    Setting("role", .role, "The role.") { $0.role = $1.text.flatMap(ServiceRole.init) },
    .globs("except", \.exceptions, "Services that do not count, for example the agent of a tool."),
  ]

  /// A list of names and of sections.
  static func list(_ node: Node) -> [UniqueRole] {
    (node.items ?? []).map { item in
      guard let text = item.text else { return UniqueRole(item) }
      var unique = UniqueRole()
      unique.role = ServiceRole(rawValue: text)
      return unique
    }
  }
}
