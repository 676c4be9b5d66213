/// The effective model as YAML, with the origin of every value in a comment.
package struct EffectiveText: Sendable {
  package let text: String

  package init(_ project: Project) {
    var lines: [String] = ["name: \(Self.quoted(project.name))"]
    for pair in project.root.mapping?.pairs ?? [] where pair.key != "name" && pair.key != "version" {
      Self.append(pair, indent: 0, to: &lines)
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func append(_ pair: Mapping.Pair, indent: Int, to lines: inout [String]) {
    append(
      pair.value, head: blanks(indent) + quoted(pair.key) + ":", origin: pair.keySpan, indent: indent,
      to: &lines)
  }

  private static func append(
    _ node: Node, head: String, origin: Span, indent: Int, to lines: inout [String]
  ) {
    switch node.content {
    case .scalar(let scalar):
      let value = scalar.kind == .null ? "" : " " + written(scalar)
      lines.append("\(head)\(value)  # \(description(node, scalar.kind == .null ? origin : node.span))")
    case .sequence(let items):
      if items.isEmpty { return lines.append("\(head) []  # \(origin)") }
      lines.append("\(head)  # \(description(node, origin))")
      for item in items { append(item, indent: indent + 2, to: &lines) }
    case .mapping(let mapping):
      if mapping.isEmpty { return lines.append("\(head) {}  # \(origin)") }
      lines.append("\(head)  # \(description(node, origin))")
      for pair in mapping.pairs { append(pair, indent: indent + 2, to: &lines) }
    }
  }

  private static func append(_ item: Node, indent: Int, to lines: inout [String]) {
    guard let mapping = item.mapping, let first = mapping.pairs.first else {
      return append(item, head: blanks(indent) + "-", origin: item.span, indent: indent, to: &lines)
    }
    let head = "\(blanks(indent))- \(quoted(first.key)):"
    append(first.value, head: head, origin: first.keySpan, indent: indent + 2, to: &lines)
    for pair in mapping.pairs.dropFirst() { append(pair, indent: indent + 2, to: &lines) }
  }

  /// Where a value stands, and what else made it what it is.
  private static func description(_ node: Node, _ span: Span) -> String {
    var parts = ["\(span)"]
    parts += node.usedAt.map { "used at \($0)" }
    if node.scalar != nil { parts += node.replaced.map { "replaces \($0)" } }
    for variable in node.variables {
      switch variable.origin {
      case .shell: parts.append("\(variable.name) given")
      case .file(let line): parts.append("\(variable.name) from \(line)")
      case .template: parts.append("\(variable.name) by default")
      case .unset: parts.append("\(variable.name) not set")
      }
    }
    return parts.joined(separator: ", ").replacing("\n", with: " ")
  }

  private static func written(_ scalar: Scalar) -> String {
    switch scalar.kind {
    case .null, .boolean, .integer, .float: scalar.text
    case .string: quoted(scalar.text)
    }
  }

  /// A text that YAML reads back as it is.
  private static func quoted(_ text: String) -> String {
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

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
