/// A JSON value written as a literal, for formats whose shape is somebody else's.
package enum JSON: Sendable, Codable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByStringInterpolation
{
  case text(String)
  case number(Int)
  case decimal(Double)
  case flag(Bool)
  case null
  case list([JSON])
  case object([String: JSON])

  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .flag(value) }
  package init(arrayLiteral elements: JSON...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }

  /// Reads any value; what is most frequent in logs is tried first.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    func value<Value: Decodable>(_ type: Value.Type) -> Value? {
      do { return try container.decode(type) } catch { return nil }
    }
    if let text = value(String.self) {
      self = .text(text)
    } else if let number = value(Int.self) {
      self = .number(number)
    } else if let members = value([String: JSON].self) {
      self = .object(members)
    } else if let elements = value([JSON].self) {
      self = .list(elements)
    } else if let flag = value(Bool.self) {
      self = .flag(flag)
    } else if container.decodeNil() {
      self = .null
    } else {
      self = .decimal(try container.decode(Double.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .number(let value): try value.encode(to: encoder)
    case .decimal(let value): try value.encode(to: encoder)
    case .flag(let value): try value.encode(to: encoder)
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .list(let value): try value.encode(to: encoder)
    case .object(let value): try value.encode(to: encoder)
    }
  }

  /// This object with a member more; a nil value leaves it out.
  func with(_ key: String, _ value: JSON?) -> JSON {
    guard case .object(var members) = self, let value else { return self }
    members[key] = value
    return .object(members)
  }

  /// A member of an object; nil where this is none or has none of that name.
  package subscript(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The elements of a list; empty where this is none.
  package var elements: [JSON] {
    guard case .list(let elements) = self else { return [] }
    return elements
  }

  /// The text; nil where this is none.
  package var string: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }
}
