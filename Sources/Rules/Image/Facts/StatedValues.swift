import Findings
import Images
import Secrets

/// A value that a step of the history gives to a name.
struct StatedValue: Hashable {
  let step: Int
  let name: String
  let value: String
}

extension ImageFacts {
  /// The secrets that steps with a keyword write down: `ENV`, `LABEL` or `ARG`, in the order of the steps.
  func statedSecrets(by keyword: String) -> [StatedValue] {
    history.steps.indices.filter { history.steps[$0].keyword == keyword }.flatMap { step in
      StatedValue.pairs(history.steps[step].arguments)
        .filter { SecretName.isSecret($0.name, value: $0.value) }
        .map { StatedValue(step: step, name: $0.name, value: $0.value) }
    }
  }
}

extension StatedValue {
  /// `NAME=value NAME="two words"`, or `NAME value` of old.
  static func pairs(_ arguments: String) -> [(name: String, value: String)] {
    let commands = ShellScript.commands(arguments)
    guard let first = commands.first else { return [] }
    if first.assignments.isEmpty, let name = first.words.first, !name.text.contains("=") {
      let value = first.words.dropFirst().map(\.text).joined(separator: " ")
      return [(name.text, value)]
    }
    return commands.flatMap { $0.assignments + $0.words }.compactMap { word in
      guard let equals = word.text.firstIndex(of: "=") else { return nil }
      return (String(word.text[..<equals]), String(word.text[word.text.index(after: equals)...]))
    }
  }

  /// One match for each name: of a field of the config that holds a secret, with the steps that wrote it, and of steps
  /// alone where the config has it no more.
  ///
  /// - Parameter fields: the names of the config's secrets, each with its field.
  /// - Parameter what: what has a name here, as in "The variable ...".
  static func matches(
    _ fields: [(name: String, field: SymbolicLocation)], _ stated: [StatedValue], what: String
  ) -> [Match] {
    var steps: [String: [Int]] = [:]
    var names: [String] = []
    for value in stated {
      if steps[value.name] == nil { names.append(value.name) }
      if steps[value.name]?.last != value.step { steps[value.name, default: []].append(value.step) }
    }
    var matches = fields.map { name, field in
      var match = Match(
        field, "The \(what) \(name) is set to what looks like a real secret.", subject: name,
        related: steps[name, default: []].map { .init(.history($0), "This step sets it.") })
      match.facts = [Fact(.secret, field)] + facts(name, steps[name, default: []])
      return match
    }
    let held = Set(fields.map(\.name))
    for name in names where !held.contains(name) {
      guard let own = steps[name], let first = own.first else { continue }
      var match = Match(
        .history(first),
        "The history keeps a value of the \(what) \(name) that looks like a secret, although a later step replaces it.",
        subject: name, related: own.dropFirst().map { .init(.history($0), "This step sets it too.") })
      match.facts = facts(name, own)
      matches.append(match)
    }
    return matches
  }

  private static func facts(_ name: String, _ steps: [Int]) -> [Fact] {
    steps.map { Fact(.secret, .history($0), name: name) }
  }
}
