extension Normalizer {
  /// Hosts with their addresses as a list of `name=address`: a mapping may give a name several, a list may write a colon.
  mutating func hosts(_ node: Node) -> Node {
    if let items = node.items { return Node.sequence(items.map { host($0) }, keeping: node) }
    guard let mapping = node.mapping else { return node }
    let hosts = mapping.pairs.flatMap { pair in
      (pair.value.items ?? [pair.value]).map {
        Node.text("\(pair.key)=\(($0.text ?? "").trimming("[]"))", like: $0)
      }
    }
    return Node.sequence(hosts, keeping: node)
  }

  private mutating func host(_ node: Node) -> Node {
    guard let text = node.text else { return node }
    guard let end = text.firstIndex(of: "=") ?? text.firstIndex(of: ":") else {
      refuse("the host \"\(text)\" has no address; write \(text)=ADDRESS", node)
      return node
    }
    let address = text[text.index(after: end)...]
    return Node.text("\(text[..<end])=\(address.trimming("[]"))", like: node)
  }
}
