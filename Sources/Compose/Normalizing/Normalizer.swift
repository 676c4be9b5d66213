import Findings

/// Turns every short syntax into its long form, so that all that follows knows one form only.
struct Normalizer {
  var problems: [Problem] = []

  /// The long form of a whole file.
  mutating func file(_ root: Node) -> Node {
    guard var file = root.mapping else { return root }
    change("services", in: &file) { canonical, services in
      canonical.each(services) { $0.service($1) }
    }
    change("include", in: &file) { canonical, includes in
      canonical.items(includes) { $0.include($1) }
    }
    for kind in ["networks", "volumes", "secrets", "configs"] {
      change(kind, in: &file) { canonical, resources in canonical.each(resources) { $0.resource($1) } }
    }
    return Node.mapping(file, keeping: root)
  }

  private mutating func service(_ node: Node) -> Node {
    guard var service = node.mapping else { return node }
    for key in ["environment", "labels", "annotations", "sysctls"] {
      change(key, in: &service) { $0.keyed($1) }
    }
    for key in ["dns", "dns_search", "tmpfs", "label_file"] { change(key, in: &service) { $0.list($1) } }
    change("build", in: &service) { $0.build($1) }
    change("depends_on", in: &service) { $0.dependencies($1) }
    change("networks", in: &service) { $0.named($1) }
    change("models", in: &service) { $0.named($1) }
    change("extends", in: &service) { $0.wrapped($1, "service") }
    change("env_file", in: &service) { canonical, files in
      canonical.items(canonical.list(files)) { $0.wrapped($1, "path") }
    }
    change("extra_hosts", in: &service) { $0.hosts($1) }
    change("ports", in: &service) { $0.ports($1) }
    change("volumes", in: &service) { canonical, mounts in canonical.items(mounts) { $0.mount($1) } }
    change("devices", in: &service) { canonical, devices in canonical.items(devices) { $0.device($1) } }
    for key in ["secrets", "configs"] {
      change(key, in: &service) { canonical, grants in canonical.items(grants) { $0.wrapped($1, "source") } }
    }
    change("deploy", in: &service) { canonical, deploy in
      guard var mapping = deploy.mapping else { return deploy }
      canonical.change("labels", in: &mapping) { $0.keyed($1) }
      return Node.mapping(mapping, keeping: deploy)
    }
    for key in ["pre_start", "post_start", "pre_stop"] {
      change(key, in: &service) { canonical, hooks in
        canonical.items(hooks) { canonical, hook in
          guard var mapping = hook.mapping else { return hook }
          canonical.change("environment", in: &mapping) { $0.keyed($1) }
          return Node.mapping(mapping, keeping: hook)
        }
      }
    }
    return Node.mapping(service, keeping: node)
  }

  private mutating func build(_ node: Node) -> Node {
    var build = wrapped(node, "context")
    guard var mapping = build.mapping else { return node }
    for key in ["args", "labels", "additional_contexts"] { change(key, in: &mapping) { $0.keyed($1) } }
    change("extra_hosts", in: &mapping) { $0.hosts($1) }
    change("secrets", in: &mapping) { canonical, grants in
      canonical.items(grants) { $0.wrapped($1, "source") }
    }
    build = Node.mapping(mapping, keeping: build)
    return build
  }

  private mutating func include(_ node: Node) -> Node {
    guard var mapping = wrapped(node, "path").mapping else { return node }
    for key in ["path", "env_file"] { change(key, in: &mapping) { $0.list($1) } }
    return Node.mapping(mapping, keeping: node)
  }

  /// The older `external: {name: x}` becomes `external: true` and `name: x`.
  private mutating func resource(_ node: Node) -> Node {
    guard var mapping = node.mapping else { return node }
    change("labels", in: &mapping) { $0.keyed($1) }
    if let external = mapping["external"], let inner = external.mapping {
      if let name = inner.pair("name") {
        if mapping["name"] == nil {
          mapping.set(name)
        } else if mapping["name"]?.text != name.value.text {
          refuse("name and external.name exclude each other; keep name", name.value)
        }
      }
      mapping["external"] = Node.text("true", kind: .boolean, like: external)
    }
    return Node.mapping(mapping, keeping: node)
  }
}

