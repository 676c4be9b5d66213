import ArgumentParser

/// A command line of a command that takes options from elsewhere too.
struct ConfigCommandLine {
  /// A command that shares options with `imgcheck check`.
  private struct SharedCommand {
    let path: [String]
    let command: any ParsableCommand.Type
    /// Options of the check that mean something else here, or would harm.
    var without: Set<String> = []
    /// Whether it gives a verdict.
    var isGate = false
  }

  /// The forms of a comparison and of a graph are not those of a report, and a baseline is made of everything.
  private static let consumers = [
    SharedCommand(path: ["check"], command: CheckCommand.self, isGate: true),
    SharedCommand(path: ["layers"], command: LayersCommand.self),
    SharedCommand(path: ["browse"], command: BrowseCommand.self, without: ["all", "output"]),
    SharedCommand(path: ["config"], command: ConfigCommand.self),
    SharedCommand(path: ["graph"], command: GraphCommand.self, without: ["format"]),
    SharedCommand(path: ["fix"], command: FixCommand.self, without: ["severity"]),
    SharedCommand(path: ["harden"], command: HardenCommand.self, without: ["compose", "output"]),
    SharedCommand(path: ["diff"], command: DiffCommand.self, without: ["format", "output"], isGate: true),
    SharedCommand(path: ["report"], command: ReportCommand.self, isGate: true),
    SharedCommand(
      path: ["baseline", "write"], command: BaselineWriteCommand.self,
      without: ["baseline", "only-new", "format", "output"], isGate: true),
  ]

  private let taker: SharedCommand
  /// The words that name the command; none for the check without its name.
  let name: ArraySlice<String>
  /// What follows them.
  let rest: ArraySlice<String>

  /// nil for commands that take no options from elsewhere, for help and for scripts.
  init?(_ own: [String]) {
    let isForScripts = ["---", "--generate", "--experimental"].contains { own.first?.hasPrefix($0) == true }
    guard Self.options(own[...]).isDisjoint(with: ["-h", "--help", "--version"]), !isForScripts else {
      return nil
    }
    let commands = ImgCheck.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let first = own.first, commands.contains(first) else {
      (taker, name, rest) = (Self.consumers[0], [], own[...])
      return
    }
    guard let taker = Self.consumers.first(where: { own.starts(with: $0.path) }) else { return nil }
    self.taker = taker
    (name, rest) = (own.prefix(taker.path.count), own.dropFirst(taker.path.count))
  }

  /// Whether the command is the check itself.
  var isCheck: Bool { taker.path == ["check"] }

  /// Whether the command gives a verdict that options can make milder.
  var isGate: Bool { taker.isGate }

  /// The options that the command line names, each without a value that follows `=`.
  var options: Set<String> { Self.options(rest) }

  /// The keys of a configuration that the command knows, as the check does.
  /// - Parameter all: every key that a configuration may have.
  func known(of all: [ConfigKey]) throws -> [ConfigKey] {
    let own = try ConfigKey.all(of: taker.command).filter { !taker.without.contains($0.name) }
    return all.filter(own.contains)
  }

  private static func options(_ words: ArraySlice<String>) -> Set<String> {
    Set(words.prefix { $0 != "--" }.filter { $0.hasPrefix("-") }.map { String($0.prefix { $0 != "=" }) })
  }
}
