import Compose
import Findings

/// Holds a policy's text against its shape: an unknown key, a wrong kind of value and a missing key are errors, each at
/// its place.
struct PolicyShapeCheck {
  private(set) var problems: [PolicyProblem] = []
  /// What the document is, with its article.
  var document = "a policy"

  init(document: String = "a policy") { self.document = document }

  mutating func check(_ node: Node, _ shape: PolicyShape, path: String) {
    if node.tag == .reset { return }
    guard shape.takes(node) else { return refuse(node, shape, path) }
    switch shape {
    case .value: return
    case .list(let element):
      for (index, item) in (node.items ?? []).enumerated() { check(item, element, path: "\(path)[\(index)]") }
    case .map(let value, let keys): checkMap(node, [], value, keys, path)
    case .open(let fields, let others, let keys): checkMap(node, fields, others, keys, path)
    case .either(let shapes):
      if let fitting = shapes.first(where: { $0.takes(node) }) { check(node, fitting, path: path) }
    case .record(let fields, let required):
      for key in required where node[key] == nil {
        problems.append(PolicyProblem("\(title(path)) needs the key \"\(key)\"", at: node.span))
      }
      for pair in node.mapping?.pairs ?? [] {
        if let field = fields.first(where: { $0.name == pair.key }) {
          check(pair.value, field.shape, path: path + Key.component(pair.key))
        } else if !pair.key.hasPrefix("x-") {
          refuse(key: pair, fields, path)
        }
      }
    }
  }

  private mutating func checkMap(
    _ node: Node, _ fields: [PolicyShape.Field], _ others: PolicyShape, _ keys: PolicyForm, _ path: String
  ) {
    for pair in node.mapping?.pairs ?? [] {
      let key = Scalar(text: pair.key, kind: .string, style: .plain)
      if !keys.isValid(key) {
        let near = NearestName.of(pair.key, among: fields.map(\.name))
        let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
        problems.append(
          PolicyProblem(
            "\"\(pair.key)\" is not allowed under \(title(path)): it must be \(keys.expectation)\(hint)",
            at: pair.keySpan))
      }
      let shape = fields.first { $0.name == pair.key }?.shape ?? others
      check(pair.value, shape, path: path + Key.component(pair.key))
    }
  }

  private mutating func refuse(key pair: Mapping.Pair, _ fields: [PolicyShape.Field], _ path: String) {
    let names = fields.map(\.name)
    let hint =
      NearestName.of(pair.key, among: names).map { "did you mean \"\($0)\"?" }
      ?? "choose \(names.joined(separator: ", "))"
    problems.append(PolicyProblem("\(title(path)) has no key \"\(pair.key)\"; \(hint)", at: pair.keySpan))
  }

  private mutating func refuse(_ node: Node, _ shape: PolicyShape, _ path: String) {
    let seen =
      switch node.content {
      case .scalar(let scalar): scalar.kind == .null ? "; it is empty" : ", not \"\(scalar.text)\""
      case .sequence: ", not a list"
      case .mapping: ", not a mapping"
      }
    // Of one or two letters everything is a slip away.
    let words = shape.words
    let near = node.text.flatMap {
      $0.utf8.count > 2 && words.count > 1 ? NearestName.of($0, among: words) : nil
    }
    let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
    problems.append(
      PolicyProblem("\(title(path)) must be \(shape.expectation)\(seen)\(hint)", at: node.span))
  }

  /// The top level has no name of its own.
  private func title(_ path: String) -> String { path.isEmpty ? document : String(path.drop { $0 == "." }) }
}
