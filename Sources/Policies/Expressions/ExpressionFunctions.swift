/// The functions that expressions may call, and what they take: the standard ones of CEL that work on the model's types,
/// and a few of its extension for strings.
struct ExpressionFunction: Sendable {
  let name: String
  /// What stands before the point; nil for a function that stands alone.
  let subject: ValueType?
  let parameters: [ValueType]
  let result: ValueType

  static let all: [ExpressionFunction] =
    [ValueType.string, .list(.dynamic), .map(key: .dynamic, value: .dynamic)].flatMap {
      [
        ExpressionFunction(name: "size", subject: nil, parameters: [$0], result: .int),
        ExpressionFunction(name: "size", subject: $0, parameters: [], result: .int),
      ]
    }
    + ["startsWith", "endsWith", "contains", "matches"].map {
      ExpressionFunction(name: $0, subject: .string, parameters: [.string], result: .bool)
    }
    + ["lowerAscii", "upperAscii", "trim"].map {
      ExpressionFunction(name: $0, subject: .string, parameters: [], result: .string)
    }
    + [
      ExpressionFunction(name: "matches", subject: nil, parameters: [.string, .string], result: .bool),
      ExpressionFunction(name: "split", subject: .string, parameters: [.string], result: .list(.string)),
      ExpressionFunction(name: "join", subject: .list(.string), parameters: [.string], result: .string),
      ExpressionFunction(name: "dyn", subject: nil, parameters: [.dynamic], result: .dynamic),
      ExpressionFunction(name: "type", subject: nil, parameters: [.dynamic], result: .type),
    ]
    + conversions("int", .int, [.int, .double, .string, .timestamp])
    + conversions("double", .double, [.int, .double, .string])
    + conversions("string", .string, [.int, .double, .string, .bool, .timestamp, .duration])
    + conversions("bool", .bool, [.bool, .string])
    + conversions("timestamp", .timestamp, [.timestamp, .string, .int])
    + conversions("duration", .duration, [.duration, .string])
    + [
      "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
    ].map { ExpressionFunction(name: $0, subject: .timestamp, parameters: [], result: .int) }
    + ["getHours", "getMinutes", "getSeconds", "getMilliseconds"].flatMap { name in
      [ValueType.timestamp, .duration].map {
        ExpressionFunction(name: name, subject: $0, parameters: [], result: .int)
      }
    }

  private static func conversions(_ name: String, _ result: ValueType, _ types: [ValueType])
    -> [ExpressionFunction]
  {
    types.map { ExpressionFunction(name: name, subject: nil, parameters: [$0], result: result) }
  }

  /// The functions of a name that stand as it is written.
  static func named(_ name: String, isMethod: Bool) -> [ExpressionFunction] {
    all.filter { $0.name == name && ($0.subject != nil) == isMethod }
  }

  /// Names, each once, also of macros.
  static let names = Set(all.map(\.name) + Syntax.Macro.allCases.map(\.rawValue) + ["has"]).sorted()

  /// Whether it takes values of these types.
  func takes(_ subject: ValueType?, _ arguments: [ValueType]) -> Bool {
    arguments.count == parameters.count && zip(arguments, parameters).allSatisfy { $0.fits($1) }
      && (subject.map { own in self.subject.map { own.fits($0) } ?? false } ?? (self.subject == nil))
  }
}
