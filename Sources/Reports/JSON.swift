/// A JSON value written as a literal, for formats whose shape is somebody else's.
enum JSON: Encodable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: JSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .number(let value): try value.encode(to: encoder)
    case .flag(let value): try value.encode(to: encoder)
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
}
