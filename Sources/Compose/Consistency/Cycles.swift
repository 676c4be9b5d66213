import Findings

extension ConsistencyCheck {
  /// Services that wait for each other in a circle.
  mutating func checkCycles() {
    var state: [String: Bool] = [:]
    let edges = Dictionary(project.services.map { ($0.name, Self.waits($0)) }) { first, _ in first }
    for service in project.services where state[service.name] == nil {
      var stack: [(name: String, next: Int)] = [(service.name, 0)]
      state[service.name] = false
      while let top = stack.last {
        let waits = edges[top.name] ?? []
        guard top.next < waits.count else {
          state[top.name] = true
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = waits[top.next]
        switch state[edge.service] {
        case true?: continue
        case nil:
          state[edge.service] = false
          stack.append((edge.service, 0))
        case false?:
          let start = stack.firstIndex { $0.name == edge.service } ?? 0
          let circle = stack[start...].map(\.name) + [edge.service]
          refuse("services wait for each other: \(circle.joined(separator: " -> "))", at: edge.key)
        }
      }
    }
  }

  /// The services that one waits for: those that it depends on, and those whose links, volumes or namespaces it uses,
  /// which Compose starts before it too.
  private static func waits(_ service: Service) -> [(service: String, key: Key)] {
    var waits = service.dependencies.map { (service: $0.service, key: $0.key) }
    let section = service.section
    for name in ["links", "volumes_from"] where section.has(name) {
      waits += section.texts(name).filter { !$0.value.hasPrefix("container:") }.map {
        (String($0.value.prefix { $0 != ":" }), $0.key)
      }
    }
    for name in ["network_mode", "ipc", "pid"] {
      guard let mode = section.text(name), mode.value.hasPrefix("service:") else { continue }
      waits.append((String(mode.value.dropFirst(8)), mode.key))
    }
    return waits
  }
}
