/// The functions of expressions (CEL's language definition, "Standard Definitions"): what a call with values gives.
extension Evaluation {
  mutating func made(_ text: String) throws(EvaluationError) -> String {
    try spend(text.utf8.count / 8)
    guard text.utf8.count <= Self.longestString else {
      throw EvaluationError("the expression makes a string that is too long", isFinal: true)
    }
    return text
  }

  mutating func call(_ name: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    switch (name, arguments.first, arguments.dropFirst().first) {
    case ("dyn", let value?, nil): return value
    case ("type", let value?, nil): return try Self.known(value).type
    case ("size", .string(let text), nil):
      try spend(text.utf8.count / 8)
      return .int(Int64(text.unicodeScalars.count))
    case ("size", .list(let items), nil): return .int(Int64(items.count))
    case ("size", .map(let map), nil): return .int(Int64(map.count))
    case ("timestamp", .string(let text), nil), ("duration", .string(let text), nil):
      return try Self.time(name, text)
    case ("split", .string(let text), .string(let separator)): return try split(text, by: separator)
    case ("join", .list(let items), .string(let separator)): return try join(items, by: separator)
    case (_, .string(let text), .string(let other)): return .bool(try compare(name, text, other))
    case (_, .string(let text), nil):
      try spend(text.utf8.count / 8)
      return try convert(name, text)
    case (_, let value?, nil): return try convert(name, value)
    default: throw Self.unfit(name, arguments)
    }
  }

  private static func unfit(_ name: String, _ arguments: [Value]) -> EvaluationError {
    EvaluationError("\(name)() does not take \(arguments.map(\.typeName).joined(separator: " and "))")
  }

  private mutating func compare(_ name: String, _ text: String, _ other: String) throws(EvaluationError)
    -> Bool
  {
    try spend((text.utf8.count + other.utf8.count) / 8)
    switch name {
    case "startsWith": return text.utf8.starts(with: other.utf8)
    case "endsWith": return text.utf8.reversed().starts(with: other.utf8.reversed())
    case "contains": return other.isEmpty || Array(text.utf8).firstRange(of: Array(other.utf8)) != nil
    case "matches":
      guard let pattern = patterns[other] ?? TextExpression.checked(other, byLine: false) else {
        throw EvaluationError("'\(other)' is not a valid regular expression")
      }
      switch pattern.find(in: Array(text.utf8)) {
      case .found: return true
      case .absent: return false
      case .unknown: throw EvaluationError("the search for '\(other)' took too long; simplify the expression")
      }
    default: throw Self.unfit(name, [.string(text), .string(other)])
    }
  }

  private mutating func split(_ text: String, by separator: String) throws(EvaluationError) -> Value {
    try spend(text.utf8.count)
    if separator.isEmpty { return .texts(text.unicodeScalars.map { String(Character($0)) }) }
    return .texts(text.split(separator: separator, omittingEmptySubsequences: false).map(String.init))
  }

  private mutating func join(_ items: [Value], by separator: String) throws(EvaluationError) -> Value {
    var whole = ""
    for (index, item) in items.enumerated() {
      guard case .string(let text) = try Self.known(item) else {
        throw EvaluationError("join() takes strings, not \(item.typeName)")
      }
      whole = try made(index == 0 ? text : whole + separator + text)
    }
    return .string(whole)
  }

  private func convert(_ name: String, _ text: String) throws(EvaluationError) -> Value {
    switch name {
    case "lowerAscii": return .string(Self.mapped(text, from: UInt8(ascii: "A")...UInt8(ascii: "Z")))
    case "upperAscii": return .string(Self.mapped(text, from: UInt8(ascii: "a")...UInt8(ascii: "z")))
    case "trim":
      let start = text.drop { $0.isWhitespace }
      return .string(String(start.reversed().drop { $0.isWhitespace }.reversed()))
    case "string": return .string(text)
    case "int":
      guard let number = Int64(text) else { break }
      return .int(number)
    case "double":
      guard let number = Double(text) else { break }
      return .double(number)
    case "bool":
      switch text {
      case "true", "True", "TRUE", "t", "1": return .bool(true)
      case "false", "False", "FALSE", "f", "0": return .bool(false)
      default: break
      }
    default: throw Self.unfit(name, [.string(text)])
    }
    throw EvaluationError("a string is not \(name)")
  }

  private static func mapped(_ text: String, from letters: ClosedRange<UInt8>) -> String {
    String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }

  private func convert(_ name: String, _ value: Value) throws(EvaluationError) -> Value {
    switch (name, value) {
    case ("int", .int), ("double", .double), ("bool", .bool): return value
    case ("int", .double(let number)):
      // What is cut off does not count, and what does not fit is an error.
      guard number.isFinite, abs(number) < 9.2e18 else { throw Self.overflow }
      return .int(Int64(number))
    case ("double", .int(let number)): return .double(Double(number))
    case ("string", .int(let number)): return .string("\(number)")
    case ("string", .double(let number)):
      return .string(number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)")
    case ("string", .bool(let truth)): return .string("\(truth)")
    case ("timestamp", .timestamp), ("duration", .duration): return value
    case ("timestamp", .int(let seconds)): return try Self.point(TimeValue(seconds: seconds))
    case ("int", .timestamp(let point)): return .int(point.seconds)
    case ("string", .timestamp(let point)): return .string(TimeText.text(point: point))
    case ("string", .duration(let span)): return .string(TimeText.text(span: span))
    default:
      guard let part = Self.part(name, of: value) else { throw Self.unfit(name, [value]) }
      return .int(part)
    }
  }
}
