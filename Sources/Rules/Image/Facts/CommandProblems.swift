import ArchiveIO
import Findings
import Images

/// Why what an image is to start cannot be started.
enum CommandProblem: Hashable {
  case missingProgram(String)
  /// A shell is to run a script and is not there.
  case missingShell(String)
  case notExecutable(String, FileOccurrence)
  case directory(String)
  /// The program is there, and the loader that it asks for is not.
  case missingLoader(String, loader: String)

  /// What a shell does itself, and names that only look like programs.
  private static let builtins: Set<String> = [
    ".", ":", "[", "alias", "bg", "break", "builtin", "case", "cd", "command", "continue", "declare", "echo",
    "eval",
    "exec", "exit", "export", "false", "fg", "for", "function", "getopts", "hash", "help", "jobs", "kill",
    "let", "local",
    "popd", "printf", "pushd", "pwd", "read", "readonly", "return", "select", "set", "shift", "shopt",
    "source", "test",
    "time", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait",
  ]

  /// What keeps a command line from starting; nil where nothing is seen that does.
  ///
  /// - Parameter isElsewhere: whether something may be mounted at a path, so that the image does not decide.
  static func find(
    _ command: CommandLine, in image: ImageFacts,
    isElsewhere: @escaping (ArchivePath) -> Bool = { _ in false }
  ) -> CommandProblem? {
    guard image.canJudgePrograms, let name = command.words.first, !name.isEmpty, !name.contains("$") else {
      return nil
    }
    let script = command.shellScript
    if let problem = check(name, in: image, isElsewhere) {
      if case .missingProgram = problem, script != nil { return .missingShell(name) }
      return problem
    }
    guard let script else { return nil }
    let problem = { (word: String) in inScript(word, shell: name, in: image, isElsewhere) }
    return command.field == .healthCheck
      ? FailingScript(problem: problem).find(script) : firstProgram(of: script).flatMap(problem)
  }

  /// The first command of a script, if it is a program's name: what follows may be another way if it is not there.
  private static func firstProgram(of script: String) -> String? {
    guard let first = ShellScript.commands(script).first(where: { !$0.words.isEmpty })?.unwrapped,
      first.connection == .sequence, let word = first.words.first, word.isLiteral,
      !first.assignments.contains(where: { $0.text.hasPrefix("PATH=") }), !word.text.isEmpty,
      !word.text.contains(where: { "*?[~=".contains($0) })
    else { return nil }
    return word.text
  }

  private static func inScript(
    _ name: String, shell: String, in image: ImageFacts, _ isElsewhere: (ArchivePath) -> Bool
  ) -> CommandProblem? {
    guard !builtins.contains(name), let problem = check(name, in: image, isElsewhere) else { return nil }
    // A busybox shell may run its own applets without a file for each.
    if case .missingProgram = problem, Busybox.mayHave(name), image.isBusybox(shell) { return nil }
    return problem
  }

  private static func check(
    _ name: String, in image: ImageFacts, _ isElsewhere: (ArchivePath) -> Bool
  ) -> CommandProblem? {
    guard !image.programPaths(name).contains(where: { isElsewhere(image.canonical($0)) }) else { return nil }
    switch image.program(name) {
    case .missing: return .missingProgram(name)
    case .directory: return .directory(name)
    case .file(let file, _):
      if isElsewhere(file.path) { return nil }
      let canStart = image.identity.map { $0.canExecute(file.entry) } ?? (file.entry.mode & 0o111 != 0)
      if !canStart { return .notExecutable(name, file) }
      return image.missingLoader(of: file).map { .missingLoader(name, loader: $0) }
    }
  }
}

extension ImageFacts {
  /// Whether there are programs that can be judged; rules say in `needs` that all layers must have been read.
  var canJudgePrograms: Bool { hasConfig && !platform.isWindows && !layers.isEmpty }

  fileprivate func missingLoader(of file: FileOccurrence) -> String? {
    let program = facts.programs.first { $0.path == file.path.bytes }?.value
    guard case .dynamic(let loader) = program?.linkage, loader.hasPrefix("/") else { return nil }
    return tree.node(at: loader, followLast: true) == nil ? loader : nil
  }

  /// The problem of the container's own command, with the place to report it at.
  var mainCommandProblem: (place: SymbolicLocation, problem: CommandProblem)? {
    guard let command = mainCommand, let problem = CommandProblem.find(command, in: self) else { return nil }
    return (.config(command.field.rawValue), problem)
  }

  /// The problem of the health check's command.
  var healthCheckProblem: CommandProblem? {
    healthCheckCommand.flatMap { CommandProblem.find($0, in: self) }
  }
}
