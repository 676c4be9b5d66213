import Foundation
import Reports

/// Holds JSON against a JSON Schema: the keywords of drafts 7 and 2020-12 that say something of shape.
///
/// A keyword that it does not know is a problem too, so that no schema is held half.
package struct SchemaCheck {
  private let root: JSON
  /// Other schemas, by the file name that `$ref` names.
  private let others: [String: JSON]

  package init(_ schema: JSON, others: [String: JSON] = [:]) {
    root = schema
    self.others = others
  }

  package init(file: URL, others: [URL] = []) throws {
    func read(_ url: URL) throws -> JSON {
      try JSONDecoder().decode(JSON.self, from: Data(contentsOf: url))
    }
    self.init(
      try read(file),
      others: Dictionary(uniqueKeysWithValues: try others.map { ($0.lastPathComponent, try read($0)) }))
  }

  /// What is wrong, each with the place where; empty for what is valid.
  package func problems(_ value: JSON) -> [String] { check(value, root, "$", root) }

  private static let annotations: Set<String> = [
    "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default", "examples",
    "format",
    "deprecated", "readOnly", "contentEncoding", "meta:enum", "then", "else",
  ]

  private func check(_ value: JSON, _ schema: JSON, _ at: String, _ document: JSON) -> [String] {
    guard case .object(let keywords) = schema else {
      return schema == .flag(false) ? ["\(at): nothing may stand here"] : []
    }
    return keywords.flatMap { keyword, rule in
      check(value, keyword, rule, keywords, at, document)
    }
  }

  private func check(
    _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: [String: JSON], _ at: String, _ document: JSON
  ) -> [String] {
    func isValid(_ schema: JSON) -> Bool { check(value, schema, at, document).isEmpty }
    switch keyword {
    case _ where Self.annotations.contains(keyword): return []
    case "$ref":
      guard let name = rule.string, let found = resolve(name, document) else { return ["\(at): no \(rule)"] }
      return check(value, found.schema, at, found.document)
    case "type":
      let types = rule.string.map { [$0] } ?? rule.elements.compactMap(\.string)
      return types.contains { Self.isType(value, $0) } ? [] : ["\(at): is no \(types)"]
    case "enum": return rule.elements.contains(value) ? [] : ["\(at): \(value) is none of \(rule.elements)"]
    case "const": return rule == value ? [] : ["\(at): \(value) is not \(rule)"]
    case "allOf": return rule.elements.flatMap { check(value, $0, at, document) }
    case "anyOf": return rule.elements.contains(where: isValid) ? [] : ["\(at): fits no alternative"]
    case "oneOf":
      let count = rule.elements.count(where: isValid)
      return count == 1 ? [] : ["\(at): fits \(count) alternatives and not one"]
    case "not": return isValid(rule) ? ["\(at): fits what it must not"] : []
    case "if":
      let branch = schema[isValid(rule) ? "then" : "else"]
      return branch.map { check(value, $0, at, document) } ?? []
    case "pattern", "minLength", "maxLength": return string(value, keyword, rule, at)
    case "minimum", "maximum", "exclusiveMinimum": return number(value, keyword, rule, at)
    case "items", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains":
      guard case .list(let elements) = value else { return [] }
      return list(elements, keyword, rule, schema, at, document)
    case "required", "properties", "patternProperties", "additionalProperties", "dependentRequired",
      "dependencies",
      "minProperties":
      guard case .object(let members) = value else { return [] }
      return object(members, keyword, rule, schema, at, document)
    default: return ["\(at): the schema's keyword \(keyword) is not known"]
    }
  }

  private func resolve(_ reference: String, _ document: JSON) -> (schema: JSON, document: JSON)? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts[0].split(separator: "/").last.map(String.init) ?? ""
    guard let document = file.isEmpty ? document : others[file] else { return nil }
    var schema = document
    for step in (parts.count > 1 ? parts[1] : "").split(separator: "/") {
      guard let next = schema[String(step)] else { return nil }
      schema = next
    }
    return (schema, document)
  }

  private static func isType(_ value: JSON, _ type: String) -> Bool {
    switch value {
    case .text: type == "string"
    case .number: type == "integer" || type == "number"
    case .decimal: type == "number"
    case .flag: type == "boolean"
    case .null: type == "null"
    case .list: type == "array"
    case .object: type == "object"
    }
  }

  private func string(_ value: JSON, _ keyword: String, _ rule: JSON, _ at: String) -> [String] {
    guard let text = value.string else { return [] }
    if keyword == "pattern" {
      do {
        let pattern = try NSRegularExpression(pattern: rule.string ?? "")
        let range = NSRange(location: 0, length: text.utf16.count)
        return pattern.firstMatch(in: text, range: range) == nil
          ? ["\(at): '\(text)' is not like \(rule)"] : []
      } catch {
        return ["\(at): the schema's pattern \(rule) is none"]
      }
    }
    guard case .number(let limit) = rule else { return ["\(at): \(keyword) is no number"] }
    let length = text.unicodeScalars.count
    return (keyword == "minLength" ? length >= limit : length <= limit) ? [] : ["\(at): \(keyword) \(limit)"]
  }

  private func number(_ value: JSON, _ keyword: String, _ rule: JSON, _ at: String) -> [String] {
    guard let number = Self.double(value), let limit = Self.double(rule) else { return [] }
    let isRight =
      keyword == "minimum" ? number >= limit : keyword == "maximum" ? number <= limit : number > limit
    return isRight ? [] : ["\(at): \(number) against \(keyword) \(limit)"]
  }

  private static func double(_ value: JSON) -> Double? {
    switch value {
    case .number(let number): Double(number)
    case .decimal(let number): number
    case .text, .flag, .null, .list, .object: nil
    }
  }

  private func list(
    _ elements: [JSON], _ keyword: String, _ rule: JSON, _ schema: [String: JSON], _ at: String,
    _ document: JSON
  ) -> [String] {
    switch keyword {
    case "items":
      if case .list(let first) = rule {
        return zip(elements, first).enumerated().flatMap {
          check($1.0, $1.1, "\(at)[\($0)]", document)
        }
      }
      return elements.enumerated().flatMap { check($1, rule, "\(at)[\($0)]", document) }
    case "additionalItems":
      let first = schema["items"]?.elements.count ?? 0
      return elements.dropFirst(first).flatMap { check($0, rule, "\(at)[more]", document) }
    case "contains":
      return elements.contains { check($0, rule, at, document).isEmpty } ? [] : ["\(at): lacks an element"]
    case "uniqueItems":
      return rule == .flag(true) && Set(elements).count < elements.count ? ["\(at): equal elements"] : []
    default:
      guard case .number(let limit) = rule else { return ["\(at): \(keyword) is no number"] }
      let isRight = keyword == "minItems" ? elements.count >= limit : elements.count <= limit
      return isRight ? [] : ["\(at): \(elements.count) elements against \(keyword) \(limit)"]
    }
  }

  private func object(
    _ members: [String: JSON], _ keyword: String, _ rule: JSON, _ schema: [String: JSON], _ at: String,
    _ document: JSON
  ) -> [String] {
    switch keyword {
    case "required":
      return rule.elements.compactMap(\.string).filter { members[$0] == nil }.map { "\(at): lacks \($0)" }
    case "properties":
      return members.flatMap { name, value in
        rule[name].map { check(value, $0, "\(at).\(name)", document) } ?? []
      }
    case "patternProperties", "dependentRequired", "dependencies", "minProperties":
      return members.isEmpty ? [] : ["\(at): the schema's keyword \(keyword) is not known"]
    default:
      return members.flatMap { name, value in
        schema["properties"]?[name] == nil ? check(value, rule, "\(at).\(name)", document) : []
      }
    }
  }
}
