import Findings

/// What a value of a compose file may look like, after the Compose Specification's JSON schema.
indirect enum Shape: Sendable {
  case any
  case text
  /// A text that is one of these.
  case choice([String])
  /// A number, or a text that can be read as one.
  case number
  /// A whole number, or a text that can be read as one.
  case integer
  /// The same within bounds.
  case bounded(ClosedRange<Int>)
  /// A boolean, or a text in one of the spellings that are cast to one.
  case boolean
  /// A size in bytes as a number or a text with a unit.
  case size
  /// A size that must be written as text.
  case sizeText
  /// A duration such as `1m30s`.
  case duration
  /// Text or number.
  case textOrNumber
  /// Text, number, boolean or nothing.
  case anyScalar
  case nothing
  case list(Shape)
  /// Known keys only, besides `x-...`.
  case object([String: Shape], required: [String] = [])
  /// Keys chosen by the user, each value of one shape.
  case map(Shape, keys: KeyRule = .any)
  case either([Shape])

  /// Which keys a user may choose.
  enum KeyRule: Sendable {
    case any
    /// Letters, digits, dot, underscore and dash.
    case name
    /// Lower case letters.
    case lowercase
  }
}

extension Shape {
  static let texts = Shape.list(.text)
  static let textOrList = Shape.either([.text, .texts])
  static let listOrMap = Shape.either([.texts, .map(.anyScalar)])
  static let command = Shape.either([.nothing, .text, .texts])
  static let options = Shape.map(.textOrNumber)
  static let external = Shape.either([.boolean, .object(["name": .text])])
}

extension Shape {
  /// The kinds of node a shape can take.
  fileprivate func takes(_ node: Node) -> Bool {
    switch (self, node.content) {
    case (.any, _): true
    case (.list, .sequence), (.object, .mapping), (.map, .mapping): true
    case (.either(let shapes), _): shapes.contains { $0.takes(node) }
    case (.nothing, .scalar(let scalar)): scalar.kind == .null
    case (.anyScalar, .scalar): true
    case (.text, .scalar(let scalar)), (.choice, .scalar(let scalar)), (.duration, .scalar(let scalar)),
      (.sizeText, .scalar(let scalar)):
      scalar.kind == .string
    case (.number, .scalar(let scalar)), (.integer, .scalar(let scalar)), (.boolean, .scalar(let scalar)),
      (.bounded, .scalar(let scalar)), (.size, .scalar(let scalar)), (.textOrNumber, .scalar(let scalar)):
      scalar.kind != .null
    default: false
    }
  }

  fileprivate var expectation: String {
    switch self {
    case .any: "anything"
    case .text, .duration, .sizeText: "a string"
    case .choice(let values): "one of \(values.joined(separator: ", "))"
    case .number, .size: "a number"
    case .integer: "a whole number"
    case .bounded(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .textOrNumber: "a string or a number"
    case .anyScalar: "a single value"
    case .nothing: "empty"
    case .list: "a list"
    case .object, .map: "a mapping"
    case .either(let shapes): shapes.map(\.expectation).joined(separator: " or ")
    }
  }
}

/// Holds a tree against its shape and collects what Compose would refuse.
struct ShapeCheck {
  private(set) var problems: [Problem] = []
  /// What is missing here, and may stand in a file that is merged with this one.
  private(set) var gaps: [ShapeGap] = []
  /// The way to the node at hand; it becomes text only where something is to be said.
  private var trail: [Step] = []

  private enum Step {
    case key(String)
    case item(Int)
  }

  private var path: String {
    trail.map { step in
      switch step {
      case .key(let key): Key.component(key)
      case .item(let index): "[\(index)]"
      }
    }.joined()
  }

  private mutating func check(_ node: Node, _ shape: Shape, at step: Step) {
    trail.append(step)
    check(node, shape)
    trail.removeLast()
  }

