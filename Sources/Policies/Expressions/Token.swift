/// A word of an expression.
enum Token: Sendable, Hashable {
  case name(String)
  case int(Int64)
  /// A whole number with a minus before it alone could be one: 9223372036854775808.
  case leastInt
  case double(Double)
  case string(String)
  /// A sign: `&&`, `(`, `.`.
  case sign(String)
  /// `true`, `false`, `null` and `in`.
  case keyword(String)
  case end

  /// As people would write it.
  var shown: String {
    switch self {
    case .name(let text), .sign(let text), .keyword(let text): "'\(text)'"
    case .int(let value): "'\(value)'"
    case .leastInt: "'9223372036854775808'"
    case .double(let value): "'\(value)'"
    case .string: "a string"
    case .end: "the end"
    }
  }
}

struct PlacedToken: Sendable {
  let token: Token
  /// In bytes of the text.
  let offset: Int
}
