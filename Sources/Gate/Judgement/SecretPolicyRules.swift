import Findings
import PatternScan
import Policies
import Secrets

extension UserRules {
  /// The patterns of a policy and the types that it turns off.
  /// - Throws: `PolicyError` for patterns that cannot be used or do not hold to their own examples.
  package init(_ policy: SecretPolicy) throws(PolicyError) {
    self.init()
    var problems: [PolicyProblem] = []
    for pattern in policy.patterns {
      do throws(PatternError) {
        let rule = try RuleText(pattern).rule()
        problems += try rule.brokenExamples().map {
          PolicyProblem("the pattern \"\(pattern.id)\": \($0)", at: pattern.span)
        }
        rules.append(rule)
      } catch {
        problems.append(
          PolicyProblem("the pattern \"\(pattern.id)\" cannot be used: \(error)", at: pattern.span))
      }
    }
    guard problems.isEmpty else { throw PolicyError(problems) }
    disabled = Set(policy.off.map { $0.hasPrefix("secret-") ? String($0.dropFirst(7)) : $0 })
  }
}

extension RuleText {
  fileprivate init(_ pattern: SecretPattern) {
    self.init()
    id = pattern.id
    title = pattern.title
    self.pattern = pattern.expression
    entropy = pattern.entropy
    keywords = pattern.keywords
    severity = pattern.severity
    confidence = pattern.confidence
    found = pattern.found
    ignored = pattern.ignored
  }
}
