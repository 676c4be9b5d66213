import PatternScan

/// The expressions that are looked for at once: each trigger once, however many types share it.
struct Triggers {
  private(set) var expressions: [PatternExpression] = []
  /// The places in the list of rules for each expression.
  private(set) var rulesOfExpression: [[Int]] = []

  init(of rules: [UserRule]) {
    var indices: [PatternExpression: Int] = [:]
    for (place, rule) in rules.enumerated() {
      let trigger = rule.type.trigger
      let expression = PatternExpression(
        trigger.expression, ignoresCase: trigger.ignoresCase, allowsSuperset: rule.allowsSuperset)
      let index = indices[expression] ?? expressions.count
      if index == expressions.count {
        indices[expression] = index
        expressions.append(expression)
        rulesOfExpression.append([])
      }
      rulesOfExpression[index].append(place)
    }
  }
}
