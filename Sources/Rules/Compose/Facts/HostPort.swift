import Compose

/// One port of the host that a service takes for itself, or several in a row. A class, because it is kept for all projects
/// of a host and holds much.
final class HostPort: Sendable {
  let service: Service
  let port: Port
  let published: PortRange

  private init(service: Service, port: Port, published: PortRange) {
    (self.service, self.port, self.published) = (service, port, published)
  }

  /// The ports that a file fixes and that are known; of a range for one container port the engine takes any.
  static func all(of service: Service) -> [HostPort] {
    service.ports.compactMap { port in
      guard let published = port.published, published.ports.lowerBound > 0,
        published.count == port.target.count, !port.node.isUnknown
      else { return nil }
      return HostPort(service: service, port: port, published: published)
    }
  }

  /// Where it answers.
  var reach: Reach { Reach(address: port.address ?? "") }

  /// Whether another line of the same service says the same of the ports that both have: Compose makes one of them.
  func repeats(_ other: HostPort) -> Bool {
    service.name == other.service.name && reach == other.reach
      && published.ports.lowerBound - port.target.ports.lowerBound
        == other.published.ports.lowerBound - other.port.target.ports.lowerBound
  }

  /// What both take, with the protocol, such as `80/tcp` and `8000-8010/udp`; the ranges must overlap.
  func slot(with other: HostPort) -> String {
    let common = PortRange(published.ports.clamped(to: other.published.ports))
    return "\(common)/\(port.transport)"
  }
}
