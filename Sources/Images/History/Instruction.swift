import Secrets

/// A build instruction, read from a history step in the spelling of any builder.
///
/// BuildKit, Docker's classic builder and Buildah write `created_by` differently; here it reads like the
/// Dockerfile line that it came from.
package struct Instruction: Sendable, Hashable {
  /// `RUN`, `COPY`, `ENV` ... in capitals; empty where the step names none.
  package let keyword: String
  /// What follows the keyword; of a shell-form `RUN` the command without the shell.
  package let arguments: String
  /// The values of `ARG` that a `RUN` saw, as `NAME=value`; builders write them into the history.
  package let buildArguments: [String]
  /// Whether a shell ran the command: false for the exec form and for all but `RUN`.
  package let isShellForm: Bool

  private static let keywords: Set<String> = [
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
  ]

  /// Reads a history step's `created_by`.
  package init(createdBy: String) {
    var text = Self.withoutSuffixes(createdBy)
    var buildArguments: [String] = []
    if text.hasPrefix("RUN |") { text = text.dropFirst(4) }
    if text.hasPrefix("|") { buildArguments = Self.takeBuildArguments(&text) }
    if let nop = text.firstRange(of: "#(nop)"), Self.isShell(text[..<nop.lowerBound]) {
      let rest = text[nop.upperBound...].drop { $0 == " " }
      (keyword, arguments) = Self.split(rest, inAnyCase: true)
      isShellForm = false
    } else if let command = Self.shellCommand(text) {
      (keyword, arguments, isShellForm) = ("RUN", Self.trim(command), true)
    } else {
      let (word, rest) = Self.split(text)
      if word == "RUN", let command = Self.shellCommand(Substring(rest)) {
        (keyword, arguments, isShellForm) = (word, Self.trim(command), true)
      } else {
        (keyword, arguments) = (word, rest)
        isShellForm = word == "RUN" && !rest.hasPrefix("[")
      }
    }
    self.buildArguments = buildArguments
  }

  /// The instruction as it may be shown: values that look like secrets are masked.
  package var text: String {
    SecretMask.masked([keyword, arguments].filter { !$0.isEmpty }.joined(separator: " "))
  }

  private static func withoutSuffixes(_ text: String) -> Substring {
    var text = Substring(text)
    if let mark = text.firstRange(of: "|unsetLabel=") ?? text.firstRange(of: "|inheritLabels=")
      ?? text.firstRange(of: "|force-mtime=")
    {
      text = text[..<mark.lowerBound]
    }
    if text.hasSuffix("# buildkit") { text = text.dropLast("# buildkit".count) }
    return Substring(trim(text))
  }

  private static let shells: Set<Substring> = ["sh", "bash", "ash", "dash", "ksh", "zsh", "cmd", "cmd.exe"]

  private static func isShell(_ text: Substring) -> Bool { shellCommand(text)?.isEmpty == true }

  /// What a shell is given to run; nil if the text does not begin with a shell, its options and the one that
  /// takes a command: `/bin/sh -c`, `/bin/bash -eo pipefail -c`, `cmd /S /C`.
  private static func shellCommand(_ text: Substring) -> Substring? {
    var rest = text
    guard let shell = takeWord(&rest) else { return nil }
    let name = shell[
      (shell.lastIndex { $0 == "/" || $0 == "\\" }.map { shell.index(after: $0) } ?? shell.startIndex)...]
    guard shells.contains(name) else { return nil }
    while let word = takeWord(&rest) {
      if word == "/C" || word == "/c" { return rest }
      if word.hasPrefix("-"), !word.hasPrefix("--"), word.hasSuffix("c") { return rest }
      let takesName = word.hasPrefix("-") && word.hasSuffix("o")
      if takesName { _ = takeWord(&rest) }
      guard takesName || word.hasPrefix("-") || word.hasPrefix("+") || word == "/S" || word == "/s" else {
        return nil
      }
    }
    return nil
  }

  /// Takes the word up to the next blank and the blank.
  private static func takeWord(_ text: inout Substring) -> Substring? {
    let word = text.prefix { $0 != " " }
    guard !word.isEmpty else { return nil }
    text = text[word.endIndex...].dropFirst()
    return word
  }

  /// `|2 A=1 B=two words /bin/sh -c command`: as many values as the number says, each up to the next `NAME=`
  /// or the shell.
  private static func takeBuildArguments(_ text: inout Substring) -> [String] {
    let head = text.dropFirst().prefix { $0.isNumber }
    guard let count = Int(head), let shell = shellStart(text[head.endIndex...]) else { return [] }
    let words = text[head.endIndex..<shell].split(separator: " ")
    text = text[shell...]
    var arguments: [String] = []
    for word in words {
      let isNew = word.firstIndex(of: "=").map { isName(word[..<$0]) } ?? false
      if isNew, arguments.count < count {
        arguments.append(String(word))
      } else if let last = arguments.popLast() {
        arguments.append(last + " " + word)
      }
    }
    return arguments
  }

  /// Where the first word is that begins a shell's command.
  private static func shellStart(_ text: Substring) -> Substring.Index? {
    var rest = text
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " }
      if rest.first == "/" || rest.hasPrefix("cmd"), shellCommand(rest) != nil { return rest.startIndex }
      _ = takeWord(&rest)
    }
    return nil
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// Buildah keeps an instruction as it is written, also in small letters and with a tab after it; a command may
  /// begin with such a word, so it is looked for only where no command can stand.
  private static func split(_ text: Substring, inAnyCase: Bool = false) -> (String, String) {
    let word = text.prefix { $0 != " " && !(inAnyCase && $0.isWhitespace) }
    let keyword = inAnyCase ? word.uppercased() : String(word)
    guard keywords.contains(keyword) else { return ("", trim(text)) }
    return (keyword, GoValue.dockerfileForm(keyword: keyword, trim(text[word.endIndex...])))
  }

  private static func trim(_ text: Substring) -> String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r\n"]
    let start = text.drop { blanks.contains($0) }
    let end = start.lastIndex { !blanks.contains($0) }
    return end.map { String(start[...$0]) } ?? ""
  }
}
