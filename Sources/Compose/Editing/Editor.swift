import Findings

/// Turns changes of the model into edits of the text that keep comments, order and style.
///
/// Where a value came through an alias, a merge key or another file's service, an edit would change more than
/// was asked for: there is none then.
package struct Editor {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  /// The edits of a change; nil when it cannot be made at this place alone.
  package func edits(for change: Repair.Change) -> [TextEdit]? {
    switch change {
    case .add(let key, let path, let value): add(to: key.text, path, value)
    case .append(let key, let item): append(to: key.text, item)
    case .replace(let key, let value): replace(key.text, value)
    case .bind(let key, let address): bind(key.text, address)
    case .all(let changes): all(changes)
    }
  }

  private func all(_ changes: [Repair.Change]) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for change in changes {
      guard let more = self.edits(for: change) else { return nil }
      edits += more
    }
    return edits
  }

  /// A node that stands in the text once, for this place alone.
  private func own(_ key: String) -> (node: Node, source: Source)? {
    guard let node = project.node(at: key), node.usedAt.isEmpty, let source = project.sources[node.span.file],
      node.span.start.offset <= node.span.end.offset, node.span.end.offset <= source.bytes.count
    else { return nil }
    return (node, source)
  }

  private func add(to key: String, _ path: [String], _ value: Repair.Value) -> [TextEdit]? {
    if let edit = fill(key, path, value) { return [edit] }
    guard let name = path.first, let (node, source) = own(key), let mapping = node.mapping else { return nil }
    if path.count > 1, mapping[name] != nil {
      return add(to: key + Key.component(name), Array(path.dropFirst()), value)
    }
    guard mapping[name] == nil else { return nil }
    let whole = path.dropFirst().reversed().reduce(value) { .mapping([.init($1, $0)]) }
    let style = Style(source, node.span)
    if style.isFlow {
      let last = mapping.pairs.last
      return [style.insertion("\(name): \(Style.flow(whole))", behind: last?.value, isFirst: last == nil)]
    }
    guard let first = mapping.pairs.first(where: { $0.keySpan.isInside(node.span) }) else { return nil }
    let lines = Style.block(name, whole, indent: first.keySpan.start.column - 1)
    return [style.insertion(afterLine: lines)]
  }

  /// Gives a key that stands alone on its line a mapping below it.
  private func fill(_ key: String, _ path: [String], _ value: Repair.Value) -> TextEdit? {
    guard let name = path.first, let step = project.walk(key), step.rest.isEmpty, let pair = step.pair,
      pair.value.isNull || pair.value.mapping?.isEmpty == true, pair.value.usedAt.isEmpty,
      let source = project.sources[pair.keySpan.file], source.isAlone(pair.keySpan)
    else { return nil }
    let whole = path.dropFirst().reversed().reduce(value) { .mapping([.init($1, $0)]) }
    let lines = Style.block(name, whole, indent: pair.keySpan.start.column + 1)
    return Style(source, pair.keySpan).insertion(afterLine: lines)
  }

  private func append(to key: String, _ item: String) -> [TextEdit]? {
    guard let (node, source) = own(key), let items = node.items ?? node.listedNames else { return nil }
    let style = Style(source, node.span)
    if style.isFlow {
      return [style.insertion(Style.scalar(item), behind: items.last, isFirst: items.isEmpty)]
    }
    guard let last = items.last, last.usedAt.isEmpty, last.span.isInside(node.span) else { return nil }
    let indent = node.span.start.column - 1
    return [style.insertion(afterLine: ["\(Style.blanks(indent))- \(Style.scalar(item))"])]
  }

  private func replace(_ key: String, _ value: Repair.Value) -> [TextEdit]? {
    guard let (node, source) = own(key), node.variables.isEmpty else { return nil }
    if Key.isNetworks(key), let edit = rename(node, value) { return [edit] }
    switch value {
    case .text(let text):
      guard let scalar = node.scalar, scalar.style != .block else { return nil }
      return [TextEdit(span: node.span, replacement: Style.scalar(text))]
    case .list, .mapping:
      let style = Style(source, node.span)
      guard !style.isFlow, node.scalar == nil else {
        return [TextEdit(span: node.span, replacement: Style.flow(value))]
      }
      let isCommented = source.bytes[node.span.start.offset..<node.span.end.offset].contains(.hash)
      guard !isCommented, let holder = project.walk(key)?.pair else { return nil }
      let column = node.span.start.column - 1
      let indent = max(column, holder.keySpan.start.column + 1)
      let lines = Style.block(value, indent: indent)
      guard let first = lines.first else { return nil }
      let text = ([String(first.dropFirst(column))] + lines.dropFirst()).joined(
        separator: style.newline(at: node.span.start.offset))
      return [TextEdit(span: node.span, replacement: text)]
    }
  }

  /// Writes a name in the place of another one, where a list or mapping of names differs in that alone.
  private func rename(_ node: Node, _ value: Repair.Value) -> TextEdit? {
    guard let mapping = node.mapping else { return nil }
    let (old, new) = (mapping.pairs.map(\.key), value.names)
    let (left, joined) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
    guard left.count == 1, joined.count == 1, let pair = mapping.pair(left[0]),
      pair.keySpan.isInside(node.span), pair.value.usedAt.isEmpty
    else { return nil }
    return TextEdit(span: pair.keySpan, replacement: Style.scalar(joined[0]))
  }

  /// Puts an address before a port's short form, or into its long form.
  private func bind(_ key: String, _ address: String) -> [TextEdit]? {
    guard let (node, source) = own(key) else { return nil }
    let written = source.bytes[node.span.start.offset..<node.span.end.offset]
    if let mapping = node.mapping, mapping.pairs.contains(where: { $0.keySpan != node.span }) {
      guard let host = mapping["host_ip"] else { return add(to: key, ["host_ip"], .text(address)) }
      guard host.variables.isEmpty else { return nil }
      return [TextEdit(span: host.span, replacement: Style.scalar(address))]
    }
    let text = String(decoding: written, as: UTF8.self)
    let quote = text.first.flatMap { "\"'".contains($0) ? String($0) : nil } ?? ""
    var body = text.dropFirst(quote.count).dropLast(quote.count)
    if let old = node["host_ip"]?.text {
      let forms = ["\(old):", "[\(old)]:"]
      guard let prefix = forms.first(where: { body.hasPrefix($0) }) else { return nil }
      body = body.dropFirst(prefix.count)
    }
    let separator = node["published"] == nil && !body.hasPrefix(":") ? ":" : ""
    let mark = quote.isEmpty ? "\"" : quote
    return [TextEdit(span: node.span, replacement: "\(mark)\(address):\(separator)\(body)\(mark)")]
  }
}

