/// A text with variables in one of Compose's forms, read once and filled in as often as needed.
///
/// Forms: `$V`, `${V}`, `${V:-d}`, `${V-d}`, `${V:?e}`, `${V?e}`, `${V:+a}`, `${V+a}`, and `$$` for a dollar.
package struct Template: Sendable, Equatable {
  /// What to do about a variable's value.
  enum Operator: Sendable, Equatable {
    case plain
    case byDefault(Template, orEmpty: Bool)
    case required(Template, orEmpty: Bool)
    case alternative(Template, orEmpty: Bool)
  }

  indirect enum Part: Sendable, Equatable {
    case literal(String)
    case variable(String, Operator)
  }

  /// A text that is no template, with what is wrong about it.
  package struct Invalid: Error, Equatable {
    package let reason: String
  }

  private(set) var parts: [Part] = []

  /// Reads a template.
  /// - Throws: `Invalid` where Compose says "invalid template".
  package init(_ text: String, depth: Int = Limits().templateDepth) throws(Invalid) {
    try self.init(Array(text.utf8)[...], depth: depth)
  }

  private init(_ bytes: ArraySlice<UInt8>, depth: Int) throws(Invalid) {
    guard depth > 0 else { throw Invalid(reason: "defaults are nested too deeply") }
    var literal: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == .dollar else {
        literal.append(byte)
        continue
      }
      switch rest.first {
      case .dollar:
        rest.removeFirst()
        literal.append(.dollar)
      case .openBrace:
        flush(&literal)
        parts.append(try Self.braced(&rest, depth: depth))
      case let next? where next.startsName:
        flush(&literal)
        parts.append(.variable(Self.name(&rest), .plain))
      default:
        literal.append(byte)
      }
    }
    flush(&literal)
  }

  private mutating func flush(_ literal: inout [UInt8]) {
    guard !literal.isEmpty else { return }
    parts.append(.literal(String(decoding: literal, as: UTF8.self)))
    literal = []
  }

  private static func name(_ rest: inout ArraySlice<UInt8>) -> String {
    let name = rest.prefix { $0.startsName || (0x30...0x39).contains($0) }
    rest = rest.dropFirst(name.count)
    return String(decoding: name, as: UTF8.self)
  }

  /// Reads `{...}`, of which the brace still stands at the front.
  private static func braced(_ rest: inout ArraySlice<UInt8>, depth: Int) throws(Invalid) -> Part {
    let whole = rest
    guard let end = closingBrace(rest) else {
      throw Invalid(reason: "\"${\" is not closed; write \"$$\" for a dollar sign")
    }
    var inside = rest[(rest.startIndex + 1)..<end]
    rest = rest[(end + 1)...]
    guard let first = inside.first, first.startsName else {
      throw Invalid(
        reason:
          "\"$\(String(decoding: whole[...end], as: UTF8.self))\" names no variable; write \"$$\" for a dollar sign"
      )
    }
    let variable = name(&inside)
    guard let mark = inside.popFirst() else { return .variable(variable, .plain) }
    let orEmpty = mark == .colon
    let symbol = orEmpty ? inside.popFirst() : mark
    switch symbol {
    case UInt8(ascii: "-"):
      return .variable(variable, .byDefault(try Template(inside, depth: depth - 1), orEmpty: orEmpty))
    case UInt8(ascii: "?"):
      return .variable(variable, .required(try Template(inside, depth: depth - 1), orEmpty: orEmpty))
    case UInt8(ascii: "+"):
      return .variable(variable, .alternative(try Template(inside, depth: depth - 1), orEmpty: orEmpty))
    default:
      throw Invalid(
        reason: "\"$\(String(decoding: whole[...end], as: UTF8.self))\" has an unknown operator")
    }
  }

  private static func closingBrace(_ bytes: ArraySlice<UInt8>) -> Int? {
    var open = 0
    for index in bytes.indices {
      if bytes[index] == .openBrace { open += 1 }
      if bytes[index] == .closeBrace {
        open -= 1
        if open == 0 { return index }
      }
    }
    return nil
  }
}

extension Template {
  /// What came out of filling in a template.
  package struct Filled: Sendable, Equatable {
    package var text = ""
    package var variables: [Variable] = []
    /// The message of a `${V:?message}` whose variable is not set.
    package var missing: [String] = []
    /// Whether the text would have grown beyond the limit and was cut.
    package var isCut = false
  }

  /// Puts values in; a default is looked at only when it is needed.
  ///
  /// - Parameter limit: how many bytes the text may grow to.
  package func filled(with variables: Variables, limit: Int = Limits().valueBytes) -> Filled {
    var result = Filled()
    for part in parts {
      switch part {
      case .literal(let text): result.text += text
      case .variable(let name, let operation): result.append(name, operation, variables, limit: limit)
      }
      if result.text.utf8.count > limit {
        result.isCut = true
        return result
      }
    }
    return result
  }
}

extension Template.Filled {
  fileprivate mutating func append(
    _ name: String, _ operation: Template.Operator, _ variables: Variables, limit: Int
  ) {
    let value = variables[name]
    switch operation {
    case .plain:
      use(value, of: name)
    case .byDefault(let fallback, let orEmpty):
      if let value, !orEmpty || !value.text.isEmpty {
        use(value, of: name)
      } else {
        self.variables.append(Variable(name: name, origin: .template))
        append(fallback.filled(with: variables, limit: limit))
      }
    case .required(let message, let orEmpty):
      if let value, !orEmpty || !value.text.isEmpty {
        use(value, of: name)
      } else {
        self.variables.append(Variable(name: name, origin: .unset))
        missing.append("\(name): \(message.filled(with: variables, limit: limit).text)")
      }
    case .alternative(let other, let orEmpty):
      self.variables.append(Variable(name: name, origin: .template))
      if let value, !orEmpty || !value.text.isEmpty { append(other.filled(with: variables, limit: limit)) }
    }
  }

  private mutating func use(_ value: Variables.Value?, of name: String) {
    text += value?.text ?? ""
    variables.append(Variable(name: name, origin: value?.origin ?? .unset))
  }

  private mutating func append(_ other: Template.Filled) {
    text += other.text
    variables += other.variables
    missing += other.missing
    isCut = isCut || other.isCut
  }
}

extension UInt8 {
  static let dollar = UInt8(ascii: "$")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")

  /// A letter or underscore.
  var startsName: Bool {
    self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
