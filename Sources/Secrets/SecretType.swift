import Findings

/// One kind of secret: how to see it, how to prove it, how bad it is, and examples for and against.
package struct SecretType: Sendable, Hashable {
  /// What the scanner looks for in every byte; the pattern is only tried where this is seen.
  package struct Trigger: Sendable, Hashable {
    /// An expression in the scanner's syntax, cheap to look for.
    package let expression: String
    /// ASCII letters match in either case.
    package let ignoresCase: Bool
    /// How a match of the pattern lies to a match of the trigger.
    package let reach: Reach

    package enum Reach: Sendable, Hashable {
      /// The match starts where the trigger does, which is always this many bytes long.
      case starts(width: Int)
      /// The match starts at most this many bytes before the trigger's end.
      case within(bytes: Int)
      /// The same, and on the line on which the trigger's last byte is.
      case line(bytes: Int)
    }

    package init(_ expression: String, ignoresCase: Bool = false, _ reach: Reach) {
      self.expression = expression
      self.ignoresCase = ignoresCase
      self.reach = reach
    }
  }

  /// What must not stand beside a match, unless a proof holds.
  package enum Edges: Sendable, Hashable {
    /// No letter, digit or underscore on either side.
    case word
    /// The pattern itself says what may stand beside it.
    case open
  }

  /// In kebab case; the rule is called `secret-` and this.
  package let id: String
  /// The name of the thing, without an article, fit to be used in a sentence.
  package let title: String
  package let trigger: Trigger
  /// In PCRE2's syntax; the secret is its first group, or the whole match where it has none.
  package let pattern: String
  package let edges: Edges
  /// Bytes that a match has at most, counted from the start of the match.
  package let longest: Int
  /// The least Shannon entropy of the secret in bits for each byte; 0 asks nothing.
  package let entropy: Double
  /// What can be proved of it without a network.
  package let check: SecretCheck
  package let severity: Severity
  package let confidence: Confidence
  package let references: [Reference]
  /// Texts that hold exactly one secret of this type, in the notation of `ExampleText`.
  package let found: [String]
  /// Texts that hold none.
  package let ignored: [String]
  /// How every secret of this type begins; it says nothing of the rest and may be shown.
  package var publicPrefix = ""
  /// Whether nothing but the place and the company of a value make it one: no maker gave it a form.
  package var isByPlace: Bool { isWritten || check == .addressHost || check == .jsonWebToken }
  /// Whether it is looked for by how people write such things: in a setting, a command, a header.
  package var isWritten = false
  /// Whether it is one of the program's own, whose title is a noun.
  package var isBuiltIn = true

  /// The title with its article: `an OpenAI API key`.
  package var phrase: String { Article.before(title) }

  package init(
    id: String, title: String, trigger: Trigger, pattern: String, edges: Edges = .word, longest: Int,
    entropy: Double, check: SecretCheck, severity: Severity, confidence: Confidence, docs: String?,
    found: [String], ignored: [String]
  ) {
    self.id = id
    self.title = title
    self.trigger = trigger
    self.pattern = pattern
    self.edges = edges
    self.longest = longest
    self.entropy = entropy
    self.check = check
    self.severity = severity
    self.confidence = confidence
    references = [.cwe(798)] + (docs.map { [.page(title: title, url: $0)] } ?? [])
    self.found = found
    self.ignored = ignored
  }
}

extension SecretType {
  /// A token that says itself what it is: a fixed beginning, then `rest`.
  static func token(
    _ id: String, _ title: String, _ prefix: String, _ rest: String, trigger: Trigger? = nil,
    longest: Int = 256, entropy: Double = 3, check: SecretCheck = .none, severity: Severity = .high,
    confidence: Confidence = .firm, docs: String? = nil, found: [String], ignored: [String]? = nil
  ) -> SecretType {
    let literal = prefix.literalExpression
    var type = SecretType(
      id: id, title: title,
      trigger: trigger ?? Trigger(literal, .starts(width: prefix.utf8.count)), pattern: literal + rest,
      longest: longest, entropy: entropy, check: check, severity: severity, confidence: confidence,
      docs: docs, found: found, ignored: ignored ?? ["\(prefix){4 b62}"])
    type.publicPrefix = prefix
    return type
  }

  /// A value that only the name before it explains: `name`, an assignment of any language, then `value`.
  static func named(
    _ id: String, _ title: String, _ name: String, _ value: String, trigger: String? = nil,
    longest: Int = 320, entropy: Double = 3, check: SecretCheck = .none, severity: Severity = .high,
    confidence: Confidence = .firm, docs: String? = nil, found: [String], ignored: [String]
  ) -> SecretType {
    SecretType(
      id: id, title: title,
      trigger: Trigger(trigger ?? name, ignoresCase: true, .within(bytes: 64)),
      pattern: "(?i:\(name))" + NamedValue.assignment + "(\(value))" + NamedValue.end, edges: .open,
      longest: longest, entropy: entropy, check: check, severity: severity, confidence: confidence,
      docs: docs, found: found, ignored: ignored)
  }
}

/// How a value is given to a name, whatever the language: `NAME=`, `"name": "`, `name => '`, `<name>`.
enum NamedValue {
  static let assignment =
    #"[\w.\-]{0,40}["'`\])]{0,3}[ \t]{0,4}(?:=>|:=|={1,3}|:|,|>|\bis\b|[ \t]value=|[ \t])[ \t]{0,4}(?:Bearer |Basic |token )?["'`({\[]{0,2}"#
  static let end = #"(?![\w+/.\-=])"#
}

extension String {
  /// The text as an expression that matches only itself, byte for byte.
  var literalExpression: String {
    var result = ""
    for scalar in unicodeScalars {
      if #"\.^$|?*+()[]{}"#.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
