import Findings
import Policies
import Reports
import Rules
import Testing

@testable import Gate

/// Each built-in policy says in its head what it asks, and each sentence fails where it is broken.
struct PromiseTests {
  private static func policy(_ name: String) throws -> Policy {
    var choice = PolicyChoice()
    choice.names = [name]
    return try choice.load().policy
  }

  @Test func everySentenceHasACaseAndEveryCaseItsSentence() throws {
    var sentences: Set<String> = []
    for name in PolicyChoice.builtIn {
      let promises = try Self.policy(name).promises
      #expect(!promises.isEmpty, "\(name)")
      sentences.formUnion(promises.map(\.sentence))
    }
    #expect(sentences == Set(PromiseCase.all.keys))
  }

  @Test(arguments: PolicyChoice.builtIn)
  func eachSentenceFailsWhereItIsBrokenAndOnlyThere(_ name: String) throws {
    let policy = try Self.policy(name)
    let threshold = try #require(policy.failOn)
    for promise in policy.promises {
      let example = try #require(PromiseCase.all[promise.sentence], "\(promise.sentence)")
      #expect(!example.breaks.isEmpty, "\(promise.sentence)")
      for input in example.breaks {
        let run = try PackRun(input, under: [name])
        #expect(run.report.summary.verdict == .fail, "\(name): \(promise.sentence)\n\(input)")
        #expect(
          run.report.findings.contains { $0.severity >= threshold && promise.isHeld(by: $0.rule) },
          "\(name): \(promise.sentence)\n\(input)")
      }
      let run = try PackRun(example.keeps, under: [name])
      let against = run.report.findings.filter { $0.severity >= threshold && promise.isHeld(by: $0.rule) }
      #expect(against.isEmpty, "\(name): \(promise.sentence): \(against.map(\.message))")
      #expect(run.report.incomplete.isEmpty, "\(run.report.incomplete)")
    }
  }

  /// A rule that is off, or milder than what fails the run, holds nothing.
  @Test(arguments: PolicyChoice.builtIn)
  func everyRuleThatHoldsASentenceCanFailTheRun(_ name: String) throws {
    let policy = try Self.policy(name)
    let threshold = try #require(policy.failOn)
    for promise in policy.promises {
      for glob in promise.rules {
        let named = Rule.all.filter { glob.matches($0.id) }
        let failing = named.filter { rule in
          policy.rules.isOn(rule.id)
            && (policy.rules.severity(of: rule.id) ?? rule.description.severity) >= threshold
        }
        #expect(!failing.isEmpty, "\(name): \(promise.sentence): \(glob.text)")
      }
    }
  }

  /// What a policy raises to where it fails the run, it says in a sentence or in a benchmark's control; of the baseline,
  /// that is every rule that fails by itself.
  @Test(arguments: PolicyChoice.builtIn)
  func everyRuleThatFailsByThePolicyIsInASentence(_ name: String) throws {
    let policy = try Self.policy(name)
    let threshold = try #require(policy.failOn)
    for rule in Rule.all where policy.rules.isOn(rule.id) {
      let severity =
        policy.rules.severity(of: rule.id) ?? (name == "baseline" ? rule.description.severity : nil)
      guard let severity, severity >= threshold else { continue }
      let isSaid =
        policy.promises.contains { $0.isHeld(by: rule.id) }
        || policy.benchmark?.controls.contains { $0.rules.contains { $0.matches(rule.id) } } == true
      #expect(isSaid, "\(name): \(rule.id)")
    }
  }
}

extension Promise {
  fileprivate func isHeld(by rule: String) -> Bool { rules.contains { $0.matches(rule) } }
}
