extension Loader {
  /// Loads the included projects and merges the including file over them.
  mutating func include(_ file: Node, _ context: Context) throws(LoadError) -> Node {
    guard var own = file.mapping, let includes = own["include"]?.items else { return file }
    own["include"] = nil
    var imported: Node?
    for include in includes {
      guard let project = try included(include, context) else { continue }
      imported = imported.map { merge($0, project) } ?? project
    }
    let including = Node.mapping(own, keeping: file)
    return imported.map { merge($0, including) } ?? including
  }

  private mutating func included(_ include: Node, _ context: Context) throws(LoadError) -> Node? {
    let paths = (include["path"]?.items ?? []).compactMap(\.text)
    guard let first = paths.first else { return nil }
    if let remote = paths.first(where: Remote.isRemote) {
      problems.insert(
        Problem(.unknown, "\(remote) is included from a remote place and was not read", at: include.span))
      return nil
    }
    if include["path"]?.items?.contains(where: \.isUnknown) == true { return nil }
    let relative = include["project_directory"]?.text ?? FilePath.directory(of: first)
    let files = paths.map { FilePath.join(context.directory, $0) }
    for file in files where try source(of: file, neededAt: include.span) == nil {
      problems.insert(
        Problem(.refused, "the included file \(file) \(reader.absence(of: file))", at: include.span))
      return nil
    }
    if let again = files.first(where: context.chain.contains) {
      throw .cycle(context.chain + [again], at: include.span)
    }
    var inner = context
    inner.directory = FilePath.join(context.directory, relative.isEmpty ? "." : relative)
    inner.prefix = FilePath.join(context.prefix, relative.isEmpty ? "." : relative)
    inner.chain += files
    inner.variables = try variables(of: include, inner, outer: context)
    let project = try model(files, inner)
    guard var mapping = Relocation(prefix: relative).file(project).mapping else { return nil }
    mapping["name"] = nil
    mapping["version"] = nil
    return Node.mapping(mapping, keeping: project)
  }

  /// The project's own variables win over the included project's environment files.
  private mutating func variables(
    of include: Node, _ inner: Context, outer: Context
  ) throws(LoadError) -> Variables {
    guard let files = include["env_file"]?.items else {
      let file = FilePath.join(inner.directory, ".env")
      let entries = try environment(of: file, outer.variables, neededAt: include.span) ?? []
      return outer.variables.over(entries)
    }
    var entries: [EnvironmentFile.Entry] = []
    for file in files.compactMap(\.text) {
      let path = FilePath.join(outer.directory, file)
      guard let lines = try environment(of: path, outer.variables, neededAt: include.span) else {
        problems.insert(
          Problem(
            .unknown, "the environment file \(path) \(reader.absence(of: path))", at: include.span))
        continue
      }
      entries += lines
    }
    return outer.variables.over(entries)
  }
}
