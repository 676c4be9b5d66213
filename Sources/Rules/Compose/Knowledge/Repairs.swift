import Compose
import Findings

extension Repair {
  /// Adds an item to a list of a service, which may be missing.
  static func list(_ key: String, item: String, of service: Service) -> Repair {
    service.section.field(key) == nil
      ? .add(to: service.key, path: [key], value: .list([.text(item)]))
      : .append(to: service.key + "." + key, item: item)
  }

  /// Sets a limit where the service keeps its limits: under `deploy` if it has some there, else in its own key.
  static func limit<Value>(
    _ present: Field<Value>?, own: String, twin: String, value: String, of service: Service,
    in project: Project
  ) -> Repair {
    if let present { return .replace(present.key, value: .text(value)) }
    let hasLimits = service.section.field("deploy", "resources", "limits") != nil
    guard hasLimits || project.target == .swarm else {
      return .add(to: service.key, path: [own], value: .text(value))
    }
    return .add(to: service.key, path: ["deploy", "resources", "limits", twin], value: .text(value))
  }
}
