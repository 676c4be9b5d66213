import ArchiveIO
import Findings
import Images

extension CrossFacts {
  /// The program with which a script that starts as root steps down to a plain user; nil where none is seen.
  ///
  /// Official images of databases do so: their entry point gives directories away and then calls gosu or su-exec.
  var stepDownProgram: FileOccurrence? {
    guard let first = start.words.first, !first.isOfService, let entry = program(first.text),
      !image.facts.programs.contains(where: { $0.path == entry.path.bytes }),
      entry.path.name.contains("entrypoint")
    else { return nil }
    return ["gosu", "su-exec"].lazy.compactMap { [self] name in
      image.occurrences(named: name).first { $0.state == .visible && $0.entry.mode & 0o111 != 0 }
    }.first
  }

  /// Whether the container starts as root.
  var startsAsRoot: Bool { isUserKnown && running.identity?.isRoot == true }

  /// Who the container starts as, if it is known and not root.
  var plainIdentity: ProcessIdentity? { isUserKnown ? running.plainIdentity : nil }

  /// The names of the programs that the container starts, also out of scripts and as the arguments of entry points.
  var programNames: Set<String> {
    let words = start.words.map(\.text)
    var names = Set(words.prefix(3) + start.programs.map(\.text))
    let script = CommandLine(field: .entrypoint, words: words).shellScript
    for command in script.map(ShellScript.commands) ?? [] {
      names.insert(command.unwrapped.words.first?.text ?? "")
    }
    return Set(names.compactMap { $0.split(separator: "/").last.map(String.init) })
  }
}
