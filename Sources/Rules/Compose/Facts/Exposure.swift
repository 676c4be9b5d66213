import Compose
import Findings

/// Who can reach a service, the most first, for rules whose findings weigh as much as the service is exposed, and for the
/// order of reports.
package enum Exposure: Int, Sendable, Comparable {
  /// Somebody outside the host, without passing through another service.
  case outside
  /// Services on networks that lead out, or the host itself.
  case project
  /// Only services on networks without a way out.
  case closed

  package static func < (left: Exposure, right: Exposure) -> Bool { left.rawValue < right.rawValue }

  /// - Parameter port: the container port that matters; nil for all.
  package init(of service: Service, port: Int? = nil, in project: Project) {
    guard let member = project.graph.member(service.name) else {
      self = .project
      return
    }
    let entries = project.graph.entries(into: member).filter { entry in
      guard let port, case .port(let key, _) = entry else { return true }
      return service.ports.contains { $0.key == key && $0.target.ports.contains(port) }
    }
    if !entries.isEmpty {
      self = .outside
    } else if !member.networks.isEmpty, !project.graph.hasEgress(member) {
      self = .closed
    } else {
      self = .project
    }
  }
}
