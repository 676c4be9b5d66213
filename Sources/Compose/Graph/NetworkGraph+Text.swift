extension NetworkGraph {
  /// The graph as lines for people: each service with the ways in, its networks, and how far it is.
  package var text: String {
    let paths = pathsFromOutside
    var lines: [String] = []
    for member in members {
      let role = member.role.map { " (\($0.rawValue))" } ?? ""
      lines.append("\(member.service)\(role)")
      lines.append("  reached   \(describe(paths[member.service], member))")
      for publication in member.publications {
        let note = publication.isInert ? ", but it cannot answer because all networks are internal" : ""
        lines.append("  port      \(publication.label) on \(publication.reach)\(note)")
      }
      if let namespace = member.namespace { lines.append("  namespace of \(namespace)") }
      if !member.networks.isEmpty { lines.append("  networks  \(member.networks.joined(separator: ", "))") }
      lines.append("  egress    \(hasEgress(member) ? "yes" : "no")")
    }
    for network in networks {
      let names = members.filter { $0.networks.contains(network.name) }.map(\.service)
      let kind = [
        network.isInternal ? "internal" : nil, network.isExternal ? "external" : nil, network.driver,
      ].compactMap(\.self).joined(separator: ", ")
      lines.append(
        "network \(network.name)\(kind.isEmpty ? "" : " (\(kind))"): \(names.joined(separator: ", "))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func describe(_ path: [String]?, _ member: Member) -> String {
    guard let path else { return "not from outside" }
    if path.count == 1 { return "directly from outside" }
    return "outside -> " + path.joined(separator: " -> ")
  }
}