extension Repair.Value {
  /// The names that a list or mapping of names has.
  fileprivate var names: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items.flatMap(\.names)
    case .mapping(let pairs): pairs.map(\.key)
    }
  }
}

extension Node {
  /// Whether it is a mapping that the file writes as a list of names.
  package var isListOfNames: Bool { listedNames != nil }

  /// The names of such a list, as they are written.
  fileprivate var listedNames: [Node]? {
    guard let mapping, !mapping.isEmpty, mapping.pairs.allSatisfy({ $0.keySpan == $0.value.span }) else {
      return nil
    }
    return mapping.pairs.map { Node.text($0.key, like: $0.value) }
  }
}

extension SourceSpan {
  /// Whether the span lies in another one.
  func isInside(_ other: SourceSpan) -> Bool {
    isInFile(of: other) && start.offset >= other.start.offset && end.offset <= other.end.offset
  }
}

extension Project {
  /// The node at a symbolic place; nil when there is none.
  package func node(at key: String) -> Node? {
    guard let step = walk(key), step.rest.isEmpty else { return nil }
    return step.node
  }
}

extension Source {
  /// Whether a key stands on a line of its own, with nothing but a comment after its colon.
  fileprivate func isAlone(_ key: SourceSpan) -> Bool {
    let before = bytes[..<key.start.offset].reversed().prefix { $0 != .newline }
    let after = bytes[key.end.offset...].prefix { $0 != .newline && $0 != .carriageReturn }
    let rest = after.drop { $0 == .space || $0 == UInt8(ascii: ":") }
    return before.allSatisfy { $0 == .space } && (rest.isEmpty || rest.first == UInt8(ascii: "#"))
  }
}
