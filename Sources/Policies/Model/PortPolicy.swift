import Compose

/// Host ports that some services may publish, and on which addresses.
package struct PortPolicy: Sendable, Hashable {
  package var selector = ServiceSelector()
  /// Ports of the host; empty for all.
  package var ports: [PortRange] = []
  /// Addresses of the host as compose files write them; empty for all.
  package var addresses: [String] = []

  package init() {}

  /// Whether it allows a service to publish these ports there.
  package func allows(
    _ service: Service, in project: Project, ports published: ClosedRange<Int>?, reach: Reach
  ) -> Bool {
    guard selector.fits(service, in: project) else { return false }
    let isPort =
      ports.isEmpty
      || published.map { $0.isCovered(by: ports.map(\.ports)) } ?? false
    return isPort && (addresses.isEmpty || addresses.contains { Reach(address: $0) == reach })
  }
}

extension ClosedRange<Int> {
  /// Whether other ranges hold each of its numbers, together.
  func isCovered(by ranges: [ClosedRange<Int>]) -> Bool {
    var next = lowerBound
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound >= next {
      guard range.lowerBound <= next else { return false }
      guard range.upperBound < upperBound else { return true }
      next = range.upperBound + 1
    }
    return false
  }
}

extension PortPolicy: SelectingSection {
  static let settings: [Setting<PortPolicy>] =
    selectors + [
      Setting(
        "ports", .list(.either([.value(.port), .value(.portRange)])),
        "Ports of the host, as 443 or \"8000-8100\"; all ports if this is not set."
      ) { $0.ports = $1.texts.compactMap { PortRange($0) } },
      .texts(
        "addresses", \.addresses,
        "Addresses of the host, for example 127.0.0.1; all addresses if this is not set."),
    ]
}

extension PolicyForm {
  static let portRange = PolicyForm(
    expectation: "a range of ports such as 8000-8100",
    schema: #""type": "string", "pattern": "^[0-9]+-[0-9]+$""#
  ) { PortRange($0.text).map { $0.ports.lowerBound > 0 } ?? false }
}
