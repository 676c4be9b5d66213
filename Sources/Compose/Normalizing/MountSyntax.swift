extension Normalizer {
  /// A mount in its long form.
  mutating func mount(_ node: Node) -> Node {
    guard let text = node.text else { return node }
    let fields = Self.fields(of: text)
    guard (1...3).contains(fields.count), !fields.contains("") else {
      refuse("\"\(text)\" is not a mount; write [source:]target[:mode]", node)
      return node
    }
    guard fields.count > 1 else {
      return Self.mapping([("type", "volume"), ("target", fields[0])], node)
    }
    let isBind = Self.isPath(fields[0])
    var pairs = [("type", isBind ? "bind" : "volume"), ("source", fields[0]), ("target", fields[1])]
    var bind: [(String, String)] = isBind ? [("create_host_path", "true")] : []
    var volume: [(String, String)] = []
    for mode in fields.count > 2 ? fields[2].split(separator: ",").map(String.init) : [] {
      switch mode {
      case "ro": pairs.append(("read_only", "true"))
      case "z", "Z": bind.append(("selinux", mode))
      case "nocopy": volume.append(("nocopy", "true"))
      case "cached", "delegated", "consistent": pairs.append(("consistency", mode))
      case "shared", "rshared", "slave", "rslave", "private", "rprivate": bind.append(("propagation", mode))
      // As Compose does.
      default: continue
      }
    }
    var mount = Self.mapping(pairs, node)
    guard var mapping = mount.mapping else { return node }
    if !bind.isEmpty { mapping.set(Self.pair("bind", Self.mapping(bind, node))) }
    if !volume.isEmpty { mapping.set(Self.pair("volume", Self.mapping(volume, node))) }
    mount.content = .mapping(mapping)
    return mount
  }

  /// A device in its long form; a CDI name (`vendor/class=name`) stays alone.
  mutating func device(_ node: Node) -> Node {
    guard let text = node.text else { return node }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if !text.hasPrefix("/"), text.contains("=") { return Self.mapping([("source", text)], node) }
    guard (1...3).contains(fields.count), !fields.contains("") else {
      refuse("\"\(text)\" is not a device; write source[:target[:permissions]]", node)
      return node
    }
    let target = fields.count > 1 ? fields[1] : fields[0]
    let permissions = fields.count > 2 ? fields[2] : "rwm"
    return Self.mapping([("source", fields[0]), ("target", target), ("permissions", permissions)], node)
  }

  /// Fields between colons; the colon of a Windows drive separates nothing.
  static func fields(of text: String) -> [String] {
    var fields: [String] = []
    var start = text.startIndex
    for index in text.utf8.indices where text.utf8[index] == UInt8(ascii: ":") {
      let field = text.utf8[start..<index]
      let isDrive = field.count == 1 && field.first.map { 0x61...0x7A ~= $0 | 0x20 } == true
      guard !isDrive else { continue }
      fields.append(String(text[start..<index]))
      start = text.utf8.index(after: index)
    }
    return fields + [String(text[start...])]
  }

  /// Whether a mount's source is a path on the host and not the name of a volume.
  static func isPath(_ source: String) -> Bool {
    guard let first = source.first else { return false }
    if "./~\\".contains(first) { return true }
    return source.count > 1 && first.isASCII && first.isLetter && source.dropFirst().first == ":"
  }

  private static func pair(_ key: String, _ value: Node) -> Mapping.Pair {
    Mapping.Pair(key: key, keySpan: value.span, value: value)
  }

  private static func mapping(_ pairs: [(String, String)], _ node: Node) -> Node {
    Node.mapping(Mapping(pairs.map { pair($0.0, Node.text($0.1, like: node)) }), like: node)
  }
}
