import Images

/// Why a shell that a container starts keeps the engine's stop signal from the program.
///
/// A script's last command is no such reason: today's shells give their place to it, as `exec` would.
enum LostSignal {
  /// The program runs beside the shell, because another reads its output.
  case pipeline(program: String, reader: String)
  /// The program is not the last command, so the shell waits for its end.
  case followed(program: String, by: String)
  /// The shell itself goes on forever, and as the first process it takes no signal that it does not ask for.
  case loop

  /// nil where the script may take care of signals, or where that is not sure.
  ///
  /// - Parameter isServer: whether the container serves others: a job that ends by itself may say something afterwards.
  static func find(in script: String, isServer: Bool) -> LostSignal? {
    let words = Set(script.split { $0.isWhitespace || $0 == ";" }.map(String.init))
    guard words.isDisjoint(with: ["trap", "exec", "wait", "tini", "dumb-init"]) else { return nil }
    if endless.contains(where: { script.contains($0) }), words.contains("done") { return .loop }
    let commands = ShellScript.commands(script)
    if isServer, words.isDisjoint(with: ["then", "else", "do", "esac"]), let followed = followed(commands) {
      return followed
    }
    guard commands.count > 1, let reader = commands.last, reader.connection == .pipe,
      readers.contains(reader.name),
      let start = commands.lastIndex(where: { $0.connection != .pipe && $0.connection != .substitution })
    else { return nil }
    let program = commands[start].unwrapped
    guard let word = program.words.first, word.isLiteral, !brief.contains(program.name) else { return nil }
    return .pipeline(program: program.name, reader: reader.name)
  }

  /// `server || exit 1` and `server; echo done`.
  private static func followed(_ commands: [ShellCommand]) -> LostSignal? {
    guard commands.count > 1, let last = commands.last, [.sequence, .or].contains(last.connection),
      farewells.contains(last.name)
    else { return nil }
    let program = commands[commands.count - 2].unwrapped
    guard program.connection != .pipe, program.connection != .substitution,
      let word = program.words.first, word.isLiteral, !brief.contains(program.name),
      !farewells.contains(program.name)
    else { return nil }
    return .followed(program: program.name, by: last.name)
  }

  /// What happens, as it reads after the name of the shell's owner.
  var clause: String {
    switch self {
    case .pipeline(let program, let reader):
      "pipes \(program) into \(reader), so the shell gets the stop signal and \(program) does not"
    case .followed(let program, let next):
      "has a shell wait for \(program) to run \(next) after it, so the shell gets the stop signal and \(program) does not"
    case .loop: "loops in a shell without a trap, which ignores the stop signal"
    }
  }

  private static let endless = ["while true", "while :", "until false", "while [ 1 ]", "while sleep"]
  /// Programs that write a server's output down or make it readable.
  private static let readers: Set<String> = [
    "tee", "ts", "logger", "multilog", "cronolog", "rotatelogs", "pino-pretty", "bunyan",
  ]
  /// What scripts do behind the program.
  private static let farewells: Set<String> = ["exit", "echo", "printf", "true"]
  /// Programs that end by themselves.
  private static let brief: Set<String> = ["echo", "printf", "cat", "env", "date", "ls"]
}
