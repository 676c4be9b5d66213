/// Reads an expression by the grammar of the CEL specification, without messages, bytes and unsigned numbers.
struct Parser {
  private let tokens: [PlacedToken]
  private var at = 0
  /// How deep the reading is in parentheses and operands.
  private var level = 0

  /// Bytes that an expression may have.
  static let longest = 16_384
  /// Levels of parts in parts that an expression may have.
  static let deepest = 60

  private init(_ tokens: [PlacedToken]) { self.tokens = tokens }

  static func parse(_ text: String) throws(ExpressionProblem) -> Syntax {
    guard text.utf8.count <= longest else {
      throw ExpressionProblem(message: "the expression is longer than \(longest) bytes", offset: 0)
    }
    var parser = Parser(try Lexer.tokens(of: text))
    let syntax = try parser.expression()
    guard parser.token == .end else { throw parser.unexpected("an operator or the end") }
    return syntax
  }

  // MARK: Tokens

  private var token: Token { tokens[at].token }
  private var offset: Int { tokens[at].offset }

  private mutating func advance() { if at + 1 < tokens.count { at += 1 } }

  private mutating func accept(_ sign: String) -> Bool {
    guard token == .sign(sign) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ sign: String) throws(ExpressionProblem) {
    guard accept(sign) else { throw unexpected("'\(sign)'") }
  }

  private func unexpected(_ wanted: String) -> ExpressionProblem {
    ExpressionProblem(message: "\(wanted) must stand here, not \(token.shown)", offset: offset)
  }

  private mutating func name(_ what: String) throws(ExpressionProblem) -> String {
    guard case .name(let text) = token else { throw unexpected(what) }
    advance()
    return text
  }

  private func made(_ kind: Syntax.Kind, at offset: Int) throws(ExpressionProblem) -> Syntax {
    let syntax = Syntax(kind, at: offset)
    guard syntax.depth <= Self.deepest else {
      throw ExpressionProblem(
        message: "the expression has more than \(Self.deepest) levels; split it", offset: offset)
    }
    return syntax
  }

  // MARK: Grammar

  private mutating func expression() throws(ExpressionProblem) -> Syntax {
    level += 1
    defer { level -= 1 }
    guard level <= Self.deepest else {
      throw ExpressionProblem(
        message: "the expression has more than \(Self.deepest) levels; split it", offset: offset)
    }
    let start = offset
    let condition = try either()
    guard accept("?") else { return condition }
    let first = try either()
    try expect(":")
    return try made(.choice(condition, then: first, otherwise: try expression()), at: start)
  }

