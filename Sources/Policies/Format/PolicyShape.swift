import Compose

/// What a value of a policy may look like: the one description that checks files, writes the JSON Schema and the
/// reference, and that editors complete from.
package indirect enum PolicyShape: Sendable {
  /// A single value of a form.
  case value(PolicyForm)
  case list(PolicyShape)
  /// Keys that the author chooses; `name` says what they are.
  case map(PolicyShape, keys: PolicyForm)
  /// Known keys, in the order of the documentation.
  case record([Field], required: [String] = [])
  /// Keys that the author chooses, of which some have a shape of their own.
  case open([Field], others: PolicyShape, keys: PolicyForm)
  /// The first that takes the value's kind.
  case either([PolicyShape])

  /// A key, what stands under it, and what it means.
  package struct Field: Sendable {
    package let name: String
    package let shape: PolicyShape
    /// One or two sentences for the reference.
    package let meaning: String
    /// What holds where no policy says otherwise, as YAML; nil where nothing does.
    package let initial: String?

    package init(_ name: String, _ shape: PolicyShape, _ meaning: String, initial: String? = nil) {
      self.name = name
      self.shape = shape
      self.meaning = meaning
      self.initial = initial
    }
  }

  /// Whether a node is of the kind of thing that the shape describes: scalar, list or mapping.
  func takes(_ node: Node) -> Bool {
    switch (self, node.content) {
    case (.value(let form), .scalar(let scalar)): form.takes(scalar)
    case (.list, .sequence), (.map, .mapping), (.record, .mapping), (.open, .mapping): true
    case (.either(let shapes), _): shapes.contains { $0.takes(node) }
    case (.value, _), (.list, _), (.map, _), (.record, _), (.open, _): false
    }
  }

  /// The words of which a value may be one, where there are few.
  var words: [String] {
    switch self {
    case .value(let form): form.words
    case .list, .map, .record, .open: []
    case .either(let shapes): shapes.flatMap(\.words)
    }
  }

  /// What is expected, in words that go on with "must be".
  var expectation: String {
    switch self {
    case .value(let form): form.expectation
    case .list: "a list"
    case .map, .record, .open: "a mapping"
    case .either(let shapes): shapes.map(\.expectation).joined(separator: " or ")
    }
  }
}

extension PolicyShape {
  static let text = PolicyShape.value(.text)
  static let texts = PolicyShape.list(.value(.text))
  static let glob = PolicyShape.value(.glob)
  static let globs = PolicyShape.list(.value(.glob))
  static let boolean = PolicyShape.value(.boolean)
  static let size = PolicyShape.value(.size)
  static let cpus = PolicyShape.value(.cpus)
  static let count = PolicyShape.value(.count)
  static let date = PolicyShape.value(.date)
  static let expression = PolicyShape.value(.expression)
  /// One glob or several.
  static let oneOrMoreGlobs = PolicyShape.either([.glob, .globs])
}
