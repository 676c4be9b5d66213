import Images

/// Finds what makes a script fail whatever the service does: a program that it cannot start, with no other way.
///
/// `a && b` needs both, `a || b` one of them, and `exit 1` is no other way. Of a script with conditions or loops
/// only the first list is judged, since what follows may be meant for the case that something is missing.
struct FailingScript {
  /// The problem of starting a program by its name; nil where there is none.
  let problem: (String) -> CommandProblem?

  func find(_ script: String) -> CommandProblem? {
    var lists = Self.lists(ShellScript.commands(script))
    if Self.hasKeywords(script) { lists = Array(lists.prefix(1)) }
    return lists.lazy.compactMap { failure(ofList: $0) }.first
  }

  /// A list fails when each of its alternatives does; the first that does names the problem.
  private func failure(ofList alternatives: [[ShellCommand]]) -> CommandProblem? {
    var first: CommandProblem?
    for commands in alternatives {
      let problem = commands.lazy.compactMap { failure(of: $0) }.first
      guard problem != nil || commands.last.map(Self.isGivingUp) == true else { return nil }
      first = first ?? problem
    }
    return first
  }

  private func failure(of command: ShellCommand) -> CommandProblem? {
    guard !command.assignments.contains(where: { $0.text.hasPrefix("PATH=") }) else { return nil }
    let isQuestion = command.name == "command" && command.arguments.contains { $0 == "-v" || $0 == "-V" }
    guard !isQuestion else { return nil }
    let words = command.unwrapped.words
    for index in Launcher.programs(in: words.map(\.text)) {
      let word = words[index]
      guard word.isLiteral, !word.text.isEmpty, !word.text.contains(where: { "*?[~=".contains($0) }) else {
        return nil
      }
      if let problem = problem(word.text) { return problem }
    }
    return nil
  }

  /// Whether a command ends the script with a failure.
  private static func isGivingUp(_ command: ShellCommand) -> Bool {
    switch command.name {
    case "false": true
    case "exit", "return": command.arguments.first.map { $0 != "0" } ?? true
    default: false
    }
  }

  /// The commands as lists of alternatives.
  private static func lists(_ commands: [ShellCommand]) -> [[[ShellCommand]]] {
    var lists: [[[ShellCommand]]] = []
    for command in commands {
      switch command.connection {
      case .or where !lists.isEmpty: lists[lists.count - 1].append([command])
      case .and where !lists.isEmpty, .pipe where !lists.isEmpty:
        let list = lists.count - 1
        lists[list][lists[list].count - 1].append(command)
      case .sequence, .substitution, .or, .and, .pipe: lists.append([[command]])
      }
    }
    return lists
  }

  private static let keywords: Set<Substring> = ["if", "while", "until", "for", "case"]

  private static func hasKeywords(_ script: String) -> Bool {
    script.split { $0.isWhitespace || ";(){}&|".contains($0) }.contains { keywords.contains($0) }
  }
}
