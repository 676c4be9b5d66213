/// Rewrites the relative paths of a file that lies in another directory than the project.
struct Relocation {
  /// The file's directory, seen from the project's.
  let prefix: String

  /// The tree with its paths seen from the project's directory.
  func file(_ root: Node) -> Node {
    guard !prefix.isEmpty, prefix != ".", var file = root.mapping else { return root }
    file["services"] = file["services"].map { each($0, service) }
    for kind in ["secrets", "configs"] {
      file[kind] = file[kind].map { each($0) { path(in: $0, "file") } }
    }
    file["volumes"] = file["volumes"].map {
      each($0) { volume in
        guard var mapping = volume.mapping, let options = mapping["driver_opts"] else { return volume }
        guard let device = options["device"]?.text, device.hasPrefix(".") else { return volume }
        mapping["driver_opts"] = path(in: options, "device")
        return Node.mapping(mapping, keeping: volume)
      }
    }
    return Node.mapping(file, keeping: root)
  }

  /// A service in its long form with its paths seen from the project's directory.
  func service(_ node: Node) -> Node {
    guard !prefix.isEmpty, prefix != ".", var service = node.mapping else { return node }
    service["build"] = service["build"].map { build($0) }
    service["env_file"] = service["env_file"].map { items($0) { path(in: $0, "path") } }
    service["label_file"] = service["label_file"].map { items($0, moved) }
    service["volumes"] = service["volumes"].map {
      items($0) { mount in
        guard mount["type"]?.text == "bind" || mount["source"]?.text.map(Normalizer.isPath) == true else {
          return mount
        }
        return path(in: mount, "source")
      }
    }
    if let develop = service["develop"], var mapping = develop.mapping {
      mapping["watch"] = mapping["watch"].map { items($0) { path(in: $0, "path") } }
      service["develop"] = Node.mapping(mapping, keeping: develop)
    }
    return Node.mapping(service, keeping: node)
  }

  private func build(_ node: Node) -> Node {
    guard var build = path(in: node, "context").mapping else { return node }
    build["additional_contexts"] = build["additional_contexts"].map { each($0, moved) }
    return Node.mapping(build, keeping: node)
  }

  private func path(in node: Node, _ key: String) -> Node {
    guard var mapping = node.mapping, let value = mapping[key] else { return node }
    mapping[key] = moved(value)
    return Node.mapping(mapping, keeping: node)
  }

  /// A remote address, a home directory and a path that cannot be known stay as they are.
  private func moved(_ node: Node) -> Node {
    guard var scalar = node.scalar, scalar.kind != .null, !Remote.isRemote(scalar.text) else { return node }
    guard !scalar.text.isEmpty, !scalar.text.hasPrefix("~") else { return node }
    let path = FilePath.join(prefix, scalar.text)
    let isBare = !path.hasPrefix("/") && !path.hasPrefix(".")
    scalar.text = isBare ? "./" + path : path
    var copy = node
    copy.content = .scalar(scalar)
    return copy
  }

  private func each(_ node: Node, _ change: (Node) -> Node) -> Node {
    guard let mapping = node.mapping else { return node }
    return Node.mapping(mapping.mapValues { change($0.value) }, keeping: node)
  }

  private func items(_ node: Node, _ change: (Node) -> Node) -> Node {
    guard let items = node.items else { return node }
    return Node.sequence(items.map(change), keeping: node)
  }
}

/// Addresses that Compose fetches from elsewhere.
enum Remote {
  /// Whether a path names a Git repository, an OCI artifact or another address.
  static func isRemote(_ path: String) -> Bool {
    let schemes = [
      "https://", "http://", "git://", "ssh://", "oci://", "docker-image://", "target:", "service:",
    ]
    return schemes.contains { path.hasPrefix($0) } || path.hasPrefix("git@") || path.hasPrefix("github.com/")
  }
}
