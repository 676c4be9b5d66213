/// Writes the shape of a policy as JSON Schema (draft 2020-12), for editors and other tools.
package struct PolicyJSONSchema {
  /// The schema's text, ending in a line break.
  package static var text: String {
    let root = object(
      [
        #""$schema": "https://json-schema.org/draft/2020-12/schema""#,
        #""$id": "https://github.com/imgcheck/imgcheck/raw/main/policies/policy.schema.json""#,
        #""title": "imgcheck policy""#,
        #""description": "What images and compose projects are judged by.""#,
      ] + members(PolicySchema.shape, indent: 1), indent: 0)
    return root + "\n"
  }

  /// The members of the schema of a shape.
  private static func members(_ shape: PolicyShape, indent: Int) -> [String] {
    switch shape {
    case .value(let form): [form.schema]
    case .list(let element): [#""type": "array""#, "\"items\": \(schema(element, indent: indent))"]
    case .map(let value, let keys):
      [
        #""type": "object""#, "\"propertyNames\": {\(keys.schema)}",
        "\"additionalProperties\": \(schema(value, indent: indent))",
      ]
    case .record(let fields, let required):
      [#""type": "object""#, "\"properties\": \(properties(fields, indent: indent))"]
        + (required.isEmpty
          ? [] : ["\"required\": [\(required.map { "\"\($0)\"" }.joined(separator: ", "))]"])
        + [#""patternProperties": {"^x-": {}}"#, #""additionalProperties": false"#]
    case .open(let fields, let others, let keys):
      [
        #""type": "object""#, "\"propertyNames\": {\(keys.schema)}",
        "\"properties\": \(properties(fields, indent: indent))",
        "\"additionalProperties\": \(schema(others, indent: indent))",
      ]
    case .either(let shapes):
      ["\"anyOf\": [\(shapes.map { schema($0, indent: indent) }.joined(separator: ", "))]"]
    }
  }

  private static func schema(_ shape: PolicyShape, indent: Int) -> String {
    object(members(shape, indent: indent + 1), indent: indent)
  }

  private static func properties(_ fields: [PolicyShape.Field], indent: Int) -> String {
    object(
      fields.map { field in
        var members = ["\"description\": \(quoted(field.meaning))"]
        members += Self.members(field.shape, indent: indent + 2)
        if let initial = field.initial { members.append("\"x-initial\": \(quoted(initial))") }
        return "\(quoted(field.name)): \(object(members, indent: indent + 1))"
      }, indent: indent)
  }

  /// On one line where it is short.
  private static func object(_ members: [String], indent: Int) -> String {
    let line = "{\(members.joined(separator: ", "))}"
    if line.utf8.count + indent * 2 <= 100, !line.contains("\n") { return line }
    let blanks = String(repeating: "  ", count: indent)
    return "{\n" + members.map { "\(blanks)  \($0)" }.joined(separator: ",\n") + "\n\(blanks)}"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      + "\""
  }
}
