import Compose
import Reports

extension NetworkSummary {
  /// The nodes and links of a project, as every drawing of its graph shows them.
  init(_ project: Project) {
    let drawing = GraphDrawing(project.graph)
    let ids = Dictionary(uniqueKeysWithValues: drawing.boxes.map { ($0.id, $0.node) })
    self.init(
      nodes: drawing.boxes.map { Node(id: $0.node, kind: Self.kind($0.kind), title: $0.label) },
      links: drawing.lines.compactMap { line in
        guard let from = ids[line.from], let to = ids[line.to] else { return nil }
        return Link(from: from, to: to, title: line.label)
      })
  }

  private static func kind(_ kind: GraphDrawing.Kind) -> Node.Kind {
    switch kind {
    case .outside: .outside
    case .host: .host
    case .service, .dataStore: .service
    case .network: .network
    case .closedNetwork: .internalNetwork
    }
  }
}
