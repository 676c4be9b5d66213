import Compose

/// Finds the type of an expression and all that is wrong with it: names and fields that do not exist, operators and
/// functions that do not take what they are given.
struct TypeCheck {
  private(set) var problems: [ExpressionProblem] = []
  /// The regular expressions that are written in it.
  private(set) var patterns: [String: TextExpression] = [:]
  /// What names stand for, the innermost last.
  private var names: [(name: String, type: ValueType)]

  init(_ variables: [(name: String, type: ValueType)]) { names = variables }

  /// The type of a part; dynamic where something is wrong with it, so that nothing else seems to be.
  mutating func type(of syntax: Syntax) -> ValueType {
    switch syntax.kind {
    case .literal(let value): return Self.type(of: value)
    case .name(let name):
      if let known = names.last(where: { $0.name == name }) { return known.type }
      if Value.namedTypes.contains(name) { return .type }
      return refuse("\"\(name)\" is not a variable", nearest: name, names.map(\.name), at: syntax)
    case .select(let whole, let field): return select(field, of: type(of: whole), at: syntax)
    case .has(let whole, let field):
      _ = select(field, of: type(of: whole), at: syntax)
      return .bool
    case .index(let whole, let key): return item(of: type(of: whole), type(of: key), at: syntax)
    case .operation(let sign, let parts): return operation(sign, parts.map { type(of: $0) }, at: syntax)
    case .call(let name, let subject, let parts):
      return call(name, subject.map { type(of: $0) }, parts, at: syntax)
    case .list(let parts): return .list(Self.common(parts.map { type(of: $0) }))
    case .map(let pairs): return map(pairs, at: syntax)
    case .all(let parts), .any(let parts):
      for part in parts { want(.bool, part) }
      return .bool
    case .choice(let condition, let first, let second):
      want(.bool, condition)
      let types = (type(of: first), type(of: second))
      guard types.0.fits(types.1) else {
        return refuse(
          "the two results of ?: are \(types.0) and \(types.1); they must have one type", at: syntax)
      }
      return types.0 == types.1 ? types.0 : .dynamic
    case .each(let macro, let range, let variable, let condition, let body):
      return each(macro, range, variable, condition, body)
    }
  }

  /// Checks that a part has a type.
  mutating func want(_ wanted: ValueType, _ syntax: Syntax) {
    let found = type(of: syntax)
    if !found.fits(wanted) { refuse("this must be \(wanted), not \(found)", at: syntax) }
  }

  // MARK: Parts

  private mutating func select(_ field: String, of whole: ValueType, at syntax: Syntax) -> ValueType {
    switch whole {
    case .record(let record):
      if let type = record[field] { return type }
      return refuse(
        "\(record.name) has no field \"\(field)\"", nearest: field, record.fields.map(\.name), at: syntax)
    case .map(let key, let value):
      if ValueType.string.fits(key) { return value }
      return refuse("a map with keys of \(key) has no fields", at: syntax)
    case .dynamic: return .dynamic
    case .bool, .int, .double, .string, .timestamp, .duration, .null, .type, .list:
      return refuse("\(whole) has no fields", at: syntax)
    }
  }

  private mutating func item(of whole: ValueType, _ key: ValueType, at syntax: Syntax) -> ValueType {
    switch whole {
    case .list(let item):
      return key.isNumber ? item : refuse("the index of a list must be int, not \(key)", at: syntax)
    case .map(let wanted, let value):
      return key.fits(wanted) ? value : refuse("the key must be \(wanted), not \(key)", at: syntax)
    case .dynamic: return .dynamic
    case .bool, .int, .double, .string, .timestamp, .duration, .null, .type, .record:
      return refuse("\(whole) has no items", at: syntax)
    }
  }

  private mutating func map(_ pairs: [(key: Syntax, value: Syntax)], at syntax: Syntax) -> ValueType {
    for pair in pairs {
      let key = type(of: pair.key)
      if ![.string, .int, .bool, .dynamic].contains(key) {
        refuse("the key of a map must be string, int or bool, not \(key)", at: pair.key)
      }
    }
    return .map(
      key: Self.common(pairs.map { type(of: $0.key) }), value: Self.common(pairs.map { type(of: $0.value) }))
  }

