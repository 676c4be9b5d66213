import Compose
import Findings

/// Reads policies: finds what they extend, holds each to the schema, and puts them together.
package struct PolicyLoader: Sendable {
  /// Reaches files.
  let reader: FileReader
  /// The built-in policies by name.
  let builtIn: [String: String]
  /// The ids of all rules there are.
  let rules: [String]
  /// What else is wrong with a policy, as others find that read parts of it.
  let examine: @Sendable (Policy) -> [PolicyProblem]

  /// Levels of `extends`.
  private static let depth = 20

  package init(
    reader: FileReader, builtIn: [String: String], rules: [String],
    examine: @escaping @Sendable (Policy) -> [PolicyProblem] = { _ in [] }
  ) {
    self.reader = reader
    self.builtIn = builtIn
    self.rules = rules
    self.examine = examine
  }

  /// The policy that several together make, each over those before it.
  ///
  /// A name without a slash and without `.yaml` is a built-in policy, all else a file.
  /// - Throws: `PolicyError` with every problem at its place.
  package func load(_ names: [String], environment: String? = nil) throws(PolicyError) -> LoadedPolicy {
    var reading = Reading(loader: self)
    var root = Node(.mapping(Mapping()), span: SourceSpan(file: names.first ?? "", line: 1, column: 1))
    for name in names {
      guard let node = reading.read(name, from: nil) else { continue }
      root = PolicyMerge.merge(root, node) ?? root
    }
    let environments = root["environments"]?.mapping
    var body = root.mapping ?? Mapping()
    for key in ["version", "extends", "environments"] { body.remove(key) }
    root = .mapping(body, like: root)
    var problems = reading.problems
    problems += self.problems(in: root, environments, reading)
    guard problems.isEmpty else { throw PolicyError(Self.ordered(problems, reading.sources)) }
    if let environment {
      guard let overlay = environments?[environment] else {
        throw Self.unknown(environment: environment, environments?.keys ?? [])
      }
      root = PolicyMerge.merge(root, overlay) ?? root
    }
    root = RuleParameters.settled(root)
    return LoadedPolicy(
      policy: Policy(root), root: root, environments: environments?.keys ?? [], environment: environment,
      sources: reading.sources)
  }

  /// What is wrong with what the files say together: as it is, and in each environment.
  private func problems(in root: Node, _ environments: Mapping?, _ reading: Reading) -> [PolicyProblem] {
    let overlays = (environments?.pairs ?? []).map(\.value)
    let policies = [root] + overlays.compactMap { PolicyMerge.merge(root, $0) }
    return policies.flatMap { policy in
      RuleNames(rules, isWhole: !reading.isCut).problems(in: policy)
        + PolicySemanticCheck(isWhole: !reading.isCut).problems(in: policy)
        + AssertionProblems(sources: reading.texts).problems(in: policy)
        + examine(Policy(RuleParameters.settled(policy)))
    }
  }

  /// Each problem once, in the order of the files and of their text.
  private static func ordered(_ problems: [PolicyProblem], _ sources: [String]) -> [PolicyProblem] {
    var seen: Set<PolicyProblem> = []
    let places = problems.filter { seen.insert($0).inserted }.map { problem in
      let file = problem.span.flatMap { sources.firstIndex(of: $0.file) } ?? sources.count
      return (problem: problem, file: file, offset: problem.span?.start.offset ?? 0)
    }
    return places.sorted { ($0.file, $0.offset) < ($1.file, $1.offset) }.map(\.problem)
  }

  private static func unknown(environment: String, _ known: [String]) -> PolicyError {
    guard !known.isEmpty else {
      return PolicyError("the policy has no environments, so '\(environment)' cannot be chosen")
    }
    let near = NearestName.of(environment, among: known).map { " Did you mean '\($0)'?" } ?? ""
    return PolicyError(
      "the policy has no environment '\(environment)'.\(near) Choose \(known.joined(separator: ", ")).")
  }

  /// One run through files that extend each other.
  private struct Reading {
    let loader: PolicyLoader
    var sources: [String] = []
    /// The texts of the files, by name.
    var texts: [String: Source] = [:]
    /// What is wrong with the files, in the order of reading.
    var problems: [PolicyProblem] = []
    /// Whether a policy is missing from what was read.
    var isCut = false
    /// What is being read, the outermost first.
    private var open: [String] = []

    init(loader: PolicyLoader) { self.loader = loader }

    /// A policy with all that it extends below it; nil where it cannot be read.
    mutating func read(_ name: String, from holder: SourceSpan?) -> Node? {
      do throws(PolicyError) {
        return try own(name, from: holder)
      } catch {
        problems += error.problems
        isCut = true
        return nil
      }
    }

    private mutating func own(_ name: String, from holder: SourceSpan?) throws(PolicyError) -> Node {
      let source = try loader.source(name, from: holder)
      if open.contains(source.file) {
        throw PolicyError(
          "\((open + [source.file]).joined(separator: " -> ")) refers back to itself; break the circle",
          at: holder)
      }
      guard open.count < PolicyLoader.depth else {
        throw PolicyError(
          "policies extend each other more than \(PolicyLoader.depth) levels deep", at: holder)
      }
      if !sources.contains(source.file) { sources.append(source.file) }
      texts[source.file] = source
      let (node, faults) = try loader.document(source)
      problems += faults
      open.append(source.file)
      var result: Node?
      for base in node["extends"]?.items ?? node["extends"].map({ [$0] }) ?? [] {
        guard let lower = read(base.text ?? "", from: base.span) else { continue }
        result = result.map { PolicyMerge.merge($0, lower) ?? $0 } ?? lower
      }
      open.removeLast()
      return result.flatMap { PolicyMerge.merge($0, node) } ?? node
    }
  }

  /// The text of a built-in policy or of a file beside the one that names it.
  private func source(_ name: String, from holder: SourceSpan?) throws(PolicyError) -> Source {
    let isFile = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    guard isFile else {
      guard let text = builtIn[name] else { throw unknown(policy: name, at: holder) }
      return Source(file: "built-in:\(name)", text: text)
    }
    let path = holder.map { FilePath.join(FilePath.directory(of: $0.file), name) } ?? name
    let bytes: [UInt8]?
    do { bytes = try reader.read(path) } catch {
      throw PolicyError("the policy \(path) cannot be read: \(error)", at: holder)
    }
    guard let bytes else {
      throw PolicyError("policy file \(path) does not exist; correct the path or add the file", at: holder)
    }
    do { return try Source(file: path, bytes: bytes) } catch { throw PolicyError(error.description) }
  }

  private func unknown(policy name: String, at holder: SourceSpan?) -> PolicyError {
    let known = builtIn.keys.sorted()
    let near = NearestName.of(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
    return PolicyError(
      "'\(name)' is not a built-in policy.\(near) Choose \(known.joined(separator: ", ")); "
        + "a policy file ends in .yaml or has a / in its path",
      at: holder)
  }

  /// The one document of a policy file, and how it breaks the schema.
  private func document(_ source: Source) throws(PolicyError) -> (Node, [PolicyProblem]) {
    let documents: [Node]
    do {
      documents = try YAMLReader.documents(of: source, as: .policy, limits: Limits())
    } catch { throw PolicyError(error.description) }
    guard let node = documents.first else {
      throw PolicyError("\(source.file) is empty; a policy starts with 'version: 1'")
    }
    if documents.count > 1 {
      throw PolicyError("a policy is one YAML document; remove this second one", at: documents[1].span)
    }
    var check = PolicyShapeCheck()
    check.check(node, PolicySchema.shape, path: "")
    return (node, check.problems)
  }
}

/// Holds the ids of rules that a policy names against those that there are.
struct RuleNames {
  private let known: [String]
  /// Whether all was read that the policy extends; else a rule that a policy makes may be made there.
  private let isWhole: Bool

  init(_ known: [String], isWhole: Bool = true) {
    self.known = known
    self.isWhole = isWhole
  }

  func problems(in root: Node) -> [PolicyProblem] {
    let own = (root["secrets"]?["patterns"]?.items ?? []).compactMap { $0["id"]?.text }.map { "secret-" + $0 }
    let asserted = (root["assertions"]?.items ?? []).compactMap { $0["name"]?.text }.map {
      Assertion.rulePrefix + $0
    }
    let all = known + own + asserted
    var names = (root["rules"]?.mapping?.pairs ?? []).map { ($0.key, $0.keySpan) }
    for exception in (root["exceptions"]?.items ?? []) + (root["secrets"]?["allow"]?.items ?? []) {
      guard let rule = exception["rule"] else { continue }
      names += (rule.items ?? [rule]).compactMap { item in item.text.map { ($0, item.span) } }
    }
    names += (root["secrets"]?["off"]?.items ?? []).compactMap { item in
      item.text.map { ($0.hasPrefix("secret-") ? $0 : "secret-" + $0, item.span) }
    }
    return names.compactMap { name, span in
      let glob = Glob(name)
      guard !all.contains(where: { glob.matches($0) }), isWhole || !Self.isMade(name) else { return nil }
      let near =
        NearestName.of(name, among: all).map { "; did you mean \"\($0)\"?" } ?? "; `imgcheck rules` lists all"
      return PolicyProblem("rule \"\(name)\" does not exist\(near)", at: span)
    }
  }

  /// Whether a name is of the kind that policies make: of an assertion or a secret's pattern.
  private static func isMade(_ name: String) -> Bool {
    name.hasPrefix(Assertion.rulePrefix) || name.hasPrefix("secret-")
  }
}