  mutating func check(_ node: Node, _ shape: Shape) {
    if node.tag == .reset { return }
    guard shape.takes(node) else {
      let hint = node.isNull ? "; it is empty" : ""
      let message = "\(path) must be \(shape.expectation)\(hint)"
      return node.isNull ? miss(nil, message, node) : refuse(message, node)
    }
    switch shape {
    case .any, .text, .textOrNumber, .anyScalar, .nothing: return
    case .either(let shapes):
      if let shape = shapes.first(where: { $0.takes(node) }) { check(node, shape) }
    case .list(let element):
      for (index, item) in (node.items ?? []).enumerated() { check(item, element, at: .item(index)) }
    case .object(let shapes, let required):
      for key in required where node[key] == nil { miss(key, "\(path) needs the key \"\(key)\"", node) }
      checkKeys(of: node, shapes)
    case .map(let value, let keys):
      for pair in node.mapping?.pairs ?? [] {
        if !keys.covers(pair.key) {
          problems.append(
            Problem(.refused, Self.tidy("\(path) cannot hold the name \"\(pair.key)\""), at: pair.keySpan))
        }
        check(pair.value, value, at: .key(pair.key))
      }
    case .choice, .number, .integer, .bounded, .boolean, .size, .sizeText, .duration:
      checkValue(node, shape)
    }
  }

  private mutating func checkKeys(of node: Node, _ shapes: [String: Shape]) {
    for pair in node.mapping?.pairs ?? [] {
      if let shape = shapes[pair.key] {
        check(pair.value, shape, at: .key(pair.key))
      } else if !pair.key.hasPrefix("x-") {
        let near = NearestName.of(pair.key, among: Array(shapes.keys))
        let hint = near.map { "; did you mean \"\($0)\"?" } ?? "; custom keys start with \"x-\""
        problems.append(
          Problem(.refused, Self.tidy("\(path) has no key \"\(pair.key)\"\(hint)"), at: pair.keySpan))
      }
    }
  }

  /// A text whose variables are not set cannot be judged.
  private mutating func checkValue(_ node: Node, _ shape: Shape) {
    guard let scalar = node.scalar, !node.isUnknown else { return }
    let isValid: Bool
    let expected: String
    switch shape {
    case .choice(let values): (isValid, expected) = (values.contains(scalar.text), shape.expectation)
    case .number: (isValid, expected) = (scalar.number != nil, "a number")
    case .integer: (isValid, expected) = (scalar.number.map { $0 == $0.rounded() } ?? false, "a whole number")
    case .bounded(let range):
      (isValid, expected) = (scalar.integer.map(range.contains) ?? false, shape.expectation)
    case .boolean: (isValid, expected) = (scalar.boolean != nil, "true or false")
    case .size, .sizeText:
      (isValid, expected) = (ByteSize(scalar.text) != nil, "a size such as 512m or 1g")
    case .duration:
      (isValid, expected) = (Duration(compose: scalar.text) != nil, "a duration such as 30s or 1m30s")
    case .any, .text, .textOrNumber, .anyScalar, .nothing, .list, .object, .map, .either: return
    }
    if !isValid { refuse("\(path) must be \(expected), not \"\(scalar.text)\"", node) }
  }

  private mutating func refuse(_ message: String, _ node: Node) {
    problems.append(Problem(.refused, Self.tidy(message), at: node.span, related: node.usedAt))
  }

  /// Refuses a node that lacks a value, or a key: now in a list, whose entries are not merged, else if it lacks it in the end.
  private mutating func miss(_ key: String?, _ message: String, _ node: Node) {
    let keys = trail.compactMap { step -> String? in
      if case .key(let key) = step { key } else { nil }
    }
    guard keys.count == trail.count else { return refuse(message, node) }
    let problem = Problem(.refused, Self.tidy(message), at: node.span, related: node.usedAt)
    gaps.append(ShapeGap(path: keys, key: key, problem: problem))
  }

  /// The top level has no name of its own.
  private static func tidy(_ message: String) -> String {
    if message.hasPrefix(".") { return String(message.dropFirst()) }
    return message.hasPrefix(" ") ? "the file" + message : message
  }
}

extension Shape.KeyRule {
  fileprivate func covers(_ key: String) -> Bool {
    switch self {
    case .any: true
    case .name:
      !key.isEmpty
        && key.utf8.allSatisfy { $0.startsName || (0x30...0x39).contains($0) || ".-".utf8.contains($0) }
    case .lowercase: !key.isEmpty && key.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
  }
}
