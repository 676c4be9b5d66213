import Compose
import Findings

extension Repair.Change {
  /// Adds an item to a list of a service, which may be missing.
  static func list(_ key: String, item: String, of service: Service) -> Self {
    service.section.field(key).map { .append(to: $0.key, item: item) }
      ?? .add(to: service.key, path: [key], value: .list([.text(item)]))
  }

  /// Adds file systems in memory at paths.
  static func tmpfs(_ paths: [String], of service: Service) -> Self {
    guard let list = service.section.field("tmpfs") else {
      return .add(to: service.key, path: ["tmpfs"], value: .list(paths.map { .text($0) }))
    }
    return .all(paths.map { .append(to: list.key, item: $0) })
  }

  /// Sets a limit where the service keeps its limits: under `deploy` if it has some there, else in its own key.
  static func limit<Value>(
    _ present: Field<Value>?, own: String, twin: String, value: String, of service: Service,
    in project: Project
  ) -> Self {
    if let present { return .replace(present.key, value: .text(value)) }
    let hasLimits = service.section.field("deploy", "resources", "limits") != nil
    guard hasLimits || project.target == .swarm else {
      return .add(to: service.key, path: [own], value: .text(value))
    }
    return .add(to: service.key, path: ["deploy", "resources", "limits", twin], value: .text(value))
  }
}
