import Findings

/// Reads compose files in the order of Compose's own pipeline: decode, interpolate, check the shape, long forms,
/// include, extend, merge.
struct Loader {
  /// Where a set of files lies and what its templates may use.
  struct Context {
    /// The directory that relative paths start from, as the reader knows it.
    var directory: String
    /// The same directory seen from the main project's.
    var prefix: String
    var variables: Variables
    /// The files that led here, to find circles.
    var chain: [String]
  }

  let reader: FileReader
  let limits: Limits
  var problems: Set<Problem> = []
  /// What files lack that others may bring.
  private var gaps: [ShapeGap] = []
  private(set) var sources: [String: Source] = [:]
  /// The documents of each compose file, with merge keys resolved.
  private(set) var composeFiles: [String: [Node]] = [:]
  /// The documents of extended files with their variables filled in, by path and the directory they are seen from.
  var extendedDocuments: [String: [Node]] = [:]
  /// What is extended of such a file, in its long form, by the same and the service's name.
  var extendable: [String: Node] = [:]
  private var loads = 0

  init(reader: FileReader, limits: Limits) {
    self.reader = reader
    self.limits = limits
  }

  /// The merged tree of several files.
  mutating func model(_ files: [String], _ context: Context) throws(LoadError) -> Node {
    var merged: Node?
    for file in files {
      loads += 1
      guard loads <= limits.files else { throw .tooManyFiles(limit: limits.files, at: nil) }
      let documents = try self.documents(of: file, neededAt: nil)
      guard !documents.isEmpty else { throw .notCompose(file: file, reason: "it is empty") }
      for document in documents {
        let next = try model(document, file: file, context)
        merged = merged.map { merge($0, next) } ?? next
      }
    }
    guard let merged else { throw .nothingFound(directory: context.directory) }
    return merged
  }

  private mutating func model(
    _ document: Node, file: String, _ context: Context
  ) throws(LoadError) -> Node {
    if let reason = ComposeKind.refusal(of: document) { throw .notCompose(file: file, reason: reason) }
    let prepared = prepare(document, context)
    let extended = try extend(prepared, file: file, context)
    return try include(extended, context)
  }

  /// Everything that needs no other file.
  mutating func prepare(_ document: Node, _ context: Context) -> Node {
    let (long, gaps) = normalized(filled(document, context))
    self.gaps += gaps
    return long
  }

  /// Refuses what is still missing in the merged tree of all files.
  mutating func close(_ root: Node) {
    problems.formUnion(gaps.filter { $0.isOpen(in: root) }.map(\.problem))
  }

  /// The document with its variables filled in.
  mutating func filled(_ document: Node, _ context: Context) -> Node {
    var interpolation = Interpolation(variables: context.variables, limits: limits)
    let filled = interpolation.fill(document)
    problems.formUnion(interpolation.problems)
    return filled
  }

  /// The document, held to its shape, in long forms, and what it lacks.
  mutating func normalized(_ document: Node) -> (long: Node, gaps: [ShapeGap]) {
    var shape = ShapeCheck()
    shape.check(document, .file)
    problems.formUnion(shape.problems)
    var canonical = Normalizer()
    let long = canonical.file(document)
    problems.formUnion(canonical.problems)
    return (Merge.settled(long, .file), shape.gaps)
  }

  mutating func merge(_ earlier: Node, _ later: Node, _ rule: MergeRule = .file) -> Node {
    var merge = Merge()
    let merged = merge.merge(earlier, later, rule)
    problems.formUnion(merge.problems)
    return merged
  }

  /// The documents of a file with merge keys resolved.
  mutating func documents(of file: String, neededAt: SourceSpan?) throws(LoadError) -> [Node] {
    if let known = composeFiles[file] { return known }
    guard let source = try source(of: file, neededAt: neededAt) else {
      if let obstacle = reader.obstacle(file) {
        throw .notCompose(file: file, reason: "it is \(obstacle), not a regular file")
      }
      throw .missing(file: file, neededAt: neededAt)
    }
    var resolved: [Node] = []
    for document in try YAMLReader.documents(of: source, limits: limits) {
      resolved.append(try MergeKeys.resolve(document))
    }
    composeFiles[file] = resolved
    return resolved
  }

  /// The text of a file, nil when there is none.
  mutating func source(
    of file: String, as kind: FileKind = .compose, neededAt: SourceSpan?
  ) throws(LoadError) -> Source? {
    if let known = sources[file] { return known }
    guard sources.count < limits.files else { throw .tooManyFiles(limit: limits.files, at: neededAt) }
    let bytes: [UInt8]?
    do {
      bytes = try reader.read(file)
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
    guard let bytes else { return nil }
    guard bytes.count <= limits.fileBytes else {
      throw .tooLarge(file: file, kind: kind, limit: limits.fileBytes)
    }
    // Git reads bytes, so what is no text hides no project.
    let source =
      kind == .gitIgnore
      ? Source(file: file, text: String(decoding: bytes, as: UTF8.self))
      : try Source(file: file, bytes: bytes)
    sources[file] = source
    return source
  }

  /// The lines of a file of variables or labels, nil when there is none.
  mutating func environment(
    of file: String, as kind: FileKind = .environment, _ variables: Variables, neededAt: SourceSpan?,
    raw: Bool = false
  ) throws(LoadError) -> [EnvironmentFile.Entry]? {
    guard let source = try source(of: file, as: kind, neededAt: neededAt) else { return nil }
    return try EnvironmentFile(source, variables: variables, raw: raw, limits: limits).entries
  }
}
