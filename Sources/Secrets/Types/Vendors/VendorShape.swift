import Findings

/// The characters that a service makes its keys of.
enum KeyAlphabet {
  /// Letters and digits.
  case b62
  /// The same with `_` and `-`.
  case url
  /// The same with `+` and `/`.
  case b64
  case hex
  case upperHex
  /// Small letters and digits.
  case lower
  /// Capitals and digits.
  case upper
  case b32
  case digits

  var expression: String {
    switch self {
    case .b62: "[0-9A-Za-z]"
    case .url: #"[0-9A-Za-z_\-]"#
    case .b64: "[0-9A-Za-z+/]"
    case .hex: "[0-9a-f]"
    case .upperHex: "[0-9A-F]"
    case .lower: "[0-9a-z]"
    case .upper: "[0-9A-Z]"
    case .b32: "[a-z2-7]"
    case .digits: "[0-9]"
    }
  }

  /// The kind in the notation of examples.
  var notation: String {
    switch self {
    case .b62, .url: "b62"
    case .b64: "b64"
    case .hex: "hex"
    case .upperHex: "HEX"
    case .lower: "low"
    case .upper: "UP"
    case .b32: "b32l"
    case .digits: "digit"
    }
  }

  /// The least entropy of a key of this length, in bits for each byte.
  func entropy(_ count: Int) -> Double {
    switch self {
    case .digits: 2.2
    case .hex, .upperHex: count < 32 ? 2.6 : 2.9
    case .b32, .lower, .upper: count < 24 ? 2.8 : 3.2
    case .b62, .url, .b64: count < 24 ? 3 : 3.4
    }
  }
}

/// Types whose whole description is one line: what the key begins with or is called, and what it is made of.
extension SecretType {
  /// A key with a beginning of its own, `count` characters (at most `most`) and perhaps an end.
  static func prefixed(
    _ id: String, _ title: String, _ prefix: String, _ alphabet: KeyAlphabet, _ count: Int,
    to most: Int? = nil,
    end: String = "", severity: Severity = .high, docs: String
  ) -> SecretType {
    let letters = "\(alphabet.expression){\(count)\(most.map { ",\($0)" } ?? "")}"
    // A short beginning is no literal to look for: what follows must be there too.
    let more = prefix.utf8.count < 5 ? min(count, 16) : 0
    let trigger =
      more == 0
      ? nil
      : Trigger(
        #"\b\#(prefix.literalExpression)\#(alphabet.expression){\#(more)}"#,
        .starts(width: prefix.utf8.count + more))
    return .token(
      id, title, prefix, letters + end.literalExpression, trigger: trigger, longest: (most ?? count) + 64,
      entropy: alphabet.entropy(count), severity: severity, docs: docs,
      found: ["\(prefix){\(count) \(alphabet.notation)}\(end)"], ignored: ["\(prefix){3 b62}"])
  }

  /// A key that only its service's name in the variable before it explains: one of `names`; `variable` is what the maker
  /// calls it.
  static func service(
    _ id: String, _ title: String, _ names: [String], _ alphabet: KeyAlphabet, _ count: Int,
    to most: Int? = nil, variable: String, severity: Severity = .high, docs: String
  ) -> SecretType {
    .service(
      id, title, names, "\(alphabet.expression){\(count)\(most.map { ",\($0)" } ?? "")}",
      entropy: alphabet.entropy(count), example: "\(variable)={\(count) \(alphabet.notation)}",
      severity: severity, docs: docs)
  }

  /// The same with an expression of its own for the key.
  static func service(
    _ id: String, _ title: String, _ names: [String], _ value: String, entropy: Double = 3, example: String,
    severity: Severity = .high, docs: String
  ) -> SecretType {
    let variable = example.prefix { $0 != "=" }
    return .named(
      id, title,
      #"(?<![a-z0-9])(?:\#(names.joined(separator: "|")))[\w.\-]{0,16}(?:key|token|secret|pass|pwd|auth|credential|dsn|cert)"#,
      value, trigger: names.map { trigger(of: $0) }.joined(separator: "|"), longest: 400, entropy: entropy,
      severity: severity, docs: docs, found: [example],
      ignored: ["\(variable)=unset", "\(variable)=${\(variable)}"])
  }

  /// Nothing but a literal, since each is looked for in every byte: a short name, or one that is a word, with the
  /// underscore that variables have behind it.
  private static func trigger(of name: String) -> String {
    name.utf8.count >= 7 && !namesThatAreWords.contains(name) ? name : name + "_"
  }

  private static let namesThatAreWords: Set<String> = [
    "iterable", "shortcut", "polygon", "checkout", "particle", "pushover", "clubhouse", "leonardo",
  ]
}
