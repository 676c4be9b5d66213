import Compose
import Findings

extension CrossFacts {
  /// Published ports bound to the loopback, where a proxy of the project is the way in.
  var hardenedPorts: Derivation {
    guard project.target == .compose, !isOnHostNetwork else { return .kept }
    guard let member = project.graph.member(service.name), member.role != .edge else { return .kept }
    let open = service.ports.indices.filter { number in
      member.publications.contains {
        $0.port.key == service.ports[number].key && $0.reach == .everywhere && !$0.isInert
      }
    }
    guard !open.isEmpty else { return .kept }
    let edges = project.graph.edges.filter { $0.role == .edge && project.graph.areNeighbours($0, member) }
    guard let edge = edges.first else {
      return .unknown("the project has no proxy through which clients could come to its published ports")
    }
    let forwarded = open.filter { service.ports[$0].transport == "tcp" }
    guard !forwarded.isEmpty else {
      return .unknown("\(edge.service) may not forward what is not TCP")
    }
    guard member.role != nil || isNamed(by: edge.service) else {
      return .unknown("whether its clients come through \(edge.service) does not show in the project")
    }
    let rest =
      forwarded.count == open.count
      ? "" : " It may not forward what is not TCP, so these ports stay as they are."
    return .tighten([
      HardenedPart(
        .loopback(forwarded),
        because:
          "Clients come through \(edge.service), which reaches the service on their common network.\(rest)")
    ])
  }

  private func isNamed(by edge: String) -> Bool {
    project.service(edge)?.dependencies.contains { $0.service == service.name } == true
  }
}
