import Compose

/// One port of the host that a service takes for itself.
struct HostPort {
  let service: Service
  let port: Port
  /// The host's port with the protocol, such as `80/tcp`.
  let slot: String

  /// The ports that a file fixes and that are known; of a range for one container port the engine takes any.
  static func all(of service: Service) -> [HostPort] {
    service.ports.compactMap { port in
      guard let published = port.published, published.ports.lowerBound > 0, published.count == 1,
        !port.node.isUnknown
      else { return nil }
      return HostPort(service: service, port: port, slot: "\(published)/\(port.transport)")
    }
  }

  /// Whether both answer on a common address; that they have one number is known.
  func meets(_ other: HostPort) -> Bool {
    let mine = Reach(address: port.address ?? "")
    let theirs = Reach(address: other.port.address ?? "")
    return mine == .everywhere || theirs == .everywhere || mine == theirs
  }
}
