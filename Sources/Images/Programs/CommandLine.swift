/// What a container, or its health check, starts.
package struct CommandLine: Sendable, Hashable {
  /// The config's field that says it.
  package enum Field: String, Sendable, Hashable {
    case entrypoint = "Entrypoint"
    case command = "Cmd"
    case healthCheck = "Healthcheck"
  }

  package let field: Field
  /// The program and its arguments.
  package let words: [String]

  package init(field: Field, words: [String]) {
    self.field = field
    self.words = words
  }

  /// The script, if the program is a shell that is given one with `-c`.
  package var shellScript: String? {
    guard let shell = words.first?.split(separator: "/").last, Self.shells.contains(String(shell)) else {
      return nil
    }
    let option = words.indices.dropFirst().prefix { words[$0].hasPrefix("-") || words[$0 - 1].hasSuffix("o") }
      .first { !words[$0].hasPrefix("--") && words[$0].hasPrefix("-") && words[$0].hasSuffix("c") }
    guard let option, option + 1 < words.count else { return nil }
    return words[option + 1]
  }

  private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "ksh", "zsh"]
}

extension ImageFacts {
  /// What the container starts: the entry point with the command as its arguments, or the command alone; nil
  /// where the config names neither.
  package var mainCommand: CommandLine? {
    let command = config.execution.command ?? []
    if let entrypoint = config.execution.entrypoint, entrypoint.first?.isEmpty == false {
      return CommandLine(field: .entrypoint, words: entrypoint + command)
    }
    return command.first?.isEmpty == false ? CommandLine(field: .command, words: command) : nil
  }

  /// What the health check starts; nil where there is none or it is switched off.
  package var healthCheckCommand: CommandLine? {
    guard let test = config.execution.healthCheck?.test, test.count > 1 else { return nil }
    switch test[0] {
    case "CMD": return CommandLine(field: .healthCheck, words: Array(test.dropFirst()))
    case "CMD-SHELL":
      return CommandLine(
        field: .healthCheck, words: (config.execution.shell ?? ["/bin/sh", "-c"]) + [test[1]])
    default: return nil
    }
  }
}
