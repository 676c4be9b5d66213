import Findings
import PatternScan

/// All that is known of secrets, compiled: shared by every task, which each make a `FileScan` of their own.
package final class SecretScanner: Sendable {
  /// How a run wants its secrets judged.
  package struct Options: Sendable, Hashable {
    /// Seconds since 1970 in UTC, to tell expired tokens; nil judges no date.
    package var today: Int?
    /// Makes hashes of values comparable between runs that share it, and useless to others.
    package var hashKey: [UInt8] = Array("imgcheck secret 1".utf8)
    package var limits = SecretLimits()
    /// Whether values are listed that the score rejects, for those who fit its weights.
    package var keepsUnlikely = false

    package init() {}
  }

  /// One type, ready to be confirmed; an object, since it is handed around for every candidate.
  final class Plan: Sendable {
    let type: SecretType
    let confirming: ConfirmingExpression
    /// What a user's own rule asks beside the pattern.
    let conditions: RuleConditions?

    init(type: SecretType, confirming: ConfirmingExpression, conditions: RuleConditions?) {
      self.type = type
      self.confirming = confirming
      self.conditions = conditions
    }
  }

  let database: PatternDatabase
  let plans: [Plan]
  /// Indices in `plans` for each expression of the database.
  let plansOfExpression: [[Int]]
  package let options: Options
  /// Names all that decides what the scanner finds, beside the program itself.
  package let conditions: String
  private let rulesHash: String
  /// Bytes before a block's end within which a match may still be incomplete.
  let lookAhead: Int
  /// Bytes that a trigger has at most.
  let longestTrigger: Int
  /// Whether every trigger is text, so that a binary file's text is all that is searched; a user's own may be any bytes.
  let triggersAreText: Bool
  /// Bytes before a trigger's end that a confirmation may look back on.
  let lookBehind: Int

  /// Compiles the types, or takes their compiled form from `cache`.
  ///
  /// Throws for a pattern that cannot be compiled.
  package convenience init(
    types: [SecretType] = SecretType.patterns, options: Options = Options(), cache: PatternCache? = nil
  ) throws(PatternError) {
    try self.init(rules: types.map { UserRule(type: $0) }, options: options, cache: cache)
  }

  /// The same for types with their own allowances, such as a user's rules.
  package convenience init(rules: [UserRule], options: Options = Options(), cache: PatternCache? = nil)
    throws(PatternError)
  {
    let triggers = Triggers(of: rules)
    let database =
      if let cache { try cache.database(for: triggers.expressions) } else {
        try PatternDatabase(compiling: triggers.expressions)
      }
    self.init(rules, triggers, database, options)
  }

  /// The built-in types with what a user adds to them.
  package convenience init(adding rules: UserRules, options: Options, cache: PatternCache?)
    throws(PatternError)
  {
    if rules.areEmpty, cache?.shipped != nil, let ready = Self.shipped {
      self.init(sharing: ready, options: options)
    } else {
      try self.init(rules: rules.merged(), options: options, cache: cache)
    }
  }

  /// The built-in types with the compiled patterns beside the program; nil where none are there that fit.
  package static let shipped: SecretScanner? = {
    let rules = UserRules().merged()
    let triggers = Triggers(of: rules)
    guard let database = ShippedPatterns.besideTheProgram?.database(for: triggers.expressions) else {
      return nil
    }
    return SecretScanner(rules, triggers, database, Options())
  }()

  private init(_ rules: [UserRule], _ triggers: Triggers, _ database: PatternDatabase, _ options: Options) {
    plansOfExpression = triggers.rulesOfExpression
    plans = rules.map { rule in
      Plan(
        type: rule.type,
        confirming: ConfirmingExpression(
          rule.type.pattern, anchored: rule.type.trigger.reach.isAnchored, byLine: rule.isByLine),
        conditions: rule.conditions)
    }
    self.options = options
    rulesHash = Self.hash(rules)
    conditions = Self.conditions(rulesHash, options)
    lookAhead = (plans.map(\.type.longest).max() ?? 0) + SecretScanner.surroundings
    triggersAreText = rules.allSatisfy { $0.conditions == nil }
    longestTrigger = max(
      SecretScanner.longestBuiltInTrigger,
      rules.filter { $0.conditions != nil }.map(\.type.longest).max() ?? 0)
    lookBehind = (plans.map(\.type.trigger.reach.bytes).max() ?? 0) + SecretScanner.surroundings
    self.database = database
  }

  /// The same rules, compiled once, with other options.
  package init(sharing other: SecretScanner, options: Options) {
    database = other.database
    plans = other.plans
    plansOfExpression = other.plansOfExpression
    lookAhead = other.lookAhead
    longestTrigger = other.longestTrigger
    triggersAreText = other.triggersAreText
    lookBehind = other.lookBehind
    rulesHash = other.rulesHash
    self.options = options
    conditions = Self.conditions(rulesHash, options)
  }

  /// Bytes beside a match that its judgement may look at.
  static let surroundings = 256
}

extension SecretType.Trigger.Reach {
  var isAnchored: Bool {
    switch self {
    case .starts: true
    case .within, .line: false
    }
  }

  /// Bytes from the earliest start of a match to the trigger's end.
  var bytes: Int {
    switch self {
    case .starts(let width): width
    case .within(let bytes), .line(let bytes): bytes
    }
  }
}
