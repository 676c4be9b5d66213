extension Normalizer {
  /// Ports in their long form. A range stays one entry, whose target is the range, so that it costs what it takes to
  /// write.
  mutating func ports(_ node: Node) -> Node {
    guard let items = node.items else { return node }
    var ports: [Node] = []
    for item in items {
      if let mapping = item.mapping {
        ports.append(longPort(mapping, item))
      } else if let text = item.text, let port = shortPort(text, item) {
        ports.append(port)
      }
    }
    return Node.sequence(ports, keeping: node)
  }

  private mutating func longPort(_ mapping: Mapping, _ node: Node) -> Node {
    if mapping["target"] == nil { refuse("the port needs a target, the port of the container", node) }
    if let address = mapping["host_ip"] { checkAddress(address.text?.trimming("[]") ?? "", address) }
    var port = mapping
    if port["protocol"] == nil { port["protocol"] = Node.text("tcp", like: node) }
    if port["mode"] == nil { port["mode"] = Node.text("ingress", like: node) }
    return Node.mapping(port, keeping: node)
  }

  /// `[[address:][host]:]container[/protocol]`; the address may be IPv6 with or without brackets.
  private mutating func shortPort(_ text: String, _ node: Node) -> Node? {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    let protocolName = halves.count > 1 ? halves[1].lowercased() : "tcp"
    let address = fields.dropLast(2).joined(separator: ":").trimming("[]")
    guard ["tcp", "udp", "sctp"].contains(protocolName) else {
      refuse("a port's protocol must be tcp, udp or sctp, not \"\(protocolName)\"", node)
      return nil
    }
    guard let last = fields.last, let container = PortRange(last) else {
      refuse("\"\(text)\" names no container port", node)
      return nil
    }
    let hostText = fields.count > 1 ? String(fields[fields.count - 2]) : ""
    let host = hostText.isEmpty ? nil : PortRange(Substring(hostText))
    guard hostText.isEmpty || host != nil else {
      refuse("\"\(hostText)\" in \"\(text)\" is not a host port", node)
      return nil
    }
    checkAddress(address, node)
    guard let host, host.count != container.count, container.count > 1 else {
      return Self.longForm(container, host: host, address: address, protocolName, node)
    }
    refuse("\"\(text)\" has \(host.count) host ports for \(container.count) container ports", node)
    return nil
  }

  private mutating func checkAddress(_ address: String, _ node: Node) {
    guard !address.isEmpty, !AddressSyntax.isAddress(address) else { return }
    let hint = address == "localhost" ? "; write 127.0.0.1" : ""
    refuse("the host's address of a port must be an IP address, not \"\(address)\"\(hint)", node)
  }

  private static func longForm(
    _ container: PortRange, host: PortRange?, address: String, _ protocolName: String, _ node: Node
  ) -> Node {
    var pairs: [(String, String, Scalar.Kind)] = [("mode", "ingress", .string)]
    if !address.isEmpty { pairs.append(("host_ip", address, .string)) }
    pairs.append(("target", "\(container)", container.count == 1 ? .integer : .string))
    if let host { pairs.append(("published", "\(host)", .string)) }
    pairs.append(("protocol", protocolName, .string))
    let mapping = Mapping(
      pairs.map { .init(key: $0.0, keySpan: node.span, value: Node.text($0.1, kind: $0.2, like: node)) })
    return Node.mapping(mapping, like: node)
  }
}

/// One port or several in a row.
package struct PortRange: Sendable, Hashable {
  /// The ports, from 0 to 65535; 0 lets the host choose.
  package var ports: ClosedRange<Int>

  /// Reads `80` or `8000-8010`.
  package init?(_ text: some StringProtocol) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = ends.first.flatMap({ Self.port($0) }),
      let last = ends.last.flatMap({ Self.port($0) }), first <= last
    else { return nil }
    ports = first...last
  }

  package init(_ ports: ClosedRange<Int>) { self.ports = ports }

  package var count: Int { ports.count }

  private static func port(_ text: some StringProtocol) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text) else { return nil }
    return port <= 65_535 ? port : nil
  }
}

extension PortRange: CustomStringConvertible {
  package var description: String {
    count == 1 ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
  }
}

extension StringProtocol {
  /// The text without these characters at its ends.
  func trimming(_ characters: String) -> String {
    var text = Substring(self)
    while let first = text.first, characters.contains(first) { text = text.dropFirst() }
    while let last = text.last, characters.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
