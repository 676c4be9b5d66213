import Compose

/// What a policy asks for in one sentence, and the rules that hold it: a finding of one of them, at the policy's
/// threshold or worse, says that the sentence is not true.
package struct Promise: Sendable, Hashable {
  package var sentence = ""
  package var rules: [Glob] = []

  package init() {}
}

extension Promise: PolicySection {
  static let required = ["asks", "rules"]

  static let settings: [Setting<Promise>] = [
    .text("asks", \.sentence, "The requirement, in one sentence."),
    .globs("rules", \.rules, "The rules that check it, by id or glob."),
  ]
}
