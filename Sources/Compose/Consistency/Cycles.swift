extension ConsistencyCheck {
  /// Services that wait for each other in a circle.
  mutating func checkCycles() {
    var state: [String: Bool] = [:]
    let services = Dictionary(project.services.map { ($0.name, $0) }) { first, _ in first }
    for service in project.services where state[service.name] == nil {
      var stack: [(name: String, next: Int)] = [(service.name, 0)]
      state[service.name] = false
      while let top = stack.last {
        let edges = services[top.name]?.dependencies ?? []
        guard top.next < edges.count else {
          state[top.name] = true
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = edges[top.next]
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
}
