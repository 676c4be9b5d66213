/// Works out the value of an expression at a bounded cost, with the rules of the CEL specification for errors: `&&`, `||`,
/// `all` and `exists` take no notice of an error where the rest decides.
struct Evaluation {
  /// What may still be spent: one for each part that is looked at, and for each item and eight bytes that are handled.
  private(set) var budget: Int
  private let patterns: [String: TextExpression]
  private var names: [(name: String, value: Value)]

  /// Bytes that a string which an expression makes may have.
  private static let longestString = 1 << 20

  init(_ variables: [(name: String, value: Value)], patterns: [String: TextExpression], budget: Int) {
    names = variables
    self.patterns = patterns
    self.budget = budget
  }

  mutating func value(of syntax: Syntax) throws(EvaluationError) -> Value {
    try spend(1)
    switch syntax.kind {
    case .literal(let value): return value
    case .name(let name):
      guard let known = names.last(where: { $0.name == name }) else {
        throw EvaluationError("'\(name)' is not known")
      }
      return try Self.known(known.value)
    case .select(let whole, let field): return try select(field, of: try value(of: whole))
    case .has(let whole, let field): return .bool(try has(field, try value(of: whole)))
    case .index(let whole, let key): return try item(of: try value(of: whole), at: try value(of: key))
    case .operation(let sign, let parts):
      let first = try value(of: parts[0])
      return parts.count == 1 ? try unary(sign, first) : try binary(sign, first, try value(of: parts[1]))
    case .call(let name, let subject, let parts):
      var arguments: [Value] = []
      if let subject { arguments.append(try value(of: subject)) }
      for part in parts { arguments.append(try value(of: part)) }
      return try call(name, arguments)
    case .list(let parts):
      var items: [Value] = []
      for part in parts { items.append(try value(of: part)) }
      return .list(items)
    case .map(let pairs): return try map(pairs)
    case .all(let parts): return .bool(try combined(parts, absorbing: false))
    case .any(let parts): return .bool(try combined(parts, absorbing: true))
    case .choice(let condition, let first, let second):
      return try value(of: try truth(of: condition) ? first : second)
    case .each(let macro, let range, let variable, let condition, let body):
      return try each(macro, try items(of: try value(of: range)), variable, condition, body)
    }
  }

  mutating func truth(of syntax: Syntax) throws(EvaluationError) -> Bool {
    let value = try value(of: syntax)
    guard case .bool(let truth) = value else { throw EvaluationError("\(value.typeName) is not bool") }
    return truth
  }

  private mutating func spend(_ cost: Int) throws(EvaluationError) {
    budget -= cost
    if budget < 0 {
      throw EvaluationError("the expression takes too many steps; make it simpler", isFinal: true)
    }
  }

  private static func known(_ value: Value) throws(EvaluationError) -> Value {
    if case .unknown(let reason) = value { throw EvaluationError(reason) }
    return value
  }

  // MARK: Logic

