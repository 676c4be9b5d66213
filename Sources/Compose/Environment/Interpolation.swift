import Findings

/// Fills the variables of a file's values in; keys are never touched.
struct Interpolation {
  let variables: Variables
  let limits: Limits
  private(set) var problems: [Problem] = []
  /// How many bytes the values of this file may still grow to.
  private var room: Int

  init(variables: Variables, limits: Limits) {
    self.room = limits.expandedBytes
    self.variables = variables
    self.limits = limits
  }

  /// The node with its texts filled in.
  mutating func fill(_ node: Node) -> Node { filled(node) ?? node }

  /// The same; nil where nothing below may be a template, as in most, which stay as they are.
  private mutating func filled(_ node: Node) -> Node? {
    var filled = node
    switch node.content {
    case .scalar(let scalar):
      guard scalar.kind == .string, scalar.text.hasByte(.dollar) else { return nil }
      fill(scalar, of: &filled)
    case .sequence(let items):
      guard let items = items.changed(by: { self.filled($0) }) else { return nil }
      filled.content = .sequence(items)
    case .mapping(let mapping):
      guard let mapping = mapping.changed(by: { self.filled($0.value) }) else { return nil }
      filled.content = .mapping(mapping)
    }
    return filled
  }

  private mutating func fill(_ scalar: Scalar, of node: inout Node) {
    let template: Template
    do {
      template = try Template(scalar.text, depth: limits.templateDepth)
    } catch {
      problems.append(Problem(.refused, "invalid template: \(error.reason)", at: node.span))
      return
    }
    let result = template.filled(with: variables, limit: min(limits.valueBytes, room))
    guard !result.isCut else {
      problems.append(
        Problem(.refused, "the value becomes too large when its variables are filled in", at: node.span))
      return
    }
    room -= result.text.utf8.count
    for message in result.missing {
      problems.append(Problem(.unknown, "required variable \(message) is not set", at: node.span))
    }
    let required = Set(result.missing.compactMap { $0.split(separator: ":").first.map(String.init) })
    var said: Set<String> = []
    for variable in result.variables where variable.origin == .unset {
      guard !required.contains(variable.name), said.insert(variable.name).inserted else { continue }
      problems.append(
        Problem(.unknown, "variable \(variable.name) is not set; Compose uses an empty string", at: node.span)
      )
    }
    var copy = scalar
    copy.text = result.text
    node.content = .scalar(copy)
    node.variables += result.variables
  }
}

extension Node {
  /// Whether a part of the text is only known at run time.
  package var isUnknown: Bool { variables.contains { $0.origin == .unset } }

  /// Whether a part of the text came from the environment or from an environment file.
  package var isFromEnvironment: Bool {
    variables.contains {
      switch $0.origin {
      case .shell, .file, .unset: true
      case .template: false
      }
    }
  }
}
