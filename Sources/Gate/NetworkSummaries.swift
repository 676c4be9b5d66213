import Compose
import Reports

extension NetworkSummary {
  /// The nodes and links of a project, as every drawing of its graph shows them.
  init(_ project: Project) {
    let drawing = GraphDrawing(NetworkGraph(project))
    let ids = Dictionary(uniqueKeysWithValues: drawing.boxes.map { ($0.id, Self.id($0)) })
    self.init(
      nodes: drawing.boxes.map { Node(id: Self.id($0), kind: Self.kind($0.kind), title: $0.label) },
      links: drawing.lines.compactMap { line in
        guard let from = ids[line.from], let to = ids[line.to] else { return nil }
        return Link(from: from, to: to, title: line.label)
      })
  }

  private static func id(_ box: GraphDrawing.Box) -> String {
    switch box.kind {
    case .outside, .host: box.name
    case .service, .dataStore: "service \(box.name)"
    case .network, .closedNetwork: "network \(box.name)"
    }
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
