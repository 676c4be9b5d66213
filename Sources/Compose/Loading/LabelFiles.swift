import Findings

extension Loader {
  /// The tree with the labels that services take from their `label_file`s, of which the last wins, below their own.
  mutating func labelled(_ root: Node, _ context: Context) throws(LoadError) -> Node {
    guard var file = root.mapping, let services = file["services"], var all = services.mapping,
      all.pairs.contains(where: { $0.value["label_file"] != nil })
    else { return root }
    for pair in all.pairs {
      var labelled = pair
      labelled.value = try service(pair.value, context)
      all.set(labelled)
    }
    file["services"] = Node.mapping(all, keeping: services)
    return Node.mapping(file, keeping: root)
  }

  private mutating func service(_ node: Node, _ context: Context) throws(LoadError) -> Node {
    guard var service = node.mapping, let files = service["label_file"]?.items else { return node }
    var labels = Mapping()
    for file in files {
      for line in try lines(of: file, context) {
        let value = Node(
          .scalar(Scalar(text: line.value ?? "", kind: .string, style: .plain)), span: line.span)
        labels.set(.init(key: line.key, keySpan: line.span, value: value))
      }
    }
    guard let first = labels.pairs.first else { return node }
    let own = service["labels"]
    for label in own?.mapping?.pairs ?? [] { labels.set(label) }
    service["labels"] = Node.mapping(
      labels, keeping: own ?? Node(.mapping(Mapping()), span: first.keySpan))
    return Node.mapping(service, keeping: node)
  }

  private mutating func lines(of file: Node, _ context: Context) throws(LoadError) -> [EnvironmentFile.Entry]
  {
    guard let name = file.text, !file.isUnknown else { return [] }
    let path = FilePath.join(context.directory, name)
    if let lines = try environment(of: path, as: .labels, context.variables, neededAt: file.span) {
      return lines
    }
    problems.insert(Problem(.unknown, unread("label_file", name, path), at: file.span))
    return []
  }
}
