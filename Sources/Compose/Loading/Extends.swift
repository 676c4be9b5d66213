import Findings

extension Loader {
  /// Puts what services extend below them.
  mutating func extend(_ file: Node, file path: String, _ context: Context) throws(LoadError) -> Node {
    guard var root = file.mapping, let services = root["services"], var all = services.mapping else {
      return file
    }
    guard all.pairs.contains(where: { $0.value["extends"] != nil }) else { return file }
    for pair in all.pairs {
      var done = pair
      done = try extended(pair, in: all, file: path, context, chain: [])
      all.set(done)
    }
    root["services"] = Node.mapping(all, keeping: services)
    return Node.mapping(root, keeping: file)
  }

  private mutating func extended(
    _ pair: Mapping.Pair, in services: Mapping, file: String, _ context: Context, chain: [String]
  ) throws(LoadError) -> Mapping.Pair {
    guard let extends = pair.value["extends"], var own = pair.value.mapping else { return pair }
    own["extends"] = nil
    var result = pair
    result.value = Node.mapping(own, keeping: pair.value)
    guard extends.tag != .reset else { return result }
    guard let name = extends["service"]?.text else {
      if extends.mapping != nil { _ = refuse("the key \"service\" is missing", extends) }
      return result
    }
    let link = "\(file): \(pair.key)"
    guard !chain.contains(link) else { throw .cycle(chain + [link], at: extends.span) }
    guard chain.count < limits.depth else {
      throw .notYAML(extends.span, "more than \(limits.depth) services extend each other in a row")
    }
    guard
      let base = try base(name, extends, in: services, file: file, context, chain: chain + [link])
    else { return result }
    let merged = merge(base.value, result.value, .service)
    result.value = merged
    result.earlierKeys = SourceSpan.latest(base.earlierKeys + [base.keySpan] + result.earlierKeys)
    return result
  }

  private mutating func base(
    _ name: String, _ extends: Node, in services: Mapping, file: String, _ context: Context, chain: [String]
  ) throws(LoadError) -> Mapping.Pair? {
    guard let other = extends["file"]?.text else {
      guard let pair = services.pair(name) else { return refuse("service \(name) is not defined", extends) }
      return try extended(pair, in: services, file: file, context, chain: chain)
    }
    if Remote.isRemote(other) {
      problems.insert(
        Problem(.unknown, "\(other) is extended from a remote place and was not read", at: extends.span))
      return nil
    }
    if extends["file"]?.isUnknown == true { return nil }
    let path = FilePath.join(context.directory, other)
    guard try source(of: path, neededAt: extends.span) != nil else {
      return refuse("the extended file \(path) \(reader.absence(of: path))", extends)
    }
    var inner = context
    let relative = FilePath.directory(of: other)
    inner.directory = FilePath.join(context.directory, relative.isEmpty ? "." : relative)
    guard let all = try extendable(path, inner, service: name, neededAt: extends.span)?["services"]?.mapping,
      let pair = all.pair(name)
    else {
      return refuse("\(path) defines no service \(name)", extends)
    }
    var result = try extended(pair, in: all, file: path, inner, chain: chain)
    result.value = Relocation(prefix: relative).service(result.value)
    return result
  }

  /// The merged documents of an extended file, of which only the service and those that it extends there matter: what
  /// else the file holds, Compose does not look at.
  private mutating func extendable(
    _ path: String, _ context: Context, service: String, neededAt: SourceSpan
  ) throws(LoadError) -> Node? {
    let file = context.prefix + "\0" + path
    let name = file + "\0" + service
    if let known = extendable[name] { return known }
    if extendedDocuments[file] == nil {
      extendedDocuments[file] = try documents(of: path, neededAt: neededAt).map { filled($0, context) }
    }
    let documents = extendedDocuments[file] ?? []
    let needed = Self.closure(of: service, in: documents)
    var found: Node?
    for document in documents {
      let (next, gaps) = normalized(Self.services(of: document, needed))
      problems.formUnion(gaps.map(\.problem))
      found = found.map { merge($0, next) } ?? next
    }
    extendable[name] = found
    return found
  }

  /// The service and all that it extends in the same file.
  private static func closure(of service: String, in documents: [Node]) -> Set<String> {
    var found: Set<String> = []
    var open = [service]
    while let name = open.popLast() {
      guard found.insert(name).inserted else { continue }
      for document in documents {
        guard let extends = document["services"]?[name]?["extends"], extends["file"] == nil else { continue }
        if let other = extends.text ?? extends["service"]?.text { open.append(other) }
      }
    }
    return found
  }

  /// The document with these of its services and nothing else.
  private static func services(of document: Node, _ names: Set<String>) -> Node {
    guard let services = document.mapping?.pair("services"), let all = services.value.mapping else {
      return document
    }
    var pair = services
    pair.value = Node.mapping(
      Mapping(all.pairs.filter { names.contains($0.key) }), keeping: services.value)
    return Node.mapping(Mapping([pair]), keeping: document)
  }

  private mutating func refuse(_ message: String, _ node: Node) -> Mapping.Pair? {
    if !node.isUnknown { problems.insert(Problem(.refused, "extends: \(message)", at: node.span)) }
    return nil
  }
}
