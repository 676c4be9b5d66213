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
    guard let name = extends["service"]?.text, extends.tag != .reset else { return result }
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
      return refuse("the extended file \(path) does not exist", extends)
    }
    var inner = context
    let relative = FilePath.directory(of: other)
    inner.directory = FilePath.join(context.directory, relative.isEmpty ? "." : relative)
    guard let all = try extendable(path, inner, neededAt: extends.span)?["services"]?.mapping,
      let pair = all.pair(name)
    else {
      return refuse("\(path) defines no service \(name)", extends)
    }
    var result = try extended(pair, in: all, file: path, inner, chain: chain)
    result.value = Relocation(prefix: relative).service(result.value)
    return result
  }

  /// The merged documents of an extended file.
  private mutating func extendable(
    _ path: String, _ context: Context, neededAt: SourceSpan
  ) throws(LoadError) -> Node? {
    let name = context.prefix + "\0" + path
    if let known = extendable[name] { return known }
    var found: Node?
    for document in try documents(of: path, neededAt: neededAt) {
      let prepared = prepare(document, context)
      found = found.map { merge($0, prepared) } ?? prepared
    }
    extendable[name] = found
    return found
  }

  private mutating func refuse(_ message: String, _ node: Node) -> Mapping.Pair? {
    if !node.isUnknown { problems.insert(Problem(.refused, "extends: \(message)", at: node.span)) }
    return nil
  }
}