  private mutating func either() throws(ExpressionProblem) -> Syntax {
    let start = offset
    var parts = [try both()]
    while accept("||") { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : try made(.any(parts), at: start)
  }

  private mutating func both() throws(ExpressionProblem) -> Syntax {
    let start = offset
    var parts = [try relation()]
    while accept("&&") { parts.append(try relation()) }
    return parts.count == 1 ? parts[0] : try made(.all(parts), at: start)
  }

  private static let relations: Set<String> = ["<", "<=", ">=", ">", "==", "!="]

  private mutating func relation() throws(ExpressionProblem) -> Syntax {
    var left = try sum()
    while true {
      let start = offset
      let sign: String
      switch token {
      case .sign(let text) where Self.relations.contains(text): sign = text
      case .keyword("in"): sign = "in"
      default: return left
      }
      advance()
      left = try made(.operation(sign, [left, try sum()]), at: start)
    }
  }

  private mutating func sum() throws(ExpressionProblem) -> Syntax {
    var left = try product()
    while case .sign(let sign) = token, sign == "+" || sign == "-" {
      let start = offset
      advance()
      left = try made(.operation(sign, [left, try product()]), at: start)
    }
    return left
  }

  private mutating func product() throws(ExpressionProblem) -> Syntax {
    var left = try unary()
    while case .sign(let sign) = token, sign == "*" || sign == "/" || sign == "%" {
      let start = offset
      advance()
      left = try made(.operation(sign, [left, try unary()]), at: start)
    }
    return left
  }

  private mutating func unary() throws(ExpressionProblem) -> Syntax {
    let start = offset
    for sign in ["!", "-"] where token == .sign(sign) {
      var count = 0
      while accept(sign) {
        count += 1
        if sign == "-", token == .leastInt {
          advance()
          count -= 1
          let least = Syntax(.literal(.int(.min)), at: start)
          return try repeated(sign, count, try member(of: least))
        }
      }
      return try repeated(sign, count, try member(of: try primary()))
    }
    return try member(of: try primary())
  }

  /// Two signs take each other back, but the operand must still be what one can be put before.
  private func repeated(_ sign: String, _ count: Int, _ operand: Syntax) throws(ExpressionProblem) -> Syntax {
    guard count > 0 else { return operand }
    if sign == "-", count == 1, case .literal(.int(let value)) = operand.kind {
      return Syntax(.literal(.int(-value)), at: operand.offset)
    }
    if sign == "-", count == 1, case .literal(.double(let value)) = operand.kind {
      return Syntax(.literal(.double(-value)), at: operand.offset)
    }
    let once = try made(.operation(sign, [operand]), at: operand.offset)
    return count % 2 == 1 ? once : try made(.operation(sign, [once]), at: operand.offset)
  }

  private mutating func member(of first: Syntax) throws(ExpressionProblem) -> Syntax {
    var whole = first
    while true {
      let start = offset
      if accept(".") {
        let place = offset
        let field = try name("the name of a field or function")
        guard accept("(") else {
          whole = try made(.select(whole, field), at: place)
          continue
        }
        let parts = try list(until: ")")
        whole = try call(field, of: whole, parts, at: place)
      } else if accept("[") {
        whole = try made(.index(whole, try expression()), at: start)
        try expect("]")
      } else {
        return whole
      }
    }
  }

  private mutating func list(until close: String) throws(ExpressionProblem) -> [Syntax] {
    var parts: [Syntax] = []
    while !accept(close) {
      parts.append(try expression())
      if accept(close) { break }
      try expect(",")
    }
    return parts
  }

  private mutating func primary() throws(ExpressionProblem) -> Syntax {
    let start = offset
    switch token {
    case .int(let value): return try literal(.int(value))
    case .double(let value): return try literal(.double(value))
    case .string(let text): return try literal(.string(text))
    case .keyword("true"): return try literal(.bool(true))
    case .keyword("false"): return try literal(.bool(false))
    case .keyword("null"): return try literal(.null)
    case .leastInt:
      throw ExpressionProblem(message: "this is not a number of 64 bits", offset: start)
    case .name(let text):
      advance()
      if accept("(") { return try call(text, of: nil, try list(until: ")"), at: start) }
      if token == .sign("{") {
        throw ExpressionProblem(
          message: "messages cannot be made; write a map as {'key': value}", offset: offset)
      }
      return try made(.name(text), at: start)
    case .sign("("):
      advance()
      let inner = try expression()
      try expect(")")
      return inner
    case .sign("["):
      advance()
      return try made(.list(try list(until: "]")), at: start)
    case .sign("{"):
      advance()
      return try made(.map(try pairs()), at: start)
    case .sign, .keyword, .end: throw unexpected("a value")
    }
  }

  private mutating func literal(_ value: Value) throws(ExpressionProblem) -> Syntax {
    let start = offset
    advance()
    return try made(.literal(value), at: start)
  }

  private mutating func pairs() throws(ExpressionProblem) -> [(key: Syntax, value: Syntax)] {
    var pairs: [(key: Syntax, value: Syntax)] = []
    while !accept("}") {
      let key = try expression()
      try expect(":")
      pairs.append((key, try expression()))
      if accept("}") { break }
      try expect(",")
    }
    return pairs
  }

  // MARK: Macros

  private func call(_ function: String, of subject: Syntax?, _ parts: [Syntax], at offset: Int)
    throws(ExpressionProblem) -> Syntax
  {
    if subject == nil, function == "has" {
      guard parts.count == 1, case .select(let whole, let field) = parts[0].kind else {
        throw ExpressionProblem(message: "has() takes a field, as in has(service.user)", offset: offset)
      }
      return try made(.has(whole, field), at: parts[0].offset)
    }
    guard let subject, let macro = Syntax.Macro(rawValue: function) else {
      return try made(.call(function, subject: subject, parts), at: offset)
    }
    let isFiltered = macro == .map && parts.count == 3
    guard parts.count == 2 || isFiltered, case .name(let variable) = parts[0].kind else {
      throw ExpressionProblem(
        message: "\(function)() takes a variable and an expression, as in \(function)(x, x.size() > 0)",
        offset: offset)
    }
    return try made(
      .each(
        macro, in: subject, variable: variable, condition: isFiltered ? parts[1] : nil, parts[parts.count - 1]
      ),
      at: offset)
  }
}
