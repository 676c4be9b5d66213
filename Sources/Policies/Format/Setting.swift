import Compose

/// A key of a policy's section: what may stand there, what it means, and where the value goes.
///
/// The settings of a section are written once, as a list; checks, values, schema, reference and the printed defaults
/// all come from it.
package struct Setting<Root>: Sendable {
  package let field: PolicyShape.Field
  /// The rules whose parameter it is: they take it under `rules` too.
  package let rules: [String]
  /// Puts a value into the section; the node has been checked against the shape.
  let apply: @Sendable (inout Root, Node) -> Void

  init(
    _ name: String, _ shape: PolicyShape, _ meaning: String, initial: String? = nil, rules: [String] = [],
    apply: @escaping @Sendable (inout Root, Node) -> Void
  ) {
    field = PolicyShape.Field(name, shape, meaning, initial: initial)
    self.rules = rules
    self.apply = apply
  }
}

/// A section that can be read from a policy.
protocol PolicySection: Sendable {
  init()
  /// A value read from a mapping that has been checked.
  init(_ node: Node)
  static var settings: [Setting<Self>] { get }
  /// Keys that must be there.
  static var required: [String] { get }
}

extension PolicySection {
  static var required: [String] { [] }

  /// The shape that the settings make together.
  static var shape: PolicyShape { .record(settings.map(\.field), required: required) }

  /// Takes the values of a mapping that has been checked.
  mutating func take(_ node: Node) {
    for pair in node.mapping?.pairs ?? [] {
      Self.settings.first { $0.field.name == pair.key }?.apply(&self, pair.value)
    }
  }

  init(_ node: Node) {
    self.init()
    take(node)
  }
}

extension Setting {
  typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

  /// A whole number; `Root()` says what holds at first.
  static func count(_ name: String, _ path: Path<Int>, _ meaning: String, rules: [String] = []) -> Setting
  where Root: PolicySection {
    Setting(name, .count, meaning, initial: String(Root()[keyPath: path]), rules: rules) { root, node in
      if let value = node.scalar?.integer { root[keyPath: path] = value }
    }
  }

  static func size(_ name: String, _ path: Path<Int64>, _ meaning: String, rules: [String] = []) -> Setting
  where Root: PolicySection {
    let initial = PolicySize.text(Root()[keyPath: path])
    return Setting(name, .size, meaning, initial: initial, rules: rules) { root, node in
      if let value = node.text.flatMap(PolicySize.bytes) { root[keyPath: path] = value }
    }
  }

  /// A size that nothing sets at first.
  static func size(_ name: String, _ path: Path<Int64?>, _ meaning: String, rules: [String] = []) -> Setting {
    Setting(name, .size, meaning, rules: rules) { root, node in
      root[keyPath: path] = node.text.flatMap(PolicySize.bytes)
    }
  }

  static func number(
    _ name: String, _ path: Path<Double>, _ form: PolicyForm, _ meaning: String, rules: [String] = []
  ) -> Setting where Root: PolicySection {
    Setting(name, .value(form), meaning, initial: "\(Root()[keyPath: path])", rules: rules) { root, node in
      if let value = node.scalar?.number { root[keyPath: path] = value }
    }
  }

  /// A number that nothing sets at first.
  static func number(
    _ name: String, _ path: Path<Double?>, _ form: PolicyForm, _ meaning: String, rules: [String] = []
  ) -> Setting {
    Setting(name, .value(form), meaning, rules: rules) { root, node in
      root[keyPath: path] = node.scalar?.number
    }
  }

  static func boolean(_ name: String, _ path: Path<Bool>, _ meaning: String, rules: [String] = []) -> Setting
  where Root: PolicySection {
    Setting(name, .boolean, meaning, initial: "\(Root()[keyPath: path])", rules: rules) { root, node in
      if let value = node.scalar?.boolean { root[keyPath: path] = value }
    }
  }

  /// A list of texts or globs, as strings.
  static func texts(
    _ name: String, _ path: Path<[String]>, _ meaning: String, shape: PolicyShape = .texts,
    rules: [String] = []
  ) -> Setting where Root: PolicySection {
    let initial = Root()[keyPath: path]
    return Setting(
      name, shape, meaning, initial: initial.isEmpty ? nil : "[\(initial.joined(separator: ", "))]",
      rules: rules
    ) { root, node in root[keyPath: path] = node.texts }
  }

  /// A text of any form that nothing sets at first.
  static func text(
    _ name: String, _ path: Path<String?>, _ meaning: String, shape: PolicyShape = .text,
    rules: [String] = []
  ) -> Setting {
    Setting(name, shape, meaning, rules: rules) { root, node in root[keyPath: path] = node.text }
  }

  /// A text that has a value at first: the empty one where nothing is set.
  static func text(
    _ name: String, _ path: Path<String>, _ meaning: String, shape: PolicyShape = .text,
    rules: [String] = []
  ) -> Setting {
    Setting(name, shape, meaning, rules: rules) { root, node in root[keyPath: path] = node.text ?? "" }
  }

  /// Globs, of which one may stand alone.
  static func globs(_ name: String, _ path: Path<[Glob]>, _ meaning: String, rules: [String] = []) -> Setting
  {
    Setting(name, .oneOrMoreGlobs, meaning, rules: rules) { root, node in
      root[keyPath: path] = node.texts.map(Glob.init)
    }
  }

  /// A section within the section.
  static func section<Value: PolicySection>(
    _ name: String, _ path: Path<Value>, _ meaning: String
  ) -> Setting {
    Setting(name, Value.shape, meaning) { root, node in root[keyPath: path].take(node) }
  }

  /// A section that is not there unless a policy has it.
  static func section<Value: PolicySection>(
    _ name: String, _ path: Path<Value?>, _ meaning: String
  ) -> Setting {
    Setting(name, Value.shape, meaning) { root, node in root[keyPath: path] = Value(node) }
  }

  /// A list of sections.
  static func list<Value: PolicySection>(
    _ name: String, _ path: Path<[Value]>, _ meaning: String, rules: [String] = []
  ) -> Setting {
    Setting(name, .list(Value.shape), meaning, rules: rules) { root, node in
      root[keyPath: path] = (node.items ?? []).map(Value.init)
    }
  }
}

extension Node {
  /// The texts of a list, or of one value that stands for a list.
  var texts: [String] { items?.compactMap(\.text) ?? text.map { [$0] } ?? [] }
}