extension Normalizer {
  mutating func change(
    _ key: String, in mapping: inout Mapping, _ transform: (inout Normalizer, Node) -> Node
  ) {
    guard let node = mapping[key], node.tag != .reset else { return }
    mapping[key] = transform(&self, node)
  }

  mutating func each(_ node: Node, _ transform: (inout Normalizer, Node) -> Node) -> Node {
    guard let mapping = node.mapping else { return node }
    return Node.mapping(
      mapping.mapValues { $0.value.tag == .reset ? $0.value : transform(&self, $0.value) }, keeping: node)
  }

  mutating func items(_ node: Node, _ transform: (inout Normalizer, Node) -> Node) -> Node {
    guard let items = node.items else { return node }
    return Node.sequence(items.map { transform(&self, $0) }, keeping: node)
  }

  /// A single text becomes a list of one.
  func list(_ node: Node) -> Node {
    node.text == nil ? node : Node.sequence([node.withoutTag], keeping: node)
  }

  /// A single text becomes a mapping with one key.
  func wrapped(_ node: Node, _ key: String) -> Node {
    guard node.text != nil else { return node }
    return Node.mapping(
      Mapping([.init(key: key, keySpan: node.span, value: node.withoutTag)]), keeping: node)
  }

  /// A list of `KEY=value` becomes a mapping; the last of a key wins, a bare key is null.
  func keyed(_ node: Node) -> Node {
    guard let items = node.items else { return node }
    var mapping = Mapping()
    for item in items {
      guard let text = item.text else { continue }
      let equals = text.utf8.firstIndex(of: UInt8(ascii: "="))
      let key = String(text[..<(equals ?? text.endIndex)])
      let rest = equals.map { String(text[text.utf8.index(after: $0)...]) }
      var value = rest.map { Node.text($0, like: item) } ?? Node.text("", kind: .null, like: item)
      if let rest { value.span = item.span(ofSuffix: rest.utf8.count) }
      mapping.set(.init(key: key, keySpan: item.span, value: value))
    }
    return Node.mapping(mapping, keeping: node)
  }

  /// A list of names becomes a mapping of names to nothing.
  private func named(_ node: Node) -> Node {
    guard let items = node.items else { return node }
    var mapping = Mapping()
    for item in items {
      guard let name = item.text else { continue }
      mapping.set(.init(key: name, keySpan: item.span, value: Node.text("", kind: .null, like: item)))
    }
    return Node.mapping(mapping, keeping: node)
  }

  private func dependencies(_ node: Node) -> Node {
    guard let items = node.items else { return node }
    var mapping = Mapping()
    for item in items {
      guard let name = item.text else { continue }
      let condition = Mapping([
        .init(key: "condition", keySpan: item.span, value: Node.text("service_started", like: item)),
        .init(key: "required", keySpan: item.span, value: Node.text("true", kind: .boolean, like: item)),
      ])
      mapping.set(.init(key: name, keySpan: item.span, value: Node.mapping(condition, like: item)))
    }
    return Node.mapping(mapping, keeping: node)
  }

  mutating func refuse(_ message: String, _ node: Node) {
    guard !node.isUnknown else { return }
    problems.append(Problem(.refused, message, at: node.span, related: node.usedAt))
  }
}

extension Node {
  static func mapping(_ mapping: Mapping, keeping node: Node) -> Node {
    var copy = node
    copy.content = .mapping(mapping)
    return copy
  }

  static func sequence(_ items: [Node], keeping node: Node) -> Node {
    var copy = node
    copy.content = .sequence(items)
    return copy
  }

  var withoutTag: Node {
    var copy = self
    copy.tag = nil
    return copy
  }

  /// Where the last bytes of a text stand; the whole span when the text is not written as it reads.
  func span(ofSuffix count: Int) -> SourceSpan {
    guard let scalar, variables.isEmpty, span.start.line == span.end.line else { return span }
    let quotes = scalar.style == .plain ? 0 : 1
    guard scalar.style != .block, span.end.offset - span.start.offset == scalar.text.utf8.count + 2 * quotes
    else { return span }
    let head = scalar.text.utf8.dropLast(count)
    var part = span
    part.start.offset += head.count + quotes
    part.start.column += String(Substring(head)).unicodeScalars.count + quotes
    part.end.offset -= quotes
    part.end.column -= quotes
    return part
  }
}
