import Findings

/// The effective model as YAML, with the origin of every value in a comment.
package struct EffectiveText: Sendable {
  package let text: String

  package init(_ project: Project) {
    var text = NodeText { Self.description($0, $1) }
    text.append(line: "name: \(NodeText.quoted(project.name))")
    for pair in project.root.mapping?.pairs ?? [] where pair.key != "name" && pair.key != "version" {
      text.append(pair.key == "services" ? Self.folded(pair, project) : pair, indent: 0)
    }
    self.text = text.text
  }

  /// The services with what their env_files bring among `environment`, and with one entry for each port of a range, as
  /// `docker compose config` prints them. A file
  /// that was not read stays named.
  private static func folded(_ services: Mapping.Pair, _ project: Project) -> Mapping.Pair {
    var pair = services
    guard let all = services.value.mapping else { return services }
    let judged = Dictionary((project.services + project.disabled).map { ($0.name, $0) }) { first, _ in first }
    let folded = all.mapValues { entry -> Node in
      guard var mapping = entry.value.mapping else { return entry.value }
      if let ports = mapping["ports"] { mapping["ports"] = PrintedPorts(ports).node }
      if let service = judged[entry.key], mapping["env_file"] != nil { fold(&mapping, service, project) }
      return Node.mapping(mapping, keeping: entry.value)
    }
    pair.value = Node.mapping(folded, keeping: services.value)
    return pair
  }

  private static func fold(_ mapping: inout Mapping, _ service: Service, _ project: Project) {
    let unread = (mapping["env_file"]?.items ?? []).filter { file in
      let path = file["path"]?.text.map { FilePath.join(project.directory, $0) }
      return path.map { project.sources[$0] == nil } ?? true
    }
    mapping["env_file"] =
      unread.isEmpty ? nil : mapping["env_file"].map { Node.sequence(unread, keeping: $0) }
    var environment = mapping["environment"]?.mapping ?? Mapping()
    for variable in service.environment where variable.origin != .environment {
      var value = Node(
        .scalar(
          Scalar(text: variable.value ?? "", kind: variable.value == nil ? .null : .string, style: .plain)),
        span: variable.span)
      value.variables = variable.variables
      environment.set(.init(key: variable.name, keySpan: variable.span, value: value))
    }
    guard !environment.isEmpty else { return }
    let whole = mapping["environment"] ?? Node(.mapping(Mapping()), span: environment.pairs[0].keySpan)
    mapping["environment"] = Node.mapping(environment, keeping: whole)
  }

  /// Where a value stands, and what else made it what it is.
  private static func description(_ node: Node, _ span: SourceSpan) -> String {
    var parts = ["\(span)"]
    parts += node.usedAt.map { "used at \($0)" }
    if node.scalar != nil { parts += node.replaced.map { "replaces \($0)" } }
    for variable in node.variables {
      switch variable.origin {
      case .shell: parts.append("\(variable.name) from the environment")
      case .file(let line): parts.append("\(variable.name) from \(line)")
      case .template: parts.append("\(variable.name) by default")
      case .unset: parts.append("\(variable.name) not set")
      }
    }
    return parts.joined(separator: ", ").replacing("\n", with: " ")
  }
}