  /// `&&` or `||` of parts: the one value decides whatever else there is, an error only where nothing decides.
  private mutating func combined(_ parts: [Syntax], absorbing: Bool) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    for part in parts {
      do throws(EvaluationError) {
        if try truth(of: part) == absorbing { return absorbing }
      } catch {
        if error.isFinal { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !absorbing
  }

  private func items(of value: Value) throws(EvaluationError) -> [Value] {
    switch value {
    case .list(let items): return items
    case .map(let map): return map.keys.sorted().map(\.value)
    case .null, .bool, .int, .double, .string, .record, .unknown:
      throw EvaluationError("\(value.typeName) is not a list or map")
    }
  }

  private mutating func each(
    _ macro: Syntax.Macro, _ items: [Value], _ variable: String, _ condition: Syntax?, _ body: Syntax
  ) throws(EvaluationError) -> Value {
    var failure: EvaluationError?
    var found = 0
    var made: [Value] = []
    for item in items {
      try spend(1)
      names.append((variable, item))
      defer { names.removeLast() }
      switch macro {
      case .all, .exists:
        do throws(EvaluationError) {
          if try truth(of: body) == (macro == .exists) { return .bool(macro == .exists) }
        } catch {
          if error.isFinal { throw error }
          failure = failure ?? error
        }
      case .existsOne: if try truth(of: body) { found += 1 }
      case .filter: if try truth(of: body) { made.append(item) }
      case .map:
        if let condition, try !truth(of: condition) { continue }
        made.append(try value(of: body))
      }
    }
    if let failure { throw failure }
    return switch macro {
    case .all: .bool(true)
    case .exists: .bool(false)
    case .existsOne: .bool(found == 1)
    case .map, .filter: .list(made)
    }
  }

  // MARK: Parts of values

  private func select(_ field: String, of value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .record(let record):
      guard let type = record.type[field] else {
        throw EvaluationError("\(record.type.name) has no field '\(field)'")
      }
      return try Self.known(record.fields[field] ?? type.initial)
    case .map(let map):
      guard let found = map[.string(field)] else { throw EvaluationError("there is no key '\(field)'") }
      return try Self.known(found)
    case .null, .bool, .int, .double, .string, .list, .unknown:
      throw EvaluationError("\(value.typeName) has no field '\(field)'")
    }
  }

  /// Of what is only known at run time it is not known whether it will be set either.
  private func has(_ field: String, _ value: Value) throws(EvaluationError) -> Bool {
    switch value {
    case .record(let record): return try record.fields[field].map(Self.known) != nil
    case .map(let map): return try map[.string(field)].map(Self.known) != nil
    case .null, .bool, .int, .double, .string, .list, .unknown:
      throw EvaluationError("\(value.typeName) has no field '\(field)'")
    }
  }

  private func item(of whole: Value, at key: Value) throws(EvaluationError) -> Value {
    switch whole {
    case .list(let items):
      guard case .int(let index)? = key.key else { throw EvaluationError("\(key.typeName) is not an index") }
      guard index >= 0, index < items.count else {
        throw EvaluationError("the list has no item \(index)")
      }
      return try Self.known(items[Int(index)])
    case .map(let map):
      guard let known = key.key else { throw EvaluationError("\(key.typeName) is not a key") }
      guard let found = map[known] else {
        throw EvaluationError("there is no key \(Self.shown(known))")
      }
      return try Self.known(found)
    case .null, .bool, .int, .double, .string, .record, .unknown:
      throw EvaluationError("\(whole.typeName) has no items")
    }
  }

  private static func shown(_ key: MapKey) -> String {
    switch key {
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .string(let value): "'\(value)'"
    }
  }

  private mutating func map(_ pairs: [(key: Syntax, value: Syntax)]) throws(EvaluationError) -> Value {
    var map: [MapKey: Value] = [:]
    for pair in pairs {
      let key = try value(of: pair.key)
      guard let known = key.key else { throw EvaluationError("\(key.typeName) is not a key") }
      guard map.updateValue(try value(of: pair.value), forKey: known) == nil else {
        throw EvaluationError("the key \(Self.shown(known)) is repeated")
      }
    }
    return .map(map)
  }

  // MARK: Operators

  private func unary(_ sign: String, _ value: Value) throws(EvaluationError) -> Value {
    switch (sign, value) {
    case ("!", .bool(let truth)): return .bool(!truth)
    case ("-", .int(let number)):
      guard number != .min else { throw Self.overflow }
      return .int(-number)
    case ("-", .double(let number)): return .double(-number)
    default: throw EvaluationError("'\(sign)' does not take \(value.typeName)")
    }
  }

  private static let overflow = EvaluationError("a number does not fit in 64 bits")

  private mutating func binary(_ sign: String, _ left: Value, _ right: Value) throws(EvaluationError) -> Value
  {
    switch sign {
    case "==": return .bool(try isEqual(left, right))
    case "!=": return .bool(try !isEqual(left, right))
    case "<", "<=", ">", ">=": return .bool(try isOrdered(sign, left, right))
    case "in":
      if case .map(let map) = right { return .bool(left.key.map { map[$0] != nil } ?? false) }
      return .bool(try isItem(left, of: try items(of: right)))
    default: return try arithmetic(sign, left, right)
    }
  }

  /// An item that is not known leaves open what no other item decides.
  private mutating func isItem(_ value: Value, of items: [Value]) throws(EvaluationError) -> Bool {
    var reason: String?
    for item in items {
      if case .unknown(let text) = item {
        reason = reason ?? text
      } else if try isEqual(value, item) {
        return true
      }
    }
    if let reason { throw EvaluationError(reason) }
    return false
  }

  private mutating func arithmetic(_ sign: String, _ left: Value, _ right: Value) throws(EvaluationError)
    -> Value
  {
    switch (left, right) {
    case (.int(let first), .int(let second)): return .int(try Self.whole(sign, first, second))
    case (.double(let first), .double(let second)):
      switch sign {
      case "+": return .double(first + second)
      case "-": return .double(first - second)
      case "*": return .double(first * second)
      case "/": return .double(first / second)
      default: break
      }
    case (.string(let first), .string(let second)) where sign == "+":
      return .string(try made(first + second))
    case (.list(let first), .list(let second)) where sign == "+":
      try spend(first.count + second.count)
      return .list(first + second)
    default: break
    }
    throw EvaluationError("'\(sign)' does not take \(left.typeName) and \(right.typeName)")
  }

  private static func whole(_ sign: String, _ left: Int64, _ right: Int64) throws(EvaluationError) -> Int64 {
    if sign == "/" || sign == "%", right == 0 { throw EvaluationError("a number is divided by zero") }
    let (result, overflows) =
      switch sign {
      case "+": left.addingReportingOverflow(right)
      case "-": left.subtractingReportingOverflow(right)
      case "*": left.multipliedReportingOverflow(by: right)
      case "/": left.dividedReportingOverflow(by: right)
      default: left.remainderReportingOverflow(dividingBy: right)
      }
    guard !overflows else { throw overflow }
    return result
  }

  private mutating func isOrdered(_ sign: String, _ left: Value, _ right: Value) throws(EvaluationError)
    -> Bool
  {
    func holds<Item: Comparable>(_ first: Item, _ second: Item) -> Bool {
      switch sign {
      case "<": first < second
      case "<=": first <= second
      case ">": first > second
      default: first >= second
      }
    }
    switch (left, right) {
    case (.int(let first), .int(let second)): return holds(first, second)
    case (.double(let first), .double(let second)): return holds(first, second)
    case (.int(let first), .double(let second)): return holds(Double(first), second)
    case (.double(let first), .int(let second)): return holds(first, Double(second))
    case (.string(let first), .string(let second)):
      try spend(min(first.utf8.count, second.utf8.count) / 8)
      // By code points, as CEL has it, whatever the language.
      let isLess = first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
      let isMore = second.unicodeScalars.lexicographicallyPrecedes(first.unicodeScalars)
      return holds(isLess ? -1 : isMore ? 1 : 0, 0)
    case (.bool(let first), .bool(let second)): return holds(first ? 1 : 0, second ? 1 : 0)
    default: throw EvaluationError("'\(sign)' does not take \(left.typeName) and \(right.typeName)")
    }
  }

  private mutating func isEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    try spend(1)
    switch (left, right) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): throw EvaluationError(reason)
    case (.null, .null): return true
    case (.bool(let first), .bool(let second)): return first == second
    case (.int(let first), .int(let second)): return first == second
    case (.double(let first), .double(let second)): return first == second
    case (.int(let first), .double(let second)), (.double(let second), .int(let first)):
      return Double(first) == second
    case (.string(let first), .string(let second)):
      try spend(min(first.utf8.count, second.utf8.count) / 8)
      return first.utf8.elementsEqual(second.utf8)
    case (.list(let first), .list(let second)):
      guard first.count == second.count else { return false }
      for (own, other) in zip(first, second) where try !isEqual(own, other) { return false }
      return true
    case (.map(let first), .map(let second)):
      guard first.count == second.count else { return false }
      for key in first.keys.sorted() {
        guard let own = first[key], let other = second[key], try isEqual(own, other) else { return false }
      }
      return true
    case (.record(let first), .record(let second)):
      guard first.type == second.type else { return false }
      for field in first.type.fields {
        let own = first.fields[field.name] ?? field.type.initial
        let other = second.fields[field.name] ?? field.type.initial
        guard try isEqual(own, other) else { return false }
      }
      return true
    default: return false
    }
  }

  // MARK: Functions

  private mutating func made(_ text: String) throws(EvaluationError) -> String {
    try spend(text.utf8.count / 8)
    guard text.utf8.count <= Self.longestString else {
      throw EvaluationError("the expression makes a string that is too long", isFinal: true)
    }
    return text
  }

  private mutating func call(_ name: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    switch (name, arguments.first, arguments.dropFirst().first) {
    case ("dyn", let value?, nil): return value
    case ("size", .string(let text), nil):
      try spend(text.utf8.count / 8)
      return .int(Int64(text.unicodeScalars.count))
    case ("size", .list(let items), nil): return .int(Int64(items.count))
    case ("size", .map(let map), nil): return .int(Int64(map.count))
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
    default: throw Self.unfit(name, [value])
    }
  }
}
