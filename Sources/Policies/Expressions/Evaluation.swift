/// Works out the value of an expression at a bounded cost, with the rules of the CEL specification for errors: `&&`, `||`,
/// `all` and `exists` take no notice of an error where the rest decides.
struct Evaluation {
  /// What may still be spent: one for each part that is looked at, and for each item and eight bytes that are handled.
  private(set) var budget: Int
  let patterns: [String: TextExpression]
  private var names: [(name: String, value: Value)]

  /// Bytes that a string which an expression makes may have.
  static let longestString = 1 << 20

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
        if Value.namedTypes.contains(name) { return .type(name) }
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

  mutating func spend(_ cost: Int) throws(EvaluationError) {
    budget -= cost
    if budget < 0 {
      throw EvaluationError("the expression takes too many steps; make it simpler", isFinal: true)
    }
  }

  static func known(_ value: Value) throws(EvaluationError) -> Value {
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

  func items(of value: Value) throws(EvaluationError) -> [Value] {
    switch value {
    case .list(let items): return items
    case .map(let map): return map.keys.sorted().map(\.value)
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .record, .type, .unknown:
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
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .list, .type, .unknown:
      throw EvaluationError("\(value.typeName) has no field '\(field)'")
    }
  }

  /// Of what is only known at run time it is not known whether it will be set either.
  private func has(_ field: String, _ value: Value) throws(EvaluationError) -> Bool {
    switch value {
    case .record(let record): return try record.fields[field].map(Self.known) != nil
    case .map(let map): return try map[.string(field)].map(Self.known) != nil
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .list, .type, .unknown:
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
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .record, .type, .unknown:
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

  static let overflow = EvaluationError("a number does not fit in 64 bits")

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
  mutating func isItem(_ value: Value, of items: [Value]) throws(EvaluationError) -> Bool {
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
    default:
      if let value = try Self.timeArithmetic(sign, left, right) { return value }
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
    case (.timestamp(let first), .timestamp(let second)), (.duration(let first), .duration(let second)):
      return holds(first, second)
    default: throw EvaluationError("'\(sign)' does not take \(left.typeName) and \(right.typeName)")
    }
  }

  mutating func isEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    try spend(1)
    switch (left, right) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): throw EvaluationError(reason)
    case (.null, .null): return true
    case (.bool(let first), .bool(let second)): return first == second
    case (.type(let first), .type(let second)): return first == second
    case (.int(let first), .int(let second)): return first == second
    case (.double(let first), .double(let second)): return first == second
    case (.timestamp(let first), .timestamp(let second)), (.duration(let first), .duration(let second)):
      return first == second
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
}
