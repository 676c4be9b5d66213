import PatternScan

/// A type with what its author wants of a match beside the pattern, and leaves out.
package struct UserRule: Sendable {
  package let type: SecretType
  package let conditions: RuleConditions?
  /// The scanner may see more than the pattern says; the confirmation decides.
  package var allowsSuperset = false
  /// `^` and `$` hold at lines; else at the ends of what is searched.
  package var isByLine = true

  package init(type: SecretType, conditions: RuleConditions? = nil) {
    self.type = type
    self.conditions = conditions
  }
}

extension UserRule {
  /// Runs the rule's own examples and says which do not hold.
  package func brokenExamples() throws(PatternError) -> [String] {
    var broken: [String] = []
    var scan = try FileScan(SecretScanner(rules: [self]))
    for example in type.found where try scan.scan(Array(example.utf8).span, path: "").matches.isEmpty {
      broken.append("one of its examples is not found")
    }
    for example in type.ignored where try !scan.scan(Array(example.utf8).span, path: "").matches.isEmpty {
      broken.append("one of its negative examples is found")
    }
    return broken
  }
}

/// What a user's rule asks of a match.
package struct RuleConditions: Sendable {
  /// Which group is the secret; nil for the first that took part in the match.
  package var secretGroup: Int?
  /// The paths that are searched; nil for all.
  package var path: ConfirmingExpression?
  /// Words in small letters, of which one must stand near a match; empty asks for none.
  package var keywords: [String] = []
  package var least = Kinds()
  package var ignoredMatches: [IgnoredMatches] = []

  package init() {}

  /// The least number of characters of each kind.
  package struct Kinds: Sendable, Hashable {
    package var digits = 0
    package var capitals = 0
    package var smallLetters = 0
    package var others = 0

    package init() {}
  }
}

/// Values and places that a rule's author takes for harmless.
package struct IgnoredMatches: Sendable {
  /// What the expressions are held against.
  package enum Target: String, Sendable { case secret, match, line }

  package var target = Target.secret
  package var expressions: [ConfirmingExpression] = []
  package var paths: [ConfirmingExpression] = []
  /// Words in small letters that make a secret harmless.
  package var stopWords: [String] = []
  /// Every kind of condition that is given must hold; else one is enough.
  package var needsAll = false
  /// The ids of the rules that it is for; empty for all.
  package var rules: Set<String> = []

  package init() {}
}
