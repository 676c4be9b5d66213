/// A download that a shell or an interpreter runs as it arrives: `curl ... | sh`, `bash <(wget ...)`.
package struct PipedDownload: Codable, Sendable, Hashable {
  /// The program that runs what comes.
  package let interpreter: String
  /// The program that downloads.
  package let tool: String
  /// Where from, as written; nil where no word is an address.
  package let address: String?

  private init(_ download: ShellCommand, _ interpreter: ShellCommand) {
    self.interpreter = interpreter.name
    tool = download.name
    address = download.arguments.last { $0.contains("://") }
  }

  private static let longestPipeline = 8
  /// How many shells may start one another with `-c`.
  private static let deepestNesting = 4

  /// Those of a script, in its order.
  package static func all(in commands: [ShellCommand]) -> [PipedDownload] { all(in: commands, depth: 0) }

  private static func all(in commands: [ShellCommand], depth: Int) -> [PipedDownload] {
    let commands = commands.map(\.unwrapped)
    return commands.indices.flatMap { index -> [PipedDownload] in
      let command = commands[index]
      if let download = command.readsScript ? download(before: index, in: commands) : nil {
        return [PipedDownload(download, command)]
      }
      let line = CommandLine(field: .command, words: command.words.map(\.text))
      guard depth < deepestNesting, let script = line.shellScript else { return [] }
      return all(in: ShellScript.commands(script), depth: depth + 1)
    }
  }

  /// The download whose output a command reads.
  private static func download(before index: Int, in commands: [ShellCommand]) -> ShellCommand? {
    guard index > 0 else { return nil }
    if commands[index].connection == .pipe {
      let pipeline = commands[..<index].suffix(longestPipeline)
      let start = pipeline.lastIndex { $0.connection != .pipe } ?? pipeline.startIndex
      return pipeline[start...].first(where: \.isDownload)
    }
    let previous = commands[index - 1]
    return previous.connection == .substitution && previous.isDownload ? previous : nil
  }
}

extension ShellCommand {
  fileprivate var isDownload: Bool {
    name == "curl" || name == "wget" || name == "busybox" && arguments.first == "wget"
  }

  private static let interpreters: Set<String> = [
    "sh", "bash", "ash", "dash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php",
  ]

  /// Whether it is a shell or interpreter that takes its script from its input or from a substitution.
  fileprivate var readsScript: Bool {
    if name == "eval" || name == "." || name == "source" {
      return arguments.first.map { Self.isDownloaded($0) } ?? (name != "eval")
    }
    guard Self.interpreters.contains(name) else { return false }
    if let script = arguments.firstIndex(of: "-c") {
      return script + 1 < arguments.count && Self.isDownloaded(arguments[script + 1])
    }
    let first = arguments.first { $0 != "-e" && $0 != "-x" && $0 != "-u" } ?? "-"
    return first == "-" || first == "-s" || first == "--" || first == "/dev/stdin"
  }

  /// Whether a word is what a download prints.
  private static func isDownloaded(_ word: String) -> Bool {
    ["$(curl", "$(wget", "`curl", "`wget"].contains { word.hasPrefix($0) }
  }
}
