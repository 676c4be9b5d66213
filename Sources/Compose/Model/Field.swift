import Findings

/// A value of the effective model with its symbolic place.
package struct Field<Value: Sendable>: Sendable {
  package var value: Value
  /// The symbolic place, such as `services.web.privileged`.
  package var key: Key
  package var node: Node

  package init(_ value: Value, key: Key, node: Node) {
    self.value = value
    self.key = key
    self.node = node
  }

  /// Whether a part of it is only known at run time.
  package var isUnknown: Bool { node.isUnknown }
}

extension Field: Equatable where Value: Equatable {}

/// A mapping of the effective model, asked for values by path. What is not there, or of another kind, is nil:
/// the loader has already said what Compose would refuse.
package struct Section: Sendable {
  package let node: Node
  package let key: Key
  /// The keys of the values right below, in their order, where they were made beforehand; else empty.
  private var keys: [Key] = []

  package init(_ node: Node, key: Key) {
    self.node = node
    self.key = key
  }

  /// The same, with the keys of what is in it made once, for all who will ask.
  var withKeys: Section {
    var section = self
    section.keys = (node.mapping?.pairs ?? []).map(key.below)
    return section
  }

  /// Whether there is a value under a key, of whatever kind.
  package func has(_ name: String) -> Bool { node.mapping?.position(of: name) != nil }

  /// The node under one key: what most ask for, and mostly it is not there.
  package func field(_ name: String) -> Field<Node>? {
    guard let mapping = node.mapping, let position = mapping.position(of: name) else { return nil }
    let value = mapping.pairs[position].value
    return Field(value, key: keys.isEmpty ? key.below(mapping.pairs[position]) : keys[position], node: value)
  }

  /// A node below, along keys.
  package func field(_ name: String, _ path: String...) -> Field<Node>? { field(name, path) }

  /// The key of a value below; where it is not there, the section's own.
  package func key(of name: String, _ path: String...) -> Key { field(name, path)?.key ?? key }

  /// One key and those below it, which mostly are none: a list of none costs nothing.
  private func field(_ name: String, _ path: [String]) -> Field<Node>? {
    guard let last = path.last else { return field(name) }
    guard let mapping = node.mapping, let position = mapping.position(of: name) else { return nil }
    var node = mapping.pairs[position].value
    for part in path.dropLast() {
      guard let next = node[part] else { return nil }
      node = next
    }
    guard let pair = node.mapping?.pair(last) else { return nil }
    var text = keys.isEmpty ? key.text + Key.component(name) : keys[position].text
    for part in path.dropLast() { text += Key.component(part) }
    return Field(pair.value, key: Key(text).below(pair), node: pair.value)
  }

  package func section(_ name: String, _ path: String...) -> Section? {
    field(name, path).flatMap { $0.value.mapping == nil ? nil : Section($0.value, key: $0.key) }
  }

  package func text(_ name: String, _ path: String...) -> Field<String>? {
    convert(field(name, path)) { $0.text }
  }

  package func boolean(_ name: String, _ path: String...) -> Field<Bool>? {
    convert(field(name, path)) { $0.scalar?.boolean }
  }

  package func number(_ name: String, _ path: String...) -> Field<Double>? {
    convert(field(name, path)) { $0.scalar?.number }
  }

  package func integer(_ name: String, _ path: String...) -> Field<Int>? {
    convert(field(name, path)) { $0.scalar?.integer }
  }

  package func size(_ name: String, _ path: String...) -> Field<ByteSize>? {
    convert(field(name, path)) { $0.text.flatMap { ByteSize($0) } }
  }

  /// The texts of a list; a single text counts as a list of one.
  package func texts(_ name: String, _ path: String...) -> [Field<String>] {
    guard let list = field(name, path) else { return [] }
    if let text = list.value.text { return [Field(text, key: list.key, node: list.value)] }
    return items(of: list).compactMap { item in
      item.value.text.map { Field($0, key: item.key, node: item.value) }
    }
  }

  /// The mappings of a list.
  package func sections(_ name: String, _ path: String...) -> [Section] {
    guard let list = field(name, path) else { return [] }
    return items(of: list).compactMap { $0.value.mapping == nil ? nil : Section($0.value, key: $0.key) }
  }

  /// The values of a mapping by key, in the order of the file.
  package func entries(_ name: String, _ path: String...) -> [(name: String, field: Field<Node>)] {
    entries(name, path) { _, _ in true }
  }

  /// Those of them that somebody asks for by name and value: of the others no key is made.
  package func entries(
    _ name: String, _ path: String..., where isWanted: (String, Node) -> Bool
  ) -> [(name: String, field: Field<Node>)] {
    entries(name, path, isWanted)
  }

  private func entries(
    _ name: String, _ path: [String], _ isWanted: (String, Node) -> Bool
  ) -> [(name: String, field: Field<Node>)] {
    guard let parent = field(name, path), let mapping = parent.value.mapping else { return [] }
    return mapping.pairs.compactMap {
      isWanted($0.key, $0.value)
        ? ($0.key, Field($0.value, key: parent.key.below($0), node: $0.value)) : nil
    }
  }

  private func items(of list: Field<Node>) -> [Field<Node>] {
    (list.value.items ?? []).enumerated().map { Field($1, key: list.key.item($0, $1), node: $1) }
  }

  private func convert<Value>(_ field: Field<Node>?, _ read: (Node) -> Value?) -> Field<Value>? {
    guard let field, let value = read(field.value) else { return nil }
    return Field(value, key: field.key, node: field.value)
  }
}
