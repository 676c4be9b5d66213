import Findings

extension Project {
  /// Reads a project's files and builds its effective model.
  /// - Throws: `LoadError` when no model can be made of the files; what Compose would refuse in a model that
  ///   can be made is among the project's problems.
  package static func load(_ options: Options, reader: FileReader) throws(LoadError) -> Project {
    var loader = Loader(reader: reader, limits: options.limits)
    let shell = Variables(shell: options.environment)
    var directory = options.directory
    var files = options.files
    if files.isEmpty {
      let early = try loader.layer(options, directory, over: shell)
      files = try Discovery.files(options, variables: early) { path throws(LoadError) in
        try loader.source(of: path, neededAt: nil) != nil
      }
    }
    if let first = files.first { directory = FilePath.directory(of: first) }
    var variables = try loader.layer(options, directory, over: shell)
    let name = try loader.name(options, files, directory, variables)
    variables = Variables(
      shell: options.environment.merging(["COMPOSE_PROJECT_NAME": name]) { given, _ in given })
    variables = try loader.layer(options, directory, over: variables)
    let context = Loader.Context(directory: directory, prefix: "", variables: variables, chain: files)
    let merged = try loader.model(files, context).withoutResets
    loader.close(merged)
    let root = try loader.labelled(merged, context)
    return try loader.project(root, name: name, files: files, context, options)
  }
}

extension Loader {
  /// The variables with the environment files below them.
  fileprivate mutating func layer(
    _ options: Options, _ directory: String, over variables: Variables
  ) throws(LoadError) -> Variables {
    guard !options.environmentFiles.isEmpty else {
      let file = FilePath.join(directory, ".env")
      return variables.over(try environment(of: file, variables, neededAt: nil) ?? [])
    }
    var entries: [EnvironmentFile.Entry] = []
    for file in options.environmentFiles {
      guard let lines = try environment(of: file, variables, neededAt: nil) else {
        throw .missing(file: file, neededAt: nil)
      }
      entries += lines
    }
    return variables.over(entries)
  }

  /// The project's name: given, from the environment, from the last file that has one, or the directory's.
  fileprivate mutating func name(
    _ options: Options, _ files: [String], _ directory: String, _ variables: Variables
  ) throws(LoadError) -> String {
    if let name = options.name ?? variables["COMPOSE_PROJECT_NAME"]?.text, !name.isEmpty { return name }
    for file in files.reversed() {
      for document in try documents(of: file, neededAt: nil).reversed() {
        guard let node = document["name"], let text = node.text else { continue }
        let filled: Template.Filled
        do {
          filled = try Template(text).filled(with: variables)
        } catch {
          throw .notYAML(node.span, "invalid template: \(error.reason)")
        }
        check(name: filled, at: node.span)
        return filled.text
      }
    }
    let name = FilePath.name(of: directory).lowercased().filter {
      $0.isLetter || $0.isNumber || "_-".contains($0)
    }
    return name.isEmpty ? "default" : name
  }

