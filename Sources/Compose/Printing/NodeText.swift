import Findings

/// Nodes as YAML that reads back as the same values.
package struct NodeText {
  /// The lines so far.
  package private(set) var lines: [String] = []
  /// What is reported of a value in a comment; nil says nothing.
  private let comment: (Node, SourceSpan) -> String?

  /// - Parameter comment: takes the node and the place of the value or, where it has none, of its key.
  package init(comment: @escaping (Node, SourceSpan) -> String? = { _, _ in nil }) {
    self.comment = comment
  }

  package var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a line of one's own.
  package mutating func append(line: String) { lines.append(line) }

  /// Adds a key and its value, `indent` blanks in.
  package mutating func append(_ pair: Mapping.Pair, indent: Int) {
    append(
      pair.value, head: Self.blanks(indent) + Self.quoted(pair.key) + ":", origin: pair.keySpan,
      indent: indent)
  }

  private mutating func append(_ node: Node, head: String, origin: SourceSpan, indent: Int) {
    switch node.content {
    case .scalar(let scalar):
      let value = scalar.kind == .null ? "" : " " + Self.written(scalar)
      append(head + value, node, scalar.kind == .null ? origin : node.span)
    case .sequence(let items):
      if items.isEmpty { return append("\(head) []", node, origin, isEmpty: true) }
      append(head, node, origin)
      for item in items { append(item, indent: indent + 2) }
    case .mapping(let mapping):
      if mapping.isEmpty { return append("\(head) {}", node, origin, isEmpty: true) }
      append(head, node, origin)
      for pair in mapping.pairs { append(pair, indent: indent + 2) }
    }
  }

  private mutating func append(_ text: String, _ node: Node, _ span: SourceSpan, isEmpty: Bool = false) {
    let said = isEmpty ? comment(Node(.sequence([]), span: span), span) : comment(node, span)
    lines.append(said.map { "\(text)  # \($0)" } ?? text)
  }

  private mutating func append(_ item: Node, indent: Int) {
    guard let mapping = item.mapping, let first = mapping.pairs.first else {
      return append(item, head: Self.blanks(indent) + "-", origin: item.span, indent: indent)
    }
    let head = "\(Self.blanks(indent))- \(Self.quoted(first.key)):"
    append(first.value, head: head, origin: first.keySpan, indent: indent + 2)
    for pair in mapping.pairs.dropFirst() { append(pair, indent: indent + 2) }
  }

  private static func written(_ scalar: Scalar) -> String {
    switch scalar.kind {
    case .null, .boolean, .integer, .float: scalar.text
    case .string: quoted(scalar.text)
    }
  }

  /// A text that YAML reads back as it is.
  package static func quoted(_ text: String) -> String {
    let isSimple = text.utf8.allSatisfy {
      $0.startsName || (0x30...0x39).contains($0) || "-./".utf8.contains($0)
    }
    let isWord = text.utf8.first.map { $0.startsName || $0 == UInt8(ascii: "/") } ?? false
    if isSimple, isWord, Scalar.Kind(plain: text) == .string,
      Scalar(text: text, kind: .string, style: .plain).boolean == nil
    {
      return text
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format:
        result += "\\U" + hexadecimal(scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  package static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