  private mutating func operation(_ sign: String, _ types: [ValueType], at syntax: Syntax) -> ValueType {
    guard let first = types.first, let second = types.last else { return .dynamic }
    if types.count == 1 {
      if sign == "!" {
        return first.fits(.bool) ? .bool : refuse("'!' takes bool, not \(first)", at: syntax)
      }
      return first.isNumber ? first : refuse("'-' takes a number, not \(first)", at: syntax)
    }
    let isSame = first.fits(second)
    switch sign {
    case "==", "!=":
      if isSame { return .bool }
    case "<", "<=", ">", ">=":
      let isOrdered =
        [.int, .double, .string, .bool, .timestamp, .duration, .dynamic].contains(first) && isSame
      if isOrdered || first.isNumber && second.isNumber { return .bool }
    case "in":
      switch second {
      case .list(let item) where first.fits(item): return .bool
      case .map(let key, _) where first.fits(key): return .bool
      case .dynamic: return .bool
      case .bool, .int, .double, .string, .timestamp, .duration, .null, .type, .list, .map, .record:
        return refuse(
          "'in' takes a value and a list or map of such values, not \(first) and \(second)", at: syntax)
      }
    case "%":
      if isSame, [.int, .dynamic].contains(first), [.int, .dynamic].contains(second) { return .int }
    case "+", "-", "*", "/":
      if let type = Self.timeArithmetic(sign, first, second) { return type }
      if isSame, first.isNumber, second.isNumber { return first == .dynamic ? second : first }
      if sign == "+", isSame {
        switch (first, second) {
        case (.string, _), (_, .string): return .string
        case (.list(let left), .list(let right)): return .list(left == right ? left : .dynamic)
        case (.list, _), (_, .list): return .list(.dynamic)
        default: break
        }
      }
    default: break
    }
    return refuse("'\(sign)' does not take \(first) and \(second)", at: syntax)
  }

  private mutating func call(_ name: String, _ subject: ValueType?, _ parts: [Syntax], at syntax: Syntax)
    -> ValueType
  {
    let known = ExpressionFunction.named(name, isMethod: subject != nil)
    guard !known.isEmpty else {
      if !ExpressionFunction.named(name, isMethod: subject == nil).isEmpty {
        return refuse(
          subject == nil
            ? "\(name)() stands behind a value, as in x.\(name)()"
            : "\(name)() stands alone, as in \(name)(x)",
          at: syntax)
      }
      return refuse("\"\(name)\" is not a function", nearest: name, ExpressionFunction.names, at: syntax)
    }
    let types = parts.map { type(of: $0) }
    if name == "matches", let last = parts.last, case .literal(.string(let pattern)) = last.kind {
      if let expression = TextExpression.checked(pattern, byLine: false) {
        patterns[pattern] = expression
      } else {
        refuse("this is not a valid regular expression", at: last)
      }
    }
    guard let function = known.first(where: { $0.takes(subject, types) }) else {
      let given = types.map(\.description).joined(separator: ", ")
      let place = subject.map { "\($0).\(name)(\(given))" } ?? "\(name)(\(given))"
      return refuse("the function \(place) does not exist", at: syntax)
    }
    return function.result
  }

  private mutating func each(
    _ macro: Syntax.Macro, _ range: Syntax, _ variable: String, _ condition: Syntax?, _ body: Syntax
  ) -> ValueType {
    let item: ValueType
    let whole = type(of: range)
    switch whole {
    case .list(let type): item = type
    case .map(let key, _): item = key
    case .dynamic: item = .dynamic
    case .bool, .int, .double, .string, .timestamp, .duration, .null, .type, .record:
      item = refuse("\(macro.rawValue)() goes over a list or map, not \(whole)", at: range)
    }
    names.append((variable, item))
    defer { names.removeLast() }
    if let condition { want(.bool, condition) }
    switch macro {
    case .all, .exists, .existsOne:
      want(.bool, body)
      return .bool
    case .filter:
      want(.bool, body)
      return .list(item)
    case .map: return .list(type(of: body))
    }
  }

  /// What `+` and `-` make of points and spans of time; nil where neither side is one.
  private static func timeArithmetic(_ sign: String, _ first: ValueType, _ second: ValueType) -> ValueType? {
    switch (sign, first, second) {
    case ("-", .timestamp, .timestamp), ("+", .duration, .duration), ("-", .duration, .duration): .duration
    case ("+", .timestamp, .duration), ("-", .timestamp, .duration), ("+", .duration, .timestamp): .timestamp
    case ("+", .dynamic, .timestamp), ("+", .timestamp, .dynamic): .timestamp
    case ("+", .dynamic, .duration), ("+", .duration, .dynamic), ("-", .dynamic, .timestamp),
      ("-", .dynamic, .duration), ("-", .timestamp, .dynamic):
      .dynamic
    case ("-", .duration, .dynamic): .duration
    default: nil
    }
  }

  // MARK: Types

  private static func type(of value: Value) -> ValueType {
    switch value {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .list, .map, .record, .unknown: .dynamic
    }
  }

  /// The type that all have; dynamic where they differ or there is none.
  private static func common(_ types: [ValueType]) -> ValueType {
    guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .dynamic }
    return first
  }

  // MARK: Problems

  @discardableResult private mutating func refuse(_ message: String, at syntax: Syntax) -> ValueType {
    problems.append(ExpressionProblem(message: message, offset: syntax.offset))
    return .dynamic
  }

  private mutating func refuse(_ message: String, nearest name: String, _ known: [String], at syntax: Syntax)
    -> ValueType
  {
    let hint =
      NearestName.of(name, among: known).map { "did you mean \"\($0)\"?" }
      ?? "choose \(known.joined(separator: ", "))"
    return refuse("\(message); \(hint)", at: syntax)
  }
}