  /// Warns of a name that the Compose Specification does not allow: some versions of Compose refuse it, others change it.
  private mutating func check(name: Template.Filled, at span: SourceSpan) {
    guard !name.text.isEmpty, !name.variables.contains(where: { $0.origin == .unset }) else { return }
    let isName = name.text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "_-".utf8.contains($0)
    }
    guard !isName || name.text.utf8.first.map("_-".utf8.contains) == true else { return }
    problems.insert(
      Problem(
        .warned,
        "a project's name begins with a letter or digit, and has lower case letters, digits, dashes and underscores; some versions of Compose refuse \"\(name.text)\", others change it",
        at: span))
  }

  fileprivate mutating func project(
    _ root: Node, name: String, files: [String], _ context: Context, _ options: Options
  ) throws(LoadError) -> Project {
    let active = Profiles(options.profiles, variables: context.variables)
    var running: [Service] = []
    var disabled: [Service] = []
    let awaited = Self.awaited(root)
    for pair in root["services"]?.mapping?.pairs ?? [] where pair.value.mapping != nil {
      let node = options.target == .swarm ? Swarm.effective(pair.value) : pair.value
      let section = Section(node, key: Key("services").below(pair))
      let service = Service(
        name: pair.key, section: section, target: options.target,
        environment: try environment(of: section, context), isAwaited: awaited.contains(pair.key),
        choice: active)
      if options.profiles == nil || active.include(service.profiles) {
        running.append(service)
      } else {
        disabled.append(service)
      }
    }
    let top = Section(root, key: "")
    let networks = Self.networks(root, running)
    let volumes = top.resources("volumes").map { Volume(name: $0.name, key: $0.key, section: $0.section) }
    let (secrets, configs) = (Self.grantable(top, "secrets"), Self.grantable(top, "configs"))
    var project = Project(
      Project.Fields(
        name: name, directory: context.directory, files: files, target: options.target, root: root,
        services: running, disabled: disabled, networks: networks, volumes: volumes,
        secrets: secrets, configs: configs,
        problems: [], suppressions: suppressions(), dotEnvironment: try dotEnvironment(options, context),
        ignored: try ignored(context), tracked: tracked(context), builds: builds(running, context),
        composeFiles: composeFiles.keys.sorted(),
        sources: sources, places: NamePlaces(running, networks, volumes, secrets, configs)))
    problems.formUnion(Consistency.problems(of: project, active: active))
    project.problems = problems.sorted()
    project.graph = NetworkGraph(project)
    return project
  }

  private static func grantable(_ top: Section, _ kind: String) -> [SecretOrConfig] {
    top.resources(kind).map { SecretOrConfig(name: $0.name, key: $0.key, section: $0.section) }
  }

  /// The services of which another one waits for the end.
  private static func awaited(_ root: Node) -> Set<String> {
    let services = root["services"]?.mapping?.pairs ?? []
    return Set(
      services.flatMap { $0.value["depends_on"]?.mapping?.pairs ?? [] }.filter {
        $0.value["condition"]?.text == Dependency.Condition.completed.rawValue
      }.map(\.key))
  }

  /// The exceptions of all compose files that were read, sorted by file.
  private func suppressions() -> [CommentSuppression] {
    composeFiles.keys.sorted().flatMap { file -> [CommentSuppression] in
      guard let source = sources[file] else { return [] }
      return CommentReader.suppressions(in: source, documents: composeFiles[file] ?? [])
    }
  }

  private mutating func dotEnvironment(
    _ options: Options, _ context: Context
  ) throws(LoadError) -> [EnvironmentFile.Entry] {
    guard options.environmentFiles.isEmpty else { return [] }
    let file = FilePath.join(context.directory, ".env")
    return try environment(of: file, Variables(), neededAt: nil) ?? []
  }

  /// Looks for `.gitignore` beside the project and in the directories above it that its path names.
  private mutating func ignored(_ context: Context) throws(LoadError) -> [GitIgnore] {
    var directory = context.directory
    var found: [GitIgnore] = []
    while true {
      if let source = try source(of: FilePath.join(directory, ".gitignore"), as: .gitIgnore, neededAt: nil) {
        found.append(GitIgnore(source.text))
      }
      guard !directory.isEmpty, directory != "/", !directory.hasPrefix("..") else { return found }
      directory = FilePath.directory(of: directory)
    }
  }

  private func builds(_ services: [Service], _ context: Context) -> [BuildContext] {
    let contexts = BuildContextReader(reader: reader, limits: limits)
    return services.compactMap { contexts.context(of: $0.name, $0.section, in: context.directory) }
  }

  /// Looks for a checkout in the project's directory and in those above it that its path names. What cannot be read
  /// tells nothing: only what is tracked is ever claimed.
  private func tracked(_ context: Context) -> GitIndex? {
    var directory = context.directory
    var below: [String] = []
    while true {
      let bytes: [UInt8]?
      do {
        bytes = try reader.read(FilePath.join(directory, ".git/index"))
      } catch {
        return nil
      }
      if let bytes { return GitIndex(bytes, below: below.joined(separator: "/")) }
      guard !directory.isEmpty, directory != "/", directory != ".", !directory.hasPrefix("..") else {
        return nil
      }
      below.insert(FilePath.name(of: directory), at: 0)
      directory = FilePath.directory(of: directory)
    }
  }

  /// The defined networks, and the default one when a service joins it.
  private static func networks(_ root: Node, _ services: [Service]) -> [Network] {
    var networks = Section(root, key: "").resources("networks").map {
      Network(name: $0.name, key: $0.key, section: $0.section, isImplicit: false)
    }
    let usesDefault = services.contains { $0.networks.contains { $0.network == "default" } }
    if usesDefault, !networks.contains(where: { $0.name == "default" }) {
      let empty = Node(.mapping(Mapping()), span: root.span)
      networks.append(
        Network(
          name: "default", key: "networks.default", section: Section(empty, key: "networks.default"),
          isImplicit: true))
    }
    return networks
  }

  /// `environment` over the lines of the `env_file`s, of which the last file wins.
  private mutating func environment(
    of service: Section, _ context: Context
  ) throws(LoadError) -> [EnvironmentValue] {
    var values: [String: EnvironmentValue] = [:]
    let own = service.entries("environment")
    let files = service.sections("env_file")
    // What a file refers to may stand in the service's own environment, which comes before the file's earlier lines.
    let variables = files.isEmpty ? context.variables : context.variables.over(own.compactMap(Self.entry))
    for file in files {
      for value in try lines(of: file, context, variables) { values[value.name] = value }
    }
    for (name, field) in own {
      values[name] = EnvironmentValue(
        name: name, value: field.value.text ?? context.variables[name]?.text, origin: .environment,
        key: field.key, span: field.value.span, variables: field.value.variables)
    }
    return values.values.sorted { $0.name < $1.name }
  }

  /// Why a file that a service names was not read.
  func unread(_ kind: String, _ name: String, _ path: String) -> String {
    let absence = reader.absence(of: path)
    return reader.obstacle(path) == nil
      ? "the \(kind) \(name) \(absence); Compose does not start without it"
      : "the \(kind) \(name) \(absence), and was not read"
  }

  private static func entry(_ name: String, _ field: Field<Node>) -> EnvironmentFile.Entry? {
    field.value.text.map { EnvironmentFile.Entry(key: name, value: $0, span: field.value.span) }
  }

  private mutating func lines(
    of file: Section, _ context: Context, _ variables: Variables
  ) throws(LoadError) -> [EnvironmentValue] {
    guard let path = file.text("path"), !path.isUnknown else { return [] }
    let whole = FilePath.join(context.directory, path.value)
    let isRaw = file.text("format")?.value == "raw"
    let entries = try environment(of: whole, variables, neededAt: path.node.span, raw: isRaw)
    guard let entries else {
      if file.boolean("required")?.value ?? true {
        problems.insert(
          Problem(
            .unknown, unread("env_file", path.value, whole),
            at: path.node.span))
      }
      return []
    }
    return entries.map {
      EnvironmentValue(
        name: $0.key, value: $0.value ?? context.variables[$0.key]?.text, origin: .file(path.value),
        key: file.key, span: $0.span, variables: $0.variables)
    }
  }
}

extension Section {
  /// Named resources in the order of the file.
  fileprivate func resources(_ kind: String) -> [(name: String, key: Key, section: Section)] {
    (node[kind]?.mapping?.pairs ?? []).map {
      let key = Key(kind).below($0)
      return ($0.key, key, Section($0.value, key: key))
    }
  }
}
