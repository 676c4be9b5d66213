import Images

/// Goes through instructions in order and says what history steps builders write for them; keeps what an
/// instruction changes for those after it: the shell and the working directory.
struct StepWriter {
  let escape: Character
  private var shell = ["/bin/sh", "-c"]
  /// nil as long as the base image has set it.
  private var directory: String?

  init(escape: Character, startsEmpty: Bool) {
    self.escape = escape
    directory = startsEmpty ? "/" : nil
  }

  mutating func expected(_ instruction: DockerfileInstruction) -> ExpectedStep {
    let original = instruction.original
    var texts: [String] = []
    var destinations: [String] = []
    switch instruction.keyword {
    case "RUN": texts = run(instruction) + [Spelling.plain(original), Spelling.plain(instruction.arguments)]
    case "CMD", "ENTRYPOINT":
      let words = instruction.words ?? shell + [instruction.arguments]
      texts = [Spelling.loose(words.joined(separator: " ")), Spelling.loose(original)]
    case "SHELL":
      shell = instruction.words ?? shell
      texts = [Spelling.loose(shell.joined(separator: " "))]
    case "VOLUME":
      let words = instruction.words ?? ShellWords.split(instruction.arguments, escape: escape, quotes: .kept)
      texts = [Spelling.loose(expand(words.joined(separator: " "))), Spelling.loose(original)]
    case "ENV", "LABEL":
      let pairs = Assignments.pairs(instruction.arguments, escape: escape)
      texts = [
        Spelling.loose(pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")),
        Spelling.loose(original),
      ]
    case "EXPOSE": texts = [Spelling.ports(expand(original)), Spelling.ports(original)]
    case "HEALTHCHECK": texts = [Spelling.loose(healthTest(instruction)), Spelling.loose(original)]
    case "COPY", "ADD": (texts, destinations) = copy(instruction)
    case "WORKDIR": texts = workingDirectory(instruction)
    case "MAINTAINER", "ONBUILD": texts = [Spelling.loose(original)]
    default: texts = [Spelling.loose(expand(original)), Spelling.loose(original)]
    }
    let names =
      instruction.keyword == "ARG" ? Assignments.arguments(instruction.arguments, escape: escape) : []
    return ExpectedStep(instruction, texts: texts, destinations: destinations, names: names.map(\.name))
  }

  private func expand(_ text: String) -> String { Expansion.expand(text, escape: escape) }

  // MARK: RUN

  private func run(_ instruction: DockerfileInstruction) -> [String] {
    if let words = instruction.words {
      let text = Spelling.plain(words.joined(separator: " "))
      // Of a shell in exec form the history tells no more than of the shell form.
      let isShell = words.count > 2 && words[1] == "-c" && words[0].hasSuffix("sh")
      let command = isShell ? [Spelling.plain(words.dropFirst(2).joined(separator: " "))] : []
      return [text, "|\(Expansion.wildcard) \(text)"] + command
    }
    let text = instruction.arguments
    var texts = [text]
    if let first = instruction.heredocs.first {
      let isScript = instruction.heredocs.count == 1 && text == first.opening
      if isScript {
        let path = "/dev/pipes/\(first.name)"
        texts.append(first.lines.first?.hasPrefix("#!") == true ? path : first.lines.joined(separator: "\n"))
      }
      let bodies = instruction.heredocs.map { ($0.lines + [$0.name]).joined(separator: "\n") }
      texts.append(([text] + bodies).joined(separator: "\n"))
      // Buildah keeps flags and leaves the names at the ends out.
      texts.append(([instruction.original] + instruction.heredocs.flatMap(\.lines)).joined(separator: "\n"))
    }
    // A shell that is no shell by name stays before the command.
    return (texts + texts.map { (shell + [$0]).joined(separator: " ") }).map { Spelling.plain($0) }
  }

  // MARK: Files and directories

  private func copy(_ instruction: DockerfileInstruction) -> (texts: [String], destinations: [String]) {
    let names = Dictionary(instruction.heredocs.map { ($0.opening, "<<\($0.name)") }) { $1 }
    let words = (instruction.words ?? ShellWords.split(instruction.arguments, escape: escape, quotes: .kept))
      .map {
        names[$0] ?? expand($0)
      }
    guard let written = words.last else { return ([], []) }
    let destinations = [written, resolved(written)].map { Spelling.path(Spelling.loose($0)) }
    let sources = words.dropLast().joined(separator: " ")
    let original = Spelling.path(Spelling.loose(instruction.original))
    return (destinations.map { Spelling.loose("\(sources) \($0)") } + [original], destinations)
  }

  private mutating func workingDirectory(_ instruction: DockerfileInstruction) -> [String] {
    let written = Spelling.loose(expand(instruction.arguments))
    let absolute = resolved(written)
    directory = absolute
    return [written, Spelling.cleaned(written), absolute, Spelling.loose(instruction.original)]
  }

  /// A path from the root; what the base image's working directory was is not known.
  private func resolved(_ path: String) -> String {
    if path.hasPrefix("/") || path.first == Expansion.wildcard { return Spelling.cleaned(path) }
    let start = directory ?? "/\(Expansion.wildcard)"
    return Spelling.cleaned(start + (start.hasSuffix("/") ? "" : "/") + path)
  }

  // MARK: Health check

  private func healthTest(_ instruction: DockerfileInstruction) -> String {
    let text = instruction.arguments
    let word = text.prefix { !$0.isWhitespace }
    guard word.uppercased() == "CMD" else { return text.uppercased() }
    let command = text[word.endIndex...].drop(while: \.isWhitespace)
    guard let words = DockerfileInstruction.list(String(command)) else { return "CMD-SHELL \(command)" }
    return (["CMD"] + words).joined(separator: " ")
  }
}
