import Findings

/// A port of a service that the host publishes, or several in a row that one line publishes.
package struct Port: Sendable {
  /// The container's port or ports.
  package var target: PortRange
  /// The host's port or ports; nil when the host chooses.
  package var published: PortRange?
  /// The host's address; nil when the file names none.
  package var address: String?
  /// `tcp`, `udp` or `sctp`.
  package var transport: String
  /// `ingress` or `host`, which only Swarm tells apart.
  package var mode: String
  /// The symbolic place.
  package var key: Key
  package var node: Node

  init?(_ section: Section) {
    guard let target = section.text("target").flatMap({ PortRange($0.value) }) ?? section.portNumber
    else { return nil }
    self.target = target
    published = section.text("published").flatMap { PortRange($0.value) }
    address = section.text("host_ip")?.value.trimming("[]")
    transport = section.text("protocol")?.value ?? "tcp"
    mode = section.text("mode")?.value ?? "ingress"
    key = section.key
    node = section.node
  }
}

extension Section {
  /// A target in another of YAML's spellings of numbers.
  fileprivate var portNumber: PortRange? {
    integer("target").flatMap { (0...65_535).contains($0.value) ? PortRange($0.value...$0.value) : nil }
  }
}

/// Which addresses of the host a port answers on.
package enum Reach: Sendable, Hashable {
  /// Every address, or one that is not known.
  case everywhere
  /// The host itself.
  case loopback
  /// One address.
  case address(String)
}

extension Reach {
  /// The reach of an address as a compose file writes it.
  package init(address: String) {
    switch address.trimming("[]") {
    case "", "0.0.0.0", "::", "*", "0": self = .everywhere
    case "localhost", "::1": self = .loopback
    case let other where other.hasPrefix("127."): self = .loopback
    case let other: self = .address(other)
    }
  }

  /// Whether something outside the host can come in.
  package var isOutside: Bool { self != .loopback }
}

extension Reach: CustomStringConvertible {
  package var description: String {
    switch self {
    case .everywhere: "every address"
    case .loopback: "127.0.0.1"
    case .address(let address): address
    }
  }
}
